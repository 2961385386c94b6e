"""How rows are chained: each seal covers its own row and the seal before it, under a key kept elsewhere."""

import datetime as dt
import hashlib
import hmac
import json
from typing import NamedTuple


class Link(NamedTuple):
    """One deed, as it is sealed. Shape: `facts` is the JSON text exactly as it is kept."""

    number: int
    at: dt.datetime
    actor: str
    action: str
    subject: str
    facts: str


def row_hash(link: Link, *, before: str, key: str) -> str:
    """Return the seal of a row that follows the one sealed by `before`."""
    moment = link.at.astimezone(dt.UTC).isoformat(timespec="microseconds")
    told = [before, link.number, moment, link.actor, link.action, link.subject, link.facts]
    return _seal(json.dumps(told, ensure_ascii=False), key)


def head_seal(number: int, last: str, *, key: str) -> str:
    """Return the seal of the chain's end: without it the last rows could be taken away unseen."""
    return _seal(json.dumps(["head", number, last]), key)


def _seal(text: str, key: str) -> str:
    return hmac.digest(b"audit:" + key.encode(), text.encode("utf-8", "surrogatepass"), hashlib.sha256).hex()
