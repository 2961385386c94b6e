"""A small case to work on, and the site it is worked on."""

import re

from tests.scenarios import text_of

CLEAN = re.sub(r"cite: \[\w+\]", "cite: [c8nw]", text_of("boxes_to_tick"))
"""Its id is boxes-to-tick, and the small manual knows what it cites."""
ID = "boxes-to-tick"
BROKEN = CLEAN.replace("kind: many", "kind: nothing", 1)
OTHER = CLEAN.replace("Boxes", "Other boxes", 1)
assert len({CLEAN, BROKEN, OTHER}) == 3
