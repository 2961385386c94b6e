"""Nothing secret lies in the repository: no key, no password, no token that opens anything anywhere."""

import math
import pathlib
import re
import subprocess
from collections import Counter

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
KEY_FILES = (".key", ".pem", ".p12", ".pfx", ".jks", ".kdbx", ".env", ".netrc", "id_rsa", "id_ed25519")
MARKS = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY-----|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{30,}|"
    r"\bgithub_pat_\w{30,}|\bxox[abprs]-[\w-]{10,}|\bsk-[A-Za-z0-9_-]{30,}|\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\."
)
NAMED = re.compile(
    r"""(?:secret|passw(?:or)?d|passphrase|token|api_?key|_key|\bkey|credential)\w*["']?\s*"""
    r"""(?::\s*\w+\s*)?(?:=|:|=>|,)\s*[rbf]{0,2}["']?([A-Za-z0-9+/_=.~-]{20,})""",
    re.IGNORECASE,
)
IN_ADDRESS = re.compile(r"://[^\s/:@\"']+:([^\s/:@\"'{}]{8,})@")

# What stands in tests to be found there, and opens nothing.
KNOWN = {"only-for-tests-and-long-enough-to-be-accepted"}


def randomness(text: str) -> float:
    """How many bits a sign of this text tells."""
    return -sum(n / len(text) * math.log2(n / len(text)) for n in Counter(text).values())


def looks_made_by_chance(text: str) -> bool:
    """Words are written in one case and with vowels; keys mix cases and digits, and repeat little."""
    kinds = sum(bool(re.search(kind, text)) for kind in ("[a-z]", "[A-Z]", "[0-9]"))
    is_hex = re.fullmatch(r"[0-9a-fA-F]{32,}", text) is not None
    return (kinds == 3 or is_hex) and randomness(text) > (3.0 if is_hex else 3.7)


def found_in(text: str) -> list[str]:
    """What looks like a secret in a text."""
    named = [one for one in NAMED.findall(text) if looks_made_by_chance(one)]
    carried = [one for one in IN_ADDRESS.findall(text) if looks_made_by_chance(one)]
    return [one for one in (*MARKS.findall(text), *named, *carried) if one not in KNOWN]


def tracked() -> list[pathlib.Path]:
    told = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / name for name in told.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_no_tracked_file_is_a_key() -> None:
    assert [str(path.relative_to(ROOT)) for path in tracked() if path.name.endswith(KEY_FILES)] == []


def test_no_tracked_file_holds_a_secret() -> None:
    found = {}
    for path in tracked():
        text = path.read_bytes().decode("utf-8", "replace")
        if path.suffix != ".woff2" and (said := found_in(text)):
            found[str(path.relative_to(ROOT))] = said
    assert found == {}


def test_what_a_first_start_makes_is_not_tracked() -> None:
    for name in ("instance/secret.key", "instance/audit.key", "instance/masar.sqlite3"):
        asked = subprocess.run(["git", "check-ignore", "-q", name], cwd=ROOT, check=False)
        assert asked.returncode == 0, name


RANDOM = "q7Zk2" + "LmX9v" + "Wc4Rt" + "Yb8Nd" + "Hs3Jf"


@pytest.mark.parametrize(
    "planted",
    [
        "-----BEGIN " + "PRIVATE KEY-----",
        "-----BEGIN RSA " + "PRIVATE KEY-----",
        f'SECRET_KEY = "{RANDOM}"',
        f"MASAR_SECRET_KEY={RANDOM}",
        f'api_key: str = "{RANDOM}"',
        f"password: {RANDOM}",
        f'{{"token": "{RANDOM}"}}',
        "secret = '" + "0123456789abcdef" * 3 + "'",
        f"postgresql://masar:{RANDOM}@db.example/masar",
        "AKIA" + "ABCDEFGHIJKLMNOP",
        "ghp_" + "a1" * 18,
    ],
)
def test_the_search_finds_what_is_planted(planted: str) -> None:
    assert found_in(planted)


@pytest.mark.parametrize(
    "harmless",
    [
        'secret_key="only-for-tests-and-long-enough-to-be-accepted"',
        'key = "attempts.show_case_of_an_edition"',
        "postgresql://USER:PASSWORD@HOST/NAME",
        'password = "long-enough-to-be-kept"',
        "--hash=sha256:" + "0123456789abcdef" * 4,
    ],
)
def test_the_search_passes_over_words(harmless: str) -> None:
    assert found_in(harmless) == []
