"""Write down what the product is made of: build/sbom.cdx.json and build/licences.md. Fails on a licence not allowed."""

import json
import pathlib
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator

ROOT = pathlib.Path(__file__).resolve().parent.parent
BIN = pathlib.Path(sys.executable).parent
RULES = tomllib.loads((ROOT / "deploy/licences.toml").read_text(encoding="utf-8"))


def runtime_packages() -> list[str]:
    """Return the names in requirements.txt, as packages are compared by."""
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    return [same(found[1]) for line in lines if (found := re.match(r"([A-Za-z0-9._-]+)==", line))]


def same(name: str) -> str:
    """Return the one spelling of a package's name."""
    return re.sub(r"[-_.]+", "-", name).lower()


def is_allowed(package: str, licence: str) -> bool:
    """Say whether a licence may be carried: one of several to choose from, all of several that hold together."""
    if " OR " in licence:
        return any(is_allowed(package, one) for one in licence.split(" OR "))
    if " AND " in licence:
        return all(is_allowed(package, one) for one in licence.split(" AND "))
    return licence in RULES["allowed"] or package in RULES["only"].get(licence, ())


def installed() -> list[dict[str, str]]:
    """Return name, version and licence of each runtime package that is installed here."""
    told = run(
        "pip-licenses",
        "--python",
        sys.executable,
        "--with-system",
        "--format=json",
        "--packages",
        *runtime_packages(),
    )
    return [{key.lower(): value for key, value in row.items()} for row in json.loads(told)]


def carried() -> list[dict[str, str]]:
    """Return the same of what lies in the repository and reaches those who use the product."""
    return [one for one in RULES["carried"] if not one.get("is_for_tests")]


def table(rows: Iterable[dict[str, str]]) -> Iterator[str]:
    """Yield a table of names, versions and licences."""
    yield "| name | version | licence |"
    yield "|---|---|---|"
    for row in sorted(rows, key=lambda one: same(one["name"])):
        yield f"| {row['name']} | {row['version']} | {row.get('license') or row['licence']} |"


def bill() -> dict[str, object]:
    """Return a CycloneDX bill of the runtime packages alone, and of what is carried."""
    told = run(
        "cyclonedx-py", "environment", str(BIN.parent), "--pyproject", "pyproject.toml",
        "--output-reproducible", "--short-PURLs", "--spec-version", "1.6", "--output-format", "JSON",
    )  # fmt: skip
    whole = json.loads(told)
    names = set(runtime_packages())
    whole["components"] = [one for one in whole["components"] if same(one["name"]) in names]
    kept = {one["bom-ref"] for one in whole["components"]} | {"root-component"}
    whole["dependencies"] = [
        {**one, "dependsOn": [ref for ref in one.get("dependsOn", ()) if ref in kept]}
        for one in whole["dependencies"]
        if one["ref"] in kept
    ]
    whole["components"] += [
        {
            "bom-ref": one["name"],
            "type": "library",
            "name": one["name"],
            "version": one["version"],
            "licenses": [{"license": {"id": one["licence"]}}],
        }
        for one in carried()
    ]
    return whole


def run(program: str, *words: str) -> str:
    """Return what a program of this environment prints."""
    done = subprocess.run([BIN / program, *words], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{program}: {done.stderr.strip()}")
    return done.stdout


def main() -> None:
    """Write both files; leave with 1 when something may not be carried."""
    build = ROOT / "build"
    build.mkdir(exist_ok=True)
    packages = installed()
    words = [
        "# Licences",
        "",
        "Packages that run with Masar:",
        "",
        *table(packages),
        "",
        "Programs inside packages, run on their own:",
        "",
        *table({**one, "version": f"within {one['within']}"} for one in RULES["programs"]),
        "",
        "Files carried along:",
        "",
        *table(carried()),
    ]
    (build / "licences.md").write_text("\n".join([*words, ""]), encoding="utf-8")
    (build / "sbom.cdx.json").write_text(
        json.dumps(bill(), indent=2, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    print("written: build/licences.md, build/sbom.cdx.json")
    wrong = [
        f"{one['name']}: {one['license']}"
        for one in packages
        if not is_allowed(same(one["name"]), one["license"])
    ]
    wrong += [
        f"{one['name']}: {one['licence']}"
        for one in RULES["carried"]
        if not is_allowed(one["name"], one["licence"])
    ]
    if wrong:
        sys.exit("not in deploy/licences.toml:\n" + "\n".join(wrong))


if __name__ == "__main__":
    main()
