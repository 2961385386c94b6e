"""The second factor: a code from the person's own telephone, or one from a list kept on paper."""

import base64
import datetime as dt
import hashlib
import hmac
import secrets
import unicodedata
from collections.abc import Sequence

from webapp.errors import Refused

_STEP = 30  # seconds; what every authenticator takes when nothing is said
_DIGITS = 6
_LONGEST = 40  # letters; nobody types more around six digits
_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that is taken for another: 0 O, 1 I L
_GROUPS, _GROUP = 3, 5  # 15 of 31 letters are 74 bits; 12 would be 59
_PIXELS = 5  # a side of one square of the picture


def new_secret() -> str:
    """Return a new secret, shared with the person's telephone.

    Shape: 32 letters of base32, which is 160 bits.
    """
    import pyotp

    return pyotp.random_base32()


def provisioning(secret: str, *, name: str, issuer: str) -> str:
    """Return the address from which an authenticator takes the secret over."""
    import pyotp

    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=issuer)


def qr(uri: str) -> str:
    """Return a picture of an address as SVG, to be put into a page; black on white whatever the page wears.

    Shape: no style and no script, so that it shows under the strictest content security policy.
    """
    import segno

    code = segno.make_qr(uri, error="m")
    side = code.symbol_size()[0] * _PIXELS
    drawn = code.svg_inline(light="#fff", svgclass="qr", lineclass=None, omitsize=True)
    return drawn.replace("<svg ", f'<svg width="{side}" height="{side}" shape-rendering="crispEdges" ', 1)


def step(secret: str, code: str, *, now: dt.datetime, last_step: int) -> int | None:
    """Return the time step whose code this is, to be kept as the next `last_step`; or None.

    Shape:  one step early or late is let pass; a step up to `last_step` is not, so that no code works twice.
    Units:  steps of 30 seconds since 1970.
    Source: RFC 6238, section 5.2
    """
    import pyotp

    digits = _plain(code[:_LONGEST])
    if len(digits) != _DIGITS or not digits.isdecimal():
        return None
    clock, first = pyotp.TOTP(secret), int(now.timestamp()) // _STEP - 1
    # All three are compared, and the latest counts: should two be alike, the code is still spent at once.
    same = [hmac.compare_digest(clock.generate_otp(first + later), digits) for later in range(3)]
    found = max((first + later for later in range(3) if same[later]), default=last_step)
    return found if found > last_step else None


def new_recovery_codes(count: int = 10) -> tuple[str, ...]:
    """Return codes to be kept on paper, each for one use, such as K7QFA-M2XD3-9RTPB."""
    return tuple("-".join(_group() for _ in range(_GROUPS)) for _ in range(count))


def recovery_digest(code: str, *, key: bytes) -> str:
    """Return what is kept of a recovery code; case, spaces and hyphens do not matter.

    Shape: 64 letters of hex. No slow hash is needed, for a drawn code cannot be guessed.
    """
    told = f"recovery code:{_plain(code).upper()}"  # so that what else the key signs never passes for a code
    return hmac.new(key, told.encode(), hashlib.sha256).hexdigest()


class Sealer:
    """Seals secrets for the database, so that a copy of it alone opens no account.

    Shape: the newest key comes first; it seals, and the others only open.
    """

    def __init__(self, keys: Sequence[str]) -> None:
        from cryptography.fernet import Fernet, MultiFernet

        self._box = MultiFernet([Fernet(_derived(key)) for key in keys])

    def seal(self, text: str) -> str:
        """Return a text sealed with the newest key."""
        return self._box.encrypt(text.encode()).decode()

    def open(self, text: str) -> str:
        """Return what was sealed.

        Errors: Refused when no key fits.
        """
        from cryptography.fernet import InvalidToken

        try:
            return self._box.decrypt(text.encode()).decode()
        except InvalidToken as fault:
            raise Refused("second-factor.unreadable") from fault

    def reseal(self, text: str) -> str:
        """Return the same secret sealed with the newest key, so that an old key can be given up.

        Errors: Refused when no key fits.
        """
        return self.seal(self.open(text))


def _derived(key: str) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    made = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"masar second factor").derive(key.encode())
    return base64.urlsafe_b64encode(made)


def _group() -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(_GROUP))


def _plain(code: str) -> str:
    """Return a code's letters and digits alone, each digit in its one form."""
    kept = (letter for letter in unicodedata.normalize("NFKC", code) if letter.isalnum())
    return "".join(str(unicodedata.decimal(letter)) if letter.isdecimal() else letter for letter in kept)
