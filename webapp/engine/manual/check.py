"""Every finding about the manual at once: files, names, twins, references, words."""

import difflib
from collections.abc import Collection, Iterator, Mapping

from webapp.engine.manual import book as books
from webapp.engine.manual import check_data, parity, wording
from webapp.engine.manual.book import Book, Section
from webapp.engine.manual.data_files import Data
from webapp.engine.manual.in_arabic import told_twice
from webapp.engine.manual.lookup import Lookup, lookup
from webapp.engine.manual.references import Reference, found, show_bars
from webapp.engine.manual.sections import BASES, Basis, Block, text_lines
from webapp.engine.manual.source import LEADING
from webapp.engine.problems import Problem, Where, in_order

FOLLOWS = {
    "manual/clocks.yaml": {"manual.clock-unknown", "manual.clocks-unknown"},
    "manual/glossary.yaml": {"manual.term-unknown"},
    "manual/sources.yaml": {"manual.sources-unknown", "manual.basis-unseen"},
    "manual/manual.yaml": {
        f"manual.{one}-unknown"
        for one in ("chapter", "roles", "entities", "harms", "themes", "stages", "forms")
    }
    | {"manual.name-unknown"},
    "manual/pathways.yaml": {"manual.pathway-unknown"},
}
"""What would be found all over the manual when one data file cannot be read, and says nothing."""


def check(files: Mapping[str, str]) -> tuple[Book, tuple[Problem, ...]]:
    """Return the manual and all findings in order; with an error among them it must not be published."""
    book, problems = books.read(files)
    known = lookup(book)
    findings = [*problems, *_sections(book), *_uids(book), *check_data.problems(book, known)]
    for section in book.sections:
        findings += _section(section, book, known)
    silent = _silent(book.data, problems)
    return book, in_order(told_twice(one for one in set(findings) if one.rule not in silent))


def check_section(book: Book, stem: str, problems: Collection[Problem] = ()) -> tuple[Problem, ...]:
    """Return the findings about one section of a manual whose data files are sound.

    Shape: `stem` is the path both its files share; `problems` what was found when these were read.
    """
    findings = [*problems, *_sections(book), *_uids(book)]
    known = lookup(book)
    for section in book.sections:
        if section.place.stem == stem:
            findings += _section(section, book, known)
    return in_order(told_twice(one for one in set(findings) if one.where.path.startswith(f"{stem}.")))


def _section(section: Section, book: Book, known: Lookup) -> Iterator[Problem]:
    yield from parity.problems(section)
    yield from _named(section, book.data, known)
    rests = {block.uid: block.basis for block in section.leading.blocks if block.uid}
    for lang, page in section.pages.items():
        for block in page.blocks:
            basis = rests.get(block.uid) or block.basis
            yield from (*_force(block, lang, known), *_references(block, known), *_inside(block, known))
            yield from wording.block(block, lang, written_law=basis is not None and basis.code == "law")
        yield from wording.page(page, lang, known)


def _silent(data: Data, problems: Collection[Problem]) -> set[str]:
    """Return the rules that say nothing, because the file they lean on is empty for being broken."""
    read = {
        "manual/clocks.yaml": data.clocks,
        "manual/glossary.yaml": data.terms,
        "manual/sources.yaml": data.sources,
        "manual/manual.yaml": data.frame.chapters,
        "manual/pathways.yaml": data.pathways.pathways,
    }
    broken = {one.where.path for one in problems if one.severity == "error"}
    return {rule for path, rows in read.items() if path in broken and not rows for rule in FOLLOWS[path]}


def _error(rule: str, where: Where, says: str, mend: str = "") -> Problem:
    return Problem("error", f"manual.{rule}", where, says, mend)


def _sections(book: Book) -> Iterator[Problem]:
    seen: dict[str, Section] = {}
    numbers: dict[str, Section] = {}
    for section in book.sections:
        if section.id and seen.setdefault(section.id, section) is not section:
            says = f"the section id {section.id} is used already in {seen[section.id].place.path}"
            yield _error("section-doubled", section.where, says)
        if numbers.setdefault(section.number, section) is not section:
            says = f"another section is {section.number} already: {numbers[section.number].place.path}"
            yield _error("number-doubled", section.where, says)
        if book.data.frame.chapters and book.chapter(section) is None:
            yield _error(
                "chapter-unknown", section.where, f"manual.yaml has no chapter {section.place.chapter}"
            )


def _uids(book: Book) -> Iterator[Problem]:
    """Yield blocks without a uid, and uids that stand twice in one language or in two sections."""
    seen: dict[tuple[str, str], Block] = {}
    owners: dict[str, Section] = {}
    for section, lang, block in book.blocks():
        if not block.uid:
            yield _error("uid-missing", block.where, "this block has no uid", "run: masar manual number")
            continue
        first = seen.setdefault((lang, block.uid), block)
        owner = owners.setdefault(block.uid, section)
        if first is not block or owner is not section:
            yield _error("uid-doubled", block.where, f"the uid {block.uid} stands already at {first.where}")


def _named(section: Section, data: Data, known: Lookup) -> Iterator[Problem]:
    """Yield the ids in a front matter that nothing bears."""
    frame = data.frame
    allowed: dict[str, Collection[str]] = {
        "roles": frame.roles,
        "entities": frame.entities,
        "harms": frame.harms,
        "themes": frame.themes,
        "stages": frame.stages,
        "forms": frame.forms,
        "clocks": {clock for clock, _risk in known.limits},
        "related": {name for name, target in known.targets.items() if not target.uid},
        "sources": known.sources,
    }
    for name, ids in allowed.items():
        for item in section.named.get(name, ()):
            if item.text not in ids:
                says = f"“{name}” names {item.text}, which is not there"
                yield _error(f"{name}-unknown", item.where, says, _near(item.text, ids))


def _force(block: Block, lang: str, known: Lookup) -> Iterator[Problem]:
    """Yield what is wrong with a container's attributes."""
    given = dict(block.attributes)
    if not block.force or lang != LEADING:
        for key in given:
            says = (
                "the basis is said in the Arabic file" if block.force else f"this container takes no “{key}”"
            )
            yield _error("attribute", block.where, says)
        return
    for key in given:
        if key not in {"basis", "source", "article"}:
            yield _error("attribute", block.where, f"a statement of duty takes no “{key}”")
    if block.basis is None:
        yield _error("basis-missing", block.where, "this statement does not say its basis", "add basis=…")
        return
    yield from _basis(block.basis, block.where, known)


def _basis(basis: Basis, where: Where, known: Lookup) -> Iterator[Problem]:
    if basis.code not in BASES:
        yield _error(
            "basis-unknown", where, f"there is no basis “{basis.code}”", f"one of {', '.join(BASES)}"
        )
    yield from check_data.sources(basis.sources, known, where)
    seen = any(known.sources[one].seen for one in basis.sources if one in known.sources)
    if basis.code == "law" and not seen:
        yield _error("basis-unseen", where, "a statement of law needs a source that somebody has seen")
    if basis.code == "practice" and not basis.sources:
        yield _error(
            "basis-source", where, "a statement of practice needs a source", "add source=…, or say training"
        )


def _references(block: Block, known: Lookup) -> Iterator[Problem]:
    for line, row in text_lines(block):
        for column, written, reference in found(row):
            where = Where(block.where.path, line, column)
            if reference is None:
                if not written.startswith("{#"):
                    yield _error(
                        "reference", where, f"{written} is no reference", "{clock:…}, {ref:…} or {term:…|…}"
                    )
            elif not _leads(reference, known):
                says = f"{show_bars(written)} leads nowhere"
                yield _error(f"{reference.kind}-unknown", where, says, _meant(reference, known))


def _meant(reference: Reference, known: Lookup) -> str:
    names: dict[str, Collection[str]] = {
        "clock": [f"{clock} {risk}" for clock, risk in known.limits],
        "ref": known.targets,
        "term": known.terms,
    }
    return _near(
        f"{reference.target} {reference.detail}" if reference.kind == "clock" else reference.target,
        names[reference.kind],
    )


def _near(name: str, known: Collection[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    return f"did you mean “{near[0]}”?" if near else ""


def _leads(reference: Reference, known: Lookup) -> bool:
    if reference.kind == "clock":
        return (reference.target, reference.detail) in known.limits
    return reference.target in (known.targets if reference.kind == "ref" else known.terms)


def _drawn(block: Block, known: Lookup) -> Iterator[Problem]:
    name = block.markdown.strip()
    if name not in known.pathways:
        says = f"there is no pathway “{name}” in pathways.yaml" if name else "this container names no pathway"
        yield _error("pathway-unknown", block.where, says, _near(name, known.pathways))


def _inside(block: Block, known: Lookup) -> Iterator[Problem]:
    """Yield what a container holds beside paragraphs and lists."""
    if block.kind != "container":
        return
    if block.name == "pathway":
        yield from _drawn(block, known)
    elif not block.markdown.strip():
        yield _error("container-empty", block.where, "this container is empty")
    for line, row in text_lines(block):
        start = row.lstrip()
        if start.startswith(("#", "|")):
            what = "heading" if start.startswith("#") else "table"
            yield _error("container-holds", Where(block.where.path, line, 1), f"a container holds no {what}")
