"""The command line as a process of its own: what it does with its streams and with signals."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from analysis.cli import main
from analysis.reporting import making

NOTEBOOKS = Path(__file__).parent / "notebooks"
PATIENCE = 300  # seconds; machines are busy


def article(folder: Path, name: str = "one.txt") -> Path:
    path = folder / name
    path.write_text('"We will stay," Ana Ruiz said on Monday.\n', encoding="utf-8")
    return path


def process(*arguments: object, code: str = "") -> subprocess.Popen[bytes]:
    start = f"{code}\nfrom analysis.cli import main\nmain()"
    command = [sys.executable, "-c", start, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def test_a_reader_that_stops_listening_is_no_error(tmp_path: Path) -> None:
    code = (
        "from analysis import readings, model\n"
        "readings.extract = lambda a: model.Extraction(a, (), (), ())"
    )
    paths = [article(tmp_path, f"{'n' * 200}{n}.txt") for n in range(300)]
    running = process("extract", *paths, code=code)
    assert running.stdout is not None
    running.stdout.read(10)
    running.stdout.close()
    assert running.stderr is not None
    assert running.stderr.read() == b""
    running.stderr.close()
    assert running.wait(PATIENCE) == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no disk that is always full")
@pytest.mark.parametrize("length", [1, 20_000])  # what the stream keeps back, and what it doesn't
def test_an_output_that_takes_nothing_is_one_line(tmp_path: Path, length: int) -> None:
    code = (
        "from analysis import readings, model\n"
        f"readings.extract = lambda a: model.Extraction(a, (), (), (), reader='r' * {length})\n"
        "from analysis.cli import main\nmain()"
    )
    asked = ["extract", str(article(tmp_path))], ["--version"], ["--help"], ["report", "--help"]
    for arguments in asked:
        command = [sys.executable, "-c", code, *arguments]
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
        assert done.returncode == 2
        line = b"analysis: standard output: can't be written (no space left on device); "
        assert done.stderr.startswith(line) and done.stderr.count(b"\n") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="no such shell")
@pytest.mark.parametrize("asked", ["--version", "--help", "extract"])
def test_a_closed_output_is_one_line(tmp_path: Path, asked: str) -> None:
    code = "from analysis.cli import main\nmain()"
    command = [sys.executable, "-c", code, asked]
    command += [str(article(tmp_path))] if asked == "extract" else []
    line = f"{shlex.join(command)} >&-"
    done = subprocess.run(["/bin/sh", "-c", line], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    said = "analysis: standard output: is closed; see where it leads to\n"
    assert done.stderr == said


SIGNALS = [
    (getattr(signal, name, 0), status)
    for name, status in (("SIGINT", 130), ("SIGTERM", 143), ("SIGHUP", 129))
]


@pytest.mark.skipif(sys.platform == "win32", reason="no signals to send")
@pytest.mark.parametrize(("sent", "status"), SIGNALS)
def test_an_interrupted_report_leaves_nothing(
    tmp_path: Path, sent: signal.Signals, status: int
) -> None:
    hangs, temporary = NOTEBOOKS / "hangs.ipynb", tmp_path / "t"
    temporary.mkdir()
    # A job in the background of a script is told to pass SIGINT over, and one that nohup started
    # SIGHUP; and so are their children.
    code = (
        "import signal, sys\nsignal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "signal.signal(signal.SIGHUP, signal.SIG_DFL)\n"
        f"import pathlib, tempfile\ntempfile.tempdir = {str(temporary)!r}\n"
        "sys.modules['rfc3987_syntax'] = None  # as main does, which begins later\n"
        "from analysis.reporting import runner\n"
        f"runner.find = lambda _: pathlib.Path({str(hangs)!r})"
    )
    running = process("report", article(tmp_path), "-o", tmp_path / "o", code=code)
    try:
        deadline = time.monotonic() + PATIENCE
        while not list(temporary.glob("*/kernel.log")) and time.monotonic() < deadline:
            time.sleep(0.1)
        time.sleep(2)
        running.send_signal(sent)
        out, error = running.communicate(timeout=PATIENCE)
    finally:
        running.kill()
        running.communicate()
    assert running.returncode == status
    assert out == b""
    assert b"Traceback" not in error
    assert list((tmp_path / "o").iterdir()) == []
    assert list(temporary.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="no such locale")
@pytest.mark.parametrize(
    ("environment", "first"),  # what a process prints first is printed to streams as they were
    [
        ({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, "jsonl"),
        ({"LC_ALL": "C", "PYTHONIOENCODING": "ascii"}, "table"),
        ({"LC_ALL": "POSIX"}, "csv"),
    ],
)
def test_any_locale_reads_names_and_prints_utf_8(
    tmp_path: Path, environment: dict[str, str], first: str
) -> None:
    file, away = tmp_path / "Zoë’s.txt", tmp_path / "ö.txt"
    file.write_text("Zoë Łuk said the bridge was “safe”.", encoding="utf-8")
    code = (
        "import sys; from analysis.cli import main\n"
        "first, file, away = sys.argv[1:]; forms = ['jsonl', 'table', 'csv']\n"
        "for form in [first, *(form for form in forms if form != first)]:\n"
        "    sys.argv = ['analysis', 'extract', '--format', form, file]\n"
        "    try:\n        main()\n    except SystemExit as end:\n        assert not end.code\n"
        "    print(end='\\0', flush=True)\n"
        "sys.argv[-1] = away; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, first, str(file), str(away)],
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2
    shown = done.stdout.decode("utf-8").split("\0")
    assert len(shown) == 4 and all("Zoë Łuk" in text for text in shown[:3])
    assert done.stderr.decode("utf-8").count("there is no such file") == 1


def test_no_control_character_of_a_name_reaches_a_terminal_or_a_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert making.folder_of("b\x1b[31m\u202ered\x07") == "b-[31m-red-"
    for verb in (["extract"], ["report", "-o", str(tmp_path / "o")], ["verify"]):
        with pytest.raises(SystemExit):
            main([*verb, str(tmp_path / "a\x1b[31m\u202e.txt")])
        said = capsys.readouterr().err
        assert said.count("\n") == 1
        assert said.strip().isprintable()


def test_help_is_quick_and_imports_nothing_heavy() -> None:
    heavy = ("pandas", "papermill", "nbconvert", "matplotlib", "onnxruntime", "nltk")
    code = f"import sys, analysis.cli; print([m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.strip() == b"[]"


def test_no_command_builds_the_grammar_that_jsonschema_asks_for() -> None:
    code = (
        "import sys\nfrom analysis.cli import main\n"
        "try:\n    main(['--version'])\nexcept SystemExit:\n    pass\n"
        "import nbformat\nassert 'lark' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


@pytest.mark.parametrize(
    "arguments",
    [["extract"], ["extract", "--format", "table"], ["export", "--format", "jsonl"]],
)
def test_reading_and_exporting_load_no_pandas(tmp_path: Path, arguments: list[str]) -> None:
    code = (
        "import sys\nfrom analysis.cli import main\n"
        "try:\n    main(sys.argv[1:])\nexcept SystemExit:\n    pass\n"
        "import analysis.page.markup\n"
        "assert not {'pandas', 'matplotlib'} & sys.modules.keys()\n"
    )
    command = [sys.executable, "-c", code, *arguments, str(article(tmp_path))]
    subprocess.run(command, check=True, capture_output=True)
