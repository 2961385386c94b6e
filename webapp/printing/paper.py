"""From Typst's code to a PDF: the style sheets, the fonts, and what makes one setting differ from another."""

import datetime as dt
import functools
import hashlib
import importlib.metadata
import pathlib
import re
from typing import TYPE_CHECKING

from webapp.engine.manual.typeset import TYPESET

if TYPE_CHECKING:
    import typst

_HERE = pathlib.Path(__file__).parent
_STYLE = _HERE / "typst"
_FONTS = _HERE / "fonts"


@functools.cache
def version() -> str:
    """Return what stands for the way things are set now: another one makes other pages of the same text."""
    parts = [str(TYPESET).encode(), importlib.metadata.version("typst").encode()]
    files = sorted((*_STYLE.glob("*.typ"), *_FONTS.glob("*.ttf")))
    parts += [b"%s\0%s" % (path.name.encode(), path.read_bytes()) for path in files]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:8]


def pdf(source: str, *, lang: str, made: dt.datetime) -> bytes:
    """Return a document as a tagged PDF that readers' aids can read (PDF/UA-1), the same bytes every time.

    Shape: `source` is what `webapp.engine.manual.typeset…` returns; `made` is aware.
    Errors: RuntimeError when it cannot be set, which is a fault of ours.
    """
    import typst

    compiler = typst.Compiler(
        root=str(_STYLE), font_paths=_fonts(), ignore_system_fonts=True, sys_inputs={"lang": lang}
    )
    made_of = compiler.compile(
        source.encode(), format="pdf", pdf_standards=["ua-1"], timestamp=int(made.timestamp())
    )
    assert isinstance(made_of, bytes)  # noqa: S101 -- a PDF is one file
    return made_of


@functools.cache
def _fonts() -> "typst.Fonts":
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(_FONTS)])


def pages(content: bytes) -> int:
    """Return how many pages a PDF of ours has."""
    found = re.search(rb"/Type/Pages/Count (\d+)", content)
    return int(found[1]) if found else 0
