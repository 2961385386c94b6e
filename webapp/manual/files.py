"""The manual's files on disk: read exactly as they are, written exactly as they were."""

import pathlib
from collections.abc import Mapping

from webapp.errors import BadInput, Refused

PREFIX = "manual/"


def read_folder(folder: pathlib.Path) -> dict[str, str]:
    """Return every file of a manual's folder by its path, which begins with `manual/`; nothing is translated.

    Shape: a byte that is not UTF-8 comes as the surrogate that stands for it, which the check finds.
    Errors: BadInput when there is no such folder.
    """
    if not folder.is_dir():
        raise BadInput("manual.folder-missing", folder=str(folder))
    files = {}
    for path in sorted(folder.rglob("*")):
        name = PREFIX + path.relative_to(folder).as_posix()
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts):
            files[name] = path.read_bytes().decode("utf-8", "surrogateescape")
    return files


def write_files(files: Mapping[str, str], folder: pathlib.Path) -> tuple[pathlib.Path, ...]:
    """Write files below a folder, character for character, and return where they are.

    Errors: Refused when a path would leave the folder; nothing is written then.
    """
    places = {name: (folder / name).resolve() for name in files}
    for name, place in places.items():
        if not place.is_relative_to(folder.resolve()):
            raise Refused("manual.path-outside", file=name)
    for name, place in places.items():
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(files[name].encode("utf-8"))
    return tuple(places.values())
