"""Where somebody who has found a weakness writes: the file that says so, where it is looked for."""

import datetime as dt

from flask import Response, abort

from webapp.web.site import now, settings

PATH = "/.well-known/security.txt"
_HOLDS = dt.timedelta(days=365)


def answer() -> Response:
    """Return the file, or 404 where nobody is named.

    Source: RFC 9116; it expires a year after the day on which it is read.
    """
    told = settings()
    if not told.security_contact:
        abort(404)
    lines = [
        f"Contact: {told.security_contact}",
        f"Expires: {now().astimezone(dt.UTC).date() + _HOLDS}T00:00:00Z",
        "Preferred-Languages: ar, en",
    ]
    if told.public_url:
        lines.append(f"Canonical: {told.public_url}{PATH}")
    return Response("\n".join([*lines, ""]), mimetype="text/plain")
