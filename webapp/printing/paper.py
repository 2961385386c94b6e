"""From Typst's code to a PDF: the style sheets, the fonts, and what makes one setting differ from another."""

import datetime as dt
import functools
import hashlib
import importlib.metadata
import logging
import pathlib
import re
from typing import TYPE_CHECKING

from webapp.engine import manual as engine
from webapp.web import label

if TYPE_CHECKING:
    import typst

_LOG = logging.getLogger(__name__)
_STANDARD = "PDF/UA-1"
_HERE = pathlib.Path(__file__).parent
_STYLE = _HERE / "typst"
_FONTS = _HERE / "fonts"
_ENGINE = pathlib.Path(engine.__file__).parent
_LABEL = pathlib.Path(label.__file__)


@functools.cache
def version() -> str:
    """Return what stands for the way things are set now: another one makes other pages of the same text.

    Shape: it follows from whatever has a part in it, so that nobody has to remember to raise a number.
    """
    told = hashlib.sha256(importlib.metadata.version("typst").encode())
    for path in sorted((*_ENGINE.glob("*.py"), *_STYLE.glob("*.typ"), *_FONTS.glob("*.ttf"), _LABEL)):
        told.update(b"\0%s\0" % path.name.encode() + path.read_bytes())
    return told.hexdigest()[:8]


def pdf(source: str, *, lang: str, made: dt.datetime) -> bytes:
    """Return a document as a tagged PDF that readers' aids can read (PDF/UA-1), the same bytes every time.

    Shape: `source` is what `webapp.engine.manual.typeset…` returns; `made` is aware. A text with a letter
    that no font here has is printed too, without the promise of PDF/UA-1.
    Errors: RuntimeError when it cannot be set, which is a fault of ours.
    """
    import typst

    compiler = typst.Compiler(
        root=str(_STYLE), font_paths=_fonts(), ignore_system_fonts=True, sys_inputs={"lang": lang}
    )
    code, moment = source.encode(), int(made.timestamp())
    try:
        made_of = compiler.compile(code, format="pdf", pdf_standards=["ua-1"], timestamp=moment)
    except typst.TypstError as fault:
        if _STANDARD not in str(fault):
            raise
        _LOG.warning("printed without the promise of PDF/UA-1: %s", fault)
        made_of = compiler.compile(code, format="pdf", timestamp=moment)
    assert isinstance(made_of, bytes)  # noqa: S101 -- a PDF is one file
    return made_of


@functools.cache
def _fonts() -> "typst.Fonts":
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(_FONTS)])


def pages(content: bytes) -> int:
    """Return how many pages a PDF of ours has."""
    found = re.search(rb"/Type/Pages/Count (\d+)", content)
    return int(found[1]) if found else 0
