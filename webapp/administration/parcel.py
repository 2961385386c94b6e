"""What a page hands back to us as we gave it: kept nowhere, sealed so that nobody can have written in it."""

import base64
import hmac
import json
import zlib
from collections.abc import Mapping
from typing import cast

from webapp.errors import BadInput

Content = Mapping[str, object]


def seal(content: Content, *, key: str, purpose: str) -> str:
    """Return a parcel that only this key and purpose open; it can be read by whoever holds it."""
    told = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    packed = base64.urlsafe_b64encode(zlib.compress(told, 9)).decode()
    return f"{_mac(packed, key, purpose)}.{packed}"


def opened(parcel: str, *, key: str, purpose: str) -> Content:
    """Return what is in a parcel.

    Errors: BadInput `parcel.stale` when it was not sealed with this key for this purpose.
    """
    mac, _, packed = parcel.partition(".")
    given = mac.encode("utf-8", "surrogatepass")
    if not hmac.compare_digest(given, _mac(packed, key, purpose).encode()):
        raise BadInput("parcel.stale")
    return cast("Content", json.loads(zlib.decompress(base64.urlsafe_b64decode(packed))))


def _mac(packed: str, key: str, purpose: str) -> str:
    told = f"parcel:{purpose}:{packed}".encode("utf-8", "surrogatepass")
    return hmac.digest(key.encode(), told, "sha256").hex()
