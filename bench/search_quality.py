"""How often search finds the right section, on question sets that are not shipped, beside other engines.

    make bench-search [DATA=folder] [SIZES="2000 100000"]

The same code answers as for readers: `webapp.search.index` and `webapp.search.queries.find`. Prints a table
and writes bench/results/search.json. bench/search_sets.py says what a folder holds. Every engine is built and
asked here; with MASAR_TEST_DATABASE=postgresql, as for the tests, PostgreSQL too.
"""

import argparse
import contextlib
import dataclasses
import json
import os
import pathlib
import platform
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence

import sqlalchemy as sa

if not __package__:  # run as a file: the folder above holds the package this is a part of
    sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from bench.search_baselines import LUCENE, Ask, postgresql, postgresql_own, sqlite_fts5
from bench.search_own import KINDS, own_sets
from bench.search_sets import LANGUAGES, VARIANTS, Query, Set, read_sets
from webapp.engine.words.pairs import Pairs
from webapp.manual.queries import BlockText, SectionText
from webapp.search import index
from webapp.search.index import Opened
from webapp.search.queries import NO_PAIRS, find

ROOT = pathlib.Path(__file__).resolve().parents[1]
BESIDE = ROOT.parent / "shared" / "search"
RESULTS = ROOT / "bench" / "results" / "search.json"
FIRST, THREE, TEN = 1, 3, 10
QUERIES_TIMED = 600
_NEW_WORD = 0.02  # of the words of a made section, those that no other has: as names are


@dataclasses.dataclass(frozen=True, slots=True)
class Row:
    """What one engine did with one variant. Units: shares from 0 to 1, milliseconds."""

    engine: str
    variant: str
    queries: int
    recall_1: float
    recall_3: float
    recall_10: float
    nothing: float
    recall_1_halves: tuple[float, float]
    recall_3_halves: tuple[float, float]
    p50_ms: float
    p95_ms: float


def ours(opened: Opened, lang: str, pairs: Pairs = NO_PAIRS) -> Ask:
    """Return our engine as something that can be asked."""
    return lambda text: [hit.section_id for hit in find(opened, text, lang=lang, limit=TEN, pairs=pairs).hits]


def measure(engine: str, variant: str, ask: Ask, queries: Sequence[Query]) -> Row:
    """Ask every query of a variant."""
    first, three, ten, nothing, took = [0, 0], [0, 0], 0, 0, []
    size = [0, 0]
    for query in queries:
        begun = time.perf_counter()
        found = ask(query.text)
        took.append(1000 * (time.perf_counter() - begun))
        size[query.half] += 1
        first[query.half] += found[:FIRST] != [] and found[0] in query.rel
        three[query.half] += not query.rel.isdisjoint(found[:THREE])
        ten += not query.rel.isdisjoint(found[:TEN])
        nothing += not found
    took.sort()
    number = max(1, len(queries))
    return Row(
        engine,
        variant,
        len(queries),
        round(sum(first) / number, 4),
        round(sum(three) / number, 4),
        round(ten / number, 4),
        round(nothing / number, 4),
        (round(first[0] / max(1, size[0]), 4), round(first[1] / max(1, size[1]), 4)),
        (round(three[0] / max(1, size[0]), 4), round(three[1] / max(1, size[1]), 4)),
        round(took[len(took) // 2], 2) if took else 0.0,
        round(took[int(len(took) * 0.95)], 2) if took else 0.0,
    )


@contextlib.contextmanager
def built(
    sections: Sequence[SectionText], names: Mapping[str, Sequence[str]] | None = None
) -> Iterator[tuple[Opened, float, float]]:
    """Offer an index of some sections, with the seconds it took to build and to open it."""
    with tempfile.TemporaryDirectory() as made:
        path = pathlib.Path(made) / "index"
        begun = time.perf_counter()
        index.build(path, sections, names)
        ready = time.perf_counter()
        opened = index.open(path)
        yield opened, round(ready - begun, 2), round(time.perf_counter() - ready, 3)


def quality(one: Set, variants: Sequence[str], server: sa.Engine | None, *, alone: bool) -> dict[str, object]:
    """Measure one set: our engine and, unless `alone`, those of the databases."""
    with built(one.sections, one.names) as (opened, build_s, open_s), contextlib.ExitStack() as stack:
        engines = {"Masar": ours(opened, one.lang, one.pairs)}
        if not alone:
            engines |= stack.enter_context(sqlite_fts5(one.sections))
        if server is not None and not alone:
            engines |= stack.enter_context(postgresql_own(server, one.sections, one.lang))
        print(
            f"\n{one.name} {one.lang}: {len(one.sections)} sections, built in {build_s} s, open in {open_s} s"
        )
        print(_HEAD, flush=True)
        rows = []
        for variant in variants:
            if variant in one.variants:
                for engine, ask in engines.items():
                    rows.append(measure(engine, variant, ask, one.variants[variant]))
                    print(_line(rows[-1], is_made=variant in one.made), flush=True)
                _quote(one, variant)
        told_alike = _told_alike(ours(opened, one.lang), one)
    return {
        "set": one.name,
        "lang": one.lang,
        "sections": len(one.sections),
        "build_s": build_s,
        "open_s": open_s,
        "made_here": sorted(one.made & set(variants)),
        "same_answer_as_without_marks": told_alike,
        "rows": [dataclasses.asdict(row) for row in rows],
    }


_HEAD = (
    f"  {'variant':<12}{'engine':<32}{'R@1':>6}{'R@3':>7}{'R@10':>7}{'none':>7}   "
    f"{'R@1 by half':<13}{'R@3 by half':<13}"
    f"{'p50':>8}{'p95':>8} ms"
)


def _line(row: Row, *, is_made: bool) -> str:
    variant = row.variant + ("*" if is_made else "")
    first = " ".join(f"{half:.3f}" for half in row.recall_1_halves)
    three = " ".join(f"{half:.3f}" for half in row.recall_3_halves)
    return (
        f"  {variant:<12}{row.engine:<32}{row.recall_1:>6.3f}{row.recall_3:>7.3f}{row.recall_10:>7.3f}"
        f"{row.nothing:>7.3f}   {first:<13}{three:<13}{row.p50_ms:>8.2f}{row.p95_ms:>8.2f}"
    )


def _quote(one: Set, variant: str) -> None:
    quoted = LUCENE.get((one.name, one.lang, variant))
    if quoted:
        print(
            f"  {variant:<12}{'Lucene, as quoted, not run':<32}{quoted[0]:>6.3f}{'':>7}{quoted[1]:>7.3f}",
            flush=True,
        )


def _told_alike(ask: Ask, one: Set) -> dict[str, float]:
    """Return the share of questions that are answered alike with vowel marks or tatweel and without."""
    base = one.variants.get("plain") or one.variants.get("short") or ()
    plain = {query.qid: query.text for query in base}
    shares = {}
    for variant in ("diacritics", "tatweel"):
        queries = [query for query in one.variants.get(variant, ()) if query.qid in plain]
        if queries:
            same = sum(ask(query.text) == ask(plain[query.qid]) for query in queries)
            shares[variant] = same / len(queries)
            print(
                f"  {variant}: {same} of {len(queries)} answered as without, to the tenth section", flush=True
            )
    return shares


def large(one: Set, size: int) -> dict[str, object]:
    """Time the questions of a set over many sections made from its own words."""
    dice = random.Random(size)
    with built(_many(one.sections, size, dice)) as (opened, build_s, open_s):
        asked = [query for name in VARIANTS for query in one.variants.get(name, ())]
        some = dice.sample(asked, min(QUERIES_TIMED, len(asked)))
        for query in some[:20]:
            find(opened, query.text, lang=one.lang)
        row = measure("Masar", "all", ours(opened, one.lang), some)
        stems = len(opened.vocabulary.frequencies)
    told = {"set": one.name, "lang": one.lang, "sections": size, "stems": stems, "build_s": build_s}
    told |= {"open_s": open_s, "p50_ms": row.p50_ms, "p95_ms": row.p95_ms}
    print("  ".join(f"{name}: {value}" for name, value in told.items()), flush=True)
    return told


def _many(sections: Sequence[SectionText], size: int, dice: random.Random) -> tuple[SectionText, ...]:
    """Return sections made of sentences of others, a few words of each known nowhere else."""
    sentences = [part for one in sections for block in one.blocks for part in block.text.split(". ") if part]
    return tuple(_mixture(number, sentences, dice) for number in range(size))


def _mixture(number: int, sentences: Sequence[str], dice: random.Random) -> SectionText:
    words = ". ".join(dice.choices(sentences, k=5)).split()
    letters = [letter for word in words[:20] for letter in word if letter.isalpha()]
    for at, _word in enumerate(words):
        if dice.random() < _NEW_WORD:
            words[at] = "".join(dice.choices(letters, k=dice.randint(4, 9)))
    block = BlockText(uid=f"b{number:06}", number=f"{number}.1", force="", heading="", text=" ".join(words))
    return SectionText(f"made/{number}", str(number), " ".join(words[:4]), "", (block,))


def _arguments() -> argparse.Namespace:
    reader = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    default = pathlib.Path(os.environ.get("MASAR_SEARCH_DATA") or BESIDE)
    reader.add_argument("folder", nargs="?", type=pathlib.Path, default=default)
    reader.add_argument("--lang", action="append", choices=LANGUAGES)
    reader.add_argument(
        "--variant", action="append", help="one of these, or `every`; the usual ones otherwise"
    )
    reader.add_argument(
        "--sizes", nargs="*", type=int, default=[2000], help="sections to time questions over"
    )
    reader.add_argument("--alone", action="store_true", help="measure no other engine")
    reader.add_argument("--out", type=pathlib.Path, default=RESULTS)
    given = reader.parse_args()
    if not given.folder.is_dir():
        reader.error(f"{given.folder} is not a folder; name one that holds question sets")
    return given


def main() -> int:
    """Measure every set of a folder and write what was found."""
    given = _arguments()
    sets = tuple(read_sets(given.folder, given.lang or LANGUAGES))
    if not sets:
        print(f"{given.folder} holds no *.docs.jsonl of these languages", file=sys.stderr)
        return 1
    told: list[dict[str, object]] = []
    with postgresql() as server:
        for one in sets:
            chosen = given.variant or VARIANTS
            variants = sorted(one.variants) if "every" in chosen else list(chosen)
            told.append(quality(one, variants, server, alone=given.alone))
        own = (one for one in own_sets() if one.lang in (given.lang or LANGUAGES))
        told += [quality(one, KINDS, server, alone=given.alone) for one in own]
    print("\nover many sections made from these words")
    timed = [large(one, size) for size in given.sizes for one in sets]
    lucene = [
        {"set": name, "lang": lang, "variant": variant, "recall_1": one, "recall_10": ten}
        for (name, lang, variant), (one, ten) in LUCENE.items()
    ]
    results = {
        "python": platform.python_version(),
        "processors": os.cpu_count(),
        "sets": told,
        "large": timed,
    }
    results["lucene_as_quoted"] = lucene
    given.out.parent.mkdir(parents=True, exist_ok=True)
    given.out.write_text(json.dumps(results, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"written to {given.out.name}; * made here from the questions of the folder")
    return 0


if __name__ == "__main__":
    sys.exit(main())
