"""What is left out of the run on PostgreSQL has nothing that only PostgreSQL can answer."""

import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
LEFT_OUT = """eval "$(sed -n '/^same_on_both/,/)$/p' tests/run.sh)"; printf '%s\\n' "${same_on_both[@]}" """


def test_nothing_left_out_waits_for_postgresql() -> None:
    named = subprocess.run(["bash", "-c", LEFT_OUT], cwd=ROOT, capture_output=True, text=True, check=True)
    paths = [ROOT / "tests" / name for name in named.stdout.split()]
    assert len(paths) > 20
    assert [str(path) for path in paths if not path.exists()] == []
    files = [file for path in paths for file in (path.rglob("*.py") if path.is_dir() else [path])]
    waiting = [file.name for file in files if "skipif(not ON_POSTGRESQL" in file.read_text(encoding="utf-8")]
    assert waiting == []
