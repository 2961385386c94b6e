"""Compiled translations are made where they are missing or older, so that a fresh copy speaks Arabic."""

import logging
import os
import pathlib
import tempfile

_LOG = logging.getLogger(__name__)


def compile_stale(folder: pathlib.Path) -> None:
    """Compile each catalogue under `folder` whose compiled form is missing or older than its text."""
    for source in sorted(folder.glob("*/LC_MESSAGES/messages.po")):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            try:
                _compile(source, compiled)
            except OSError:
                _LOG.warning("%s cannot be written; its words stay as they were", compiled)


def _compile(source: pathlib.Path, compiled: pathlib.Path) -> None:
    # Seldom needed, and every start would wait for it.
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with source.open("rb") as text:
        catalogue = read_po(text, locale=source.parent.parent.name)
    with tempfile.NamedTemporaryFile(dir=compiled.parent, delete=False) as fresh:
        write_mo(fresh, catalogue)
    pathlib.Path(fresh.name).chmod(0o644)
    os.replace(fresh.name, compiled)  # noqa: PTH105 -- in one step, for processes that start together
