"""Settings: `MASAR_…` environment variables, read once, refused by name when wrong."""

import dataclasses
import os
import pathlib
import secrets
import tempfile
from collections.abc import Callable, Mapping

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

ROOT = pathlib.Path(__file__).resolve().parent.parent


class WrongSettings(Exception):
    """One or more `MASAR_…` variables cannot be used; each line names one."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Settings:
    """Everything the application is told from outside. Documented in docs/settings.md."""

    instance: pathlib.Path
    database_url: str
    secret_key: str
    content: pathlib.Path = ROOT
    page_cache: bool = True
    version_check_seconds: float = 1.0
    secure_cookies: bool = False
    trusted_proxies: int = 0
    exit_url: str = ""
    workers: int = 2
    threads: int = 2
    public_url: str = ""
    hosts: tuple[str, ...] = ()
    smtp_url: str = ""
    mail_from: str = ""
    breached_passwords: pathlib.Path | None = None
    security_contact: str = ""
    demo_people: bool = False
    previous_secret_keys: tuple[str, ...] = ()
    audit_key: str = ""

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> "Settings":
        """Read the environment and report all wrong variables at once.

        Errors: WrongSettings, one line for each variable that is unknown or cannot be read.
        """
        given = {name: value for name, value in environ.items() if name.startswith("MASAR_")}
        wrong = [f"{name}: there is no such setting" for name in sorted(given) if name not in _READERS]
        values: dict[str, object] = {}
        for name, (field, read) in _READERS.items():
            if name in given:
                try:
                    values[field] = read(given[name])
                except ValueError as fault:
                    wrong.append(f"{name}: {fault}")
        if wrong:
            raise WrongSettings("\n".join(wrong))
        instance = values.pop("instance", None) or pathlib.Path.cwd() / "instance"
        assert isinstance(instance, pathlib.Path)  # noqa: S101 -- narrows the type for mypy
        _make(instance)
        values.setdefault("database_url", f"sqlite:///{instance / 'masar.sqlite3'}")
        values.setdefault("secret_key", _kept_secret(instance / "secret.key"))
        return cls(instance=instance, **values)  # type: ignore[arg-type]  # each reader returns its field's type


def _make(instance: pathlib.Path) -> None:
    try:
        instance.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as fault:
        raise WrongSettings(f"MASAR_INSTANCE: {instance} cannot be made ({fault.strerror})") from fault


def _kept_secret(path: pathlib.Path) -> str:
    """Return the secret kept in a file, making it once; two first starts at the same time agree on one."""
    if not path.exists():
        with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False) as fresh:
            fresh.write(secrets.token_urlsafe(48))
        pathlib.Path(fresh.name).chmod(0o600)
        try:
            os.link(fresh.name, path)
        except FileExistsError:
            pass
        finally:
            pathlib.Path(fresh.name).unlink()
    return path.read_text(encoding="utf-8").strip()


def _folder(text: str) -> pathlib.Path:
    if not text.strip():
        raise ValueError("names no folder")
    path = pathlib.Path(text).expanduser()
    if path.exists() and not path.is_dir():
        raise ValueError(f"{path} is not a folder")
    return path.resolve()


def _content(text: str) -> pathlib.Path:
    path = _folder(text)
    if not (path / "manual").is_dir() or not (path / "scenarios").is_dir():
        raise ValueError(f"{path} has no manual/ and scenarios/ in it")
    return path


def _database(text: str) -> str:
    for given, wanted in (
        ("postgresql://", "postgresql+psycopg://"),
        ("postgres://", "postgresql+psycopg://"),
        ("postgresql+psycopg://", "postgresql+psycopg://"),
        ("sqlite:///", "sqlite:///"),
    ):
        if text.startswith(given):
            return _readable(wanted + text.removeprefix(given))
    raise ValueError("begins with neither sqlite:/// nor postgresql://")


def _readable(address: str) -> str:
    """Return the address when it can be read and names a database that lasts."""
    try:
        url = make_url(address)
    except (ValueError, ArgumentError) as fault:
        raise ValueError("cannot be read as an address (an IPv6 host stands in brackets)") from fault
    if url.drivername == "sqlite" and url.database in {None, "", ":memory:"}:
        raise ValueError("names no file; what is kept in memory alone is lost")
    return address


def _secret(text: str) -> str:
    if len(text) < 32:  # noqa: PLR2004 -- shorter than the 256 bits a signature deserves
        raise ValueError("must be at least 32 characters long")
    return text


def _switch(text: str) -> bool:
    words = {"on": True, "off": False}
    if text not in words:
        raise ValueError("must be on or off")
    return words[text]


def _whole(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not text.isascii() or not text.isdigit() or not least <= int(text) <= most:
            raise ValueError(f"must be a whole number from {least} to {most}")
        return int(text)

    return read


def _address(text: str) -> str:
    if not text.startswith("https://"):
        raise ValueError("must begin with https://")
    return text


_READERS: dict[str, tuple[str, Callable[[str], object]]] = {
    "MASAR_INSTANCE": ("instance", _folder),
    "MASAR_DATABASE_URL": ("database_url", _database),
    "MASAR_SECRET_KEY": ("secret_key", _secret),
    "MASAR_CONTENT": ("content", _content),
    "MASAR_PAGE_CACHE": ("page_cache", _switch),
    "MASAR_SECURE_COOKIES": ("secure_cookies", _switch),
    "MASAR_TRUSTED_PROXIES": ("trusted_proxies", _whole(0, 5)),
    "MASAR_EXIT_URL": ("exit_url", _address),
    "MASAR_WORKERS": ("workers", _whole(1, 64)),
    "MASAR_THREADS": ("threads", _whole(1, 64)),
}

NAMES = tuple(_READERS)
