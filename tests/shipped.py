"""The manual as it is shipped, with some of the cases: a site for tests need not read them all."""

import pathlib

from webapp.settings import ROOT

ONE = ("marks-under-the-sleeve",)


def content_with(folder: pathlib.Path, cases: tuple[str, ...] = ONE) -> pathlib.Path:
    """Return a content folder, made here, whose parts are those of the product."""
    (folder / "scenarios").mkdir(parents=True)
    (folder / "manual").symlink_to(ROOT / "manual")
    for name in cases:
        (folder / "scenarios" / f"{name}.yaml").symlink_to(ROOT / "scenarios" / f"{name}.yaml")
    return folder
