"""Say plainly when this Python is too old to run Masar."""

import sys

if sys.version_info < (3, 11):
    sys.exit(
        "Masar needs Python 3.11 or later; this is %d.%d. Try: make PYTHON=python3.12 run"
        % sys.version_info[:2]
    )
