"""What holds for every test: no display, no network for the kernel's sake, one time zone."""

import os

os.environ.setdefault("MPLBACKEND", "Agg")
os.environ.setdefault("JUPYTER_PLATFORM_DIRS", "1")
