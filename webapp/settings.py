"""Settings: `MASAR_…` environment variables, read once, refused by name when wrong."""

import dataclasses
import hmac
import os
import pathlib
import secrets
import tempfile
from collections.abc import Callable, Mapping

from webapp import variables

ROOT = pathlib.Path(__file__).resolve().parent.parent


class WrongSettings(Exception):
    """One or more `MASAR_…` variables cannot be used; each line names one."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Settings:
    """Everything the application is told from outside. Documented in docs/settings.md."""

    instance: pathlib.Path
    database_url: str = dataclasses.field(repr=False)
    secret_key: str = dataclasses.field(repr=False)
    content: pathlib.Path = ROOT
    page_cache: bool = True
    version_check_seconds: float = 1.0
    secure_cookies: bool = False
    trusted_proxies: int = 0
    exit_url: str = ""
    workers: int = 2
    threads: int = 2
    public_url: str = ""
    lan_url: str = ""
    hosts: tuple[str, ...] = ()
    smtp_url: str = dataclasses.field(default="", repr=False)
    mail_from: str = ""
    breached_passwords: pathlib.Path | None = None
    security_contact: str = ""
    demo_people: bool = False
    previous_secret_keys: tuple[str, ...] = dataclasses.field(default=(), repr=False)
    audit_key: str = dataclasses.field(default="", repr=False)

    def __post_init__(self) -> None:
        """Seal the audit with a key that follows from the secret, where none of its own was given."""
        if not self.audit_key:
            derived = hmac.digest(self.secret_key.encode(), b"audit", "sha256").hex()
            object.__setattr__(self, "audit_key", derived)

    @property
    def secret_keys(self) -> tuple[str, ...]:
        """Every key by which something still holds, the newest first."""
        return (self.secret_key, *self.previous_secret_keys)

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> "Settings":
        """Read the environment and report all wrong variables at once.

        Errors: WrongSettings, one line for each unknown, unreadable or ill-fitting variable.
        """
        values, wrong = _read(environ)
        wrong += _quarrels(values)
        if wrong:
            raise WrongSettings("\n".join(wrong))
        instance = values.pop("instance", None) or pathlib.Path.cwd() / "instance"
        assert isinstance(instance, pathlib.Path)  # noqa: S101 -- narrows the type for mypy
        _make(instance)
        values.setdefault("database_url", f"sqlite:///{instance / 'masar.sqlite3'}")
        values.setdefault("secure_cookies", str(values.get("public_url", "")).startswith("https://"))
        return cls(instance=instance, **(values | _kept_keys(instance, values)))  # type: ignore[arg-type]  # each reader returns its field's type


def key_mark(key: str) -> str:
    """Return what tells a key from others without giving it away. Shape: 8 letters of hex."""
    return hmac.digest(key.encode(), b"mark", "sha256").hex()[:8]


def _read(environ: Mapping[str, str]) -> tuple[dict[str, object], list[str]]:
    """Return the fields that are given, and what is wrong with those that cannot be read."""
    given = {name: value for name, value in environ.items() if name.startswith("MASAR_")}
    wrong = [f"{name}: there is no such setting" for name in sorted(given) if name not in _READERS]
    values: dict[str, object] = {}
    for name, (field, read) in _READERS.items():
        if name in given:
            try:
                values[field] = read(given[name])
            except ValueError as fault:
                wrong.append(f"{name}: {fault}")
    return values, wrong


def _quarrels(values: Mapping[str, object]) -> list[str]:
    """Return what does not go together, each under the name of the variable to change."""
    apart = ("public_url", "trusted_proxies", "secure_cookies") if values.get("demo_people") else ()
    over_plain_http = ("demo_people", "trusted_proxies", "secure_cookies") if values.get("lan_url") else ()
    is_public = values.get("lan_url") and str(values.get("public_url", "")).startswith("https://")
    needed = ("mail_from", "public_url") if values.get("smtp_url") else ()
    return [
        *(f"MASAR_DEMO_PEOPLE: goes with no MASAR_{one.upper()}" for one in apart if values.get(one)),
        *(f"MASAR_LAN_URL: goes with no MASAR_{one.upper()}" for one in over_plain_http if values.get(one)),
        *(["MASAR_LAN_URL: goes with no https:// in MASAR_PUBLIC_URL"] if is_public else ()),
        *(f"MASAR_SMTP_URL: needs MASAR_{one.upper()} too" for one in needed if not values.get(one)),
    ]


def _make(instance: pathlib.Path) -> None:
    try:
        instance.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as fault:
        raise WrongSettings(f"MASAR_INSTANCE: {instance} cannot be made ({fault.strerror})") from fault


def _kept_keys(instance: pathlib.Path, given: Mapping[str, object]) -> dict[str, object]:
    """Return the keys that lie in the instance folder, for those that were not given."""
    kept: dict[str, object] = {}
    if "secret_key" not in given:
        kept["secret_key"], *older = _lines_of("MASAR_SECRET_KEY", instance / "secret.key")
        told = given.get("previous_secret_keys", ())
        assert isinstance(told, tuple)  # noqa: S101 -- narrows the type for mypy
        kept["previous_secret_keys"] = (*older, *told)
    if "audit_key" not in given:
        kept["audit_key"] = _lines_of("MASAR_AUDIT_KEY", instance / "audit.key")[0]
    return kept


def _lines_of(name: str, path: pathlib.Path) -> list[str]:
    """Return the keys in a file, the newest first; where it is missing, make it with one.

    Shape: two first starts at the same time agree on one key.
    Errors: WrongSettings when a line is no key.
    """
    if not path.exists():
        _write_key(path)
    try:
        return [variables.key(line) for line in path.read_text(encoding="utf-8").split() or [""]]
    except ValueError as fault:
        raise WrongSettings(f"{name}: a line of {path} {fault}") from fault


def _write_key(path: pathlib.Path) -> None:
    with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False) as fresh:
        fresh.write(secrets.token_urlsafe(48))
    pathlib.Path(fresh.name).chmod(0o600)
    try:
        os.link(fresh.name, path)
    except FileExistsError:
        pass
    finally:
        pathlib.Path(fresh.name).unlink()


_READERS: dict[str, tuple[str, Callable[[str], object]]] = {
    "MASAR_INSTANCE": ("instance", variables.folder),
    "MASAR_DATABASE_URL": ("database_url", variables.database),
    "MASAR_SECRET_KEY": ("secret_key", variables.key),
    "MASAR_PREVIOUS_SECRET_KEYS": ("previous_secret_keys", variables.keys),
    "MASAR_AUDIT_KEY": ("audit_key", variables.key),
    "MASAR_CONTENT": ("content", variables.content),
    "MASAR_PAGE_CACHE": ("page_cache", variables.switch),
    "MASAR_PUBLIC_URL": ("public_url", variables.public_url),
    "MASAR_LAN_URL": ("lan_url", variables.lan_url),
    "MASAR_HOSTS": ("hosts", variables.hosts),
    "MASAR_SECURE_COOKIES": ("secure_cookies", variables.switch),
    "MASAR_TRUSTED_PROXIES": ("trusted_proxies", variables.whole(0, 5)),
    "MASAR_EXIT_URL": ("exit_url", variables.secure_address),
    "MASAR_SECURITY_CONTACT": ("security_contact", variables.contact),
    "MASAR_SMTP_URL": ("smtp_url", variables.smtp_url),
    "MASAR_MAIL_FROM": ("mail_from", variables.mail_address),
    "MASAR_BREACHED_PASSWORDS": ("breached_passwords", variables.file),
    "MASAR_DEMO_PEOPLE": ("demo_people", variables.switch),
    "MASAR_WORKERS": ("workers", variables.whole(1, 64)),
    "MASAR_THREADS": ("threads", variables.whole(1, 64)),
}

NAMES = tuple(_READERS)
