"""Where somebody wanted to go before they were asked to sign in; only ever a page of ours."""

import re

_OURS = re.compile(r"/(?:ar|en)(?:/[^\\\x00-\x20\x7f]*|\?[^\\\x00-\x20\x7f]*)?")


def own_page(wanted: str | None) -> str:
    r"""Return the address when it is a page of this site, else nothing.

    Shape: it begins with a language, so no browser can take it for another host (`//host`, `/\host`).
    """
    return wanted if wanted and len(wanted) < 2000 and _OURS.fullmatch(wanted) else ""  # noqa: PLR2004 -- longer than any address of ours
