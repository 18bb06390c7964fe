"""What holds for every test: no display, no network for the kernel's sake, one time zone."""

import os

from hypothesis import settings

os.environ.setdefault("MPLBACKEND", "Agg")
os.environ.setdefault("JUPYTER_PLATFORM_DIRS", "1")

# Machines are noisy: no test fails for its time. The same examples are tried at every run.
settings.register_profile("project", deadline=None, derandomize=True)
settings.load_profile("project")
