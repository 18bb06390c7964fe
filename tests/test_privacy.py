"""Nothing leaves the machine, and nothing is left on it but what was asked for."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from seed import SEED

PLACES = ("home", "temporary")
# With the filter the kernel stops a process at these calls alone.
STRACE = ["strace", "-f", "--seccomp-bpf", "-qq", "-e", "trace=network"]
VERBS = {
    "extract": ["extract", str(SEED), "-o", "out.jsonl"],
    "report": ["report", str(SEED), "-o", "reports"],
}


def run(folder: Path, arguments: list[str], *tracer: str) -> subprocess.CompletedProcess[str]:
    """Run a verb in a folder, with an empty home and an empty place for temporary files."""
    home, temporary = (folder / name for name in PLACES)
    home.mkdir()
    temporary.mkdir()
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("ORT_", "MPL", "XDG_"))}
    env = {
        **kept,
        **dict.fromkeys(("HOME", "USERPROFILE"), str(home)),
        **dict.fromkeys(("TMPDIR", "TMP", "TEMP"), str(temporary)),
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    command = [*tracer, sys.executable, "-c", "from analysis.cli import main; main()", *arguments]
    return subprocess.run(command, cwd=folder, env=env, check=True, capture_output=True, text=True)


@pytest.mark.slow
@pytest.mark.parametrize("verb", list(VERBS))
def test_a_verb_leaves_nothing_in_the_home_folder_or_among_temporary_files(
    tmp_path: Path, verb: str
) -> None:
    run(tmp_path, VERBS[verb])
    left = [str(path) for name in PLACES for path in (tmp_path / name).rglob("*")]
    assert left == []


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
@pytest.mark.parametrize("verb", list(VERBS))
def test_a_verb_connects_to_nothing_outside_this_machine(tmp_path: Path, verb: str) -> None:
    log = tmp_path / "trace.txt"
    run(tmp_path, VERBS[verb], *STRACE, "-o", str(log))
    sent = re.compile(r"\b(?:connect|sendto|sendmsg|sendmmsg)\(.*sa_family=AF_INET6?\b.*")
    # Kernel and client meet on loopback where a path is too long for sockets in a folder.
    own = re.compile(r'inet_addr\("127\.|inet_pton\(AF_INET6, "::1"')
    calls = sent.findall(log.read_text(errors="replace"))
    assert [call for call in calls if not own.search(call)] == []


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_the_trace_would_show_a_connection(tmp_path: Path) -> None:
    log = tmp_path / "trace.txt"
    code = (
        "import socket; s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); "
        "s.connect(('127.0.0.1', 9))"
    )
    subprocess.run([*STRACE, "-o", str(log), sys.executable, "-c", code], check=True)
    assert "sa_family=AF_INET" in log.read_text(errors="replace")


def test_telemetry_is_off_before_anything_else_of_the_package_is_imported() -> None:
    code = (
        "import analysis, os, sys; "
        "print(os.environ['ORT_DISABLE_TELEMETRY'], 'onnxruntime' in sys.modules)"
    )
    command = [sys.executable, "-c", code]
    found = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert found.split() == ["1", "False"]
