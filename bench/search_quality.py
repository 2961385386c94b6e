"""How often search finds the right paragraph: R@1 and R@10 on question sets that are not shipped.

    python bench/search_quality.py [FOLDER] [--lang ar] [--variant short]

FOLDER (or MASAR_SEARCH_DATA) holds `xquad-<lang>.docs.jsonl` and `xquad-<lang>.<variant>.queries.jsonl`.
"""

import argparse
import json
import os
import pathlib
import tempfile
import time

from webapp.manual.queries import BlockText, SectionText
from webapp.search import index
from webapp.search.queries import find

BESIDE = pathlib.Path(__file__).resolve().parents[2] / "shared" / "search"


def read(path):
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def section(number, one):
    block = BlockText(uid=f"b{number:05}", number=f"{number}.1", force="", heading="", text=one["body"])
    return SectionText(
        section_id=one["id"],
        number=str(number),
        title=one["title"],
        chapter_title=one["path"],
        blocks=(block,),
    )


def measure(opened, queries, lang):
    first, ten, took = 0, 0, []
    for query in queries:
        began = time.perf_counter()
        hits = find(opened, query["text"], lang=lang, limit=10).hits
        took.append(1000 * (time.perf_counter() - began))
        places = [at for at, hit in enumerate(hits) if hit.section_id in query["rel"]]
        first += bool(places) and places[0] == 0
        ten += bool(places)
    took.sort()
    return first / len(queries), ten / len(queries), took[len(took) // 2], took[int(len(took) * 0.95)]


def main():
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument(
        "folder", nargs="?", type=pathlib.Path, default=os.environ.get("MASAR_SEARCH_DATA", BESIDE)
    )
    reader.add_argument("--lang", action="append", choices=("ar", "en"))
    reader.add_argument("--variant", action="append")
    given = reader.parse_args()
    folder = pathlib.Path(given.folder)
    if not folder.is_dir():
        reader.error(f"{folder} is not a folder; name the one that holds the question sets")
    for lang in given.lang or ("ar", "en"):
        with tempfile.TemporaryDirectory() as made:
            began = time.perf_counter()
            documents = read(folder / f"xquad-{lang}.docs.jsonl")
            index.build(
                pathlib.Path(made) / "index", [section(*one) for one in enumerate(documents, start=1)]
            )
            opened = index.open(pathlib.Path(made) / "index")
            print(f"{lang}: {len(documents)} sections, built in {time.perf_counter() - began:.2f} s")
            sets = {
                path.name.split(".")[1]: path for path in sorted(folder.glob(f"xquad-{lang}.*.queries.jsonl"))
            }
            for name, path in sets.items():
                if not given.variant or name in given.variant:
                    one, ten, half, most = measure(opened, read(path), lang)
                    print(
                        f"  {name:14} R@1 {one:.3f}  R@10 {ten:.3f}  p50 {half:.1f} ms  p95 {most:.1f} ms",
                        flush=True,
                    )


if __name__ == "__main__":
    main()
