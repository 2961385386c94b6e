"""Starting stays quick: heavy libraries wait until they are needed."""

import subprocess
import sys

HEAVY = ("smtplib", "alembic", "psycopg", "tantivy", "typst", "argon2", "hypothesis", "granian", "pytest")


def test_making_the_application_imports_nothing_heavy() -> None:
    code = f"import sys, webapp.app; print([name for name in {HEAVY!r} if name in sys.modules])"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
