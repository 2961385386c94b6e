"""How much time and memory anything that is sent may take."""

import contextlib
import resource
import time
from collections.abc import Iterator

SECONDS = 5.0
"""Of one processor: many times what is needed here, far less than an unfolded bomb would take."""
MEGABYTES = 250


@contextlib.contextmanager
def bounded() -> Iterator[None]:
    """Say how much time of a processor, and how much more memory, was taken."""
    begun, before = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    yield
    assert time.process_time() - begun < SECONDS
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < MEGABYTES * 1024
