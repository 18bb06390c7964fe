from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
import threading
import time
from pathlib import Path
from typing import Any

import nbformat
import pytest
from papermill import execute_notebook

from analysis.errors import InputError, RunError
from analysis.reporting import runner

NOTEBOOKS = Path(__file__).parent / "notebooks"
KNOWN = {"path": "", "threshold": 0.5, "count": 3, "loud": False, "facts": {}}
OWN = frozenset({"path", "facts"})


def run(name: str, folder: Path, seconds: int = 60, **parameters: object) -> Any:
    return runner.run(NOTEBOOKS / f"{name}.ipynb", parameters, folder, seconds)


def test_the_parameters_of_a_notebook_are_found_with_their_defaults() -> None:
    found = runner.defaults(NOTEBOOKS / "fine.ipynb")
    assert found == {**KNOWN, "tables": ""}
    assert next(iter(found)) == "path"


def test_a_notebook_below_a_folder_with_braces_is_found(tmp_path: Path) -> None:
    odd = tmp_path / "a {0} {b} }{ c"
    odd.mkdir()
    copy = odd / "fine.ipynb"
    copy.write_bytes((NOTEBOOKS / "fine.ipynb").read_bytes())
    assert "threshold" in runner.defaults(copy)
    executed = runner.run(copy, {"path": "{x}"}, odd, 60)
    assert "{x} 0.5" in executed.cells[-1].outputs[0].data["text/html"]


def test_parameters_reach_the_notebook_with_their_types(tmp_path: Path) -> None:
    done = run("fine", tmp_path, path="a b.txt", threshold=0.7, count=7, loud=True)
    assert done.cells[-1].outputs[0].data["text/html"] == "<p>a b.txt 0.7 7 True</p>"


def test_who_runs_the_notebook_again_with_a_parameter_keeps_those_of_the_run(
    tmp_path: Path,
) -> None:
    given, once = {"path": "a b.txt", "count": 7}, {"facts": {"of": "this run"}, "loud": True}
    done = runner.run(NOTEBOOKS / "fine.ipynb", given, tmp_path, 60, once=once)
    assert done.cells[-1].outputs[0].data["text/html"] == "<p>a b.txt 0.5 7 True</p>"
    nbformat.write(done, tmp_path / "done.ipynb")
    again = papermill(tmp_path / "done.ipynb", threshold=0.7)
    assert again.cells[-1].outputs[0].data["text/html"] == "<p>a b.txt 0.7 7 False</p>"
    assert "this run" not in json.dumps(again.cells)


def papermill(notebook: Path, **given: object) -> Any:
    """Run a notebook as a person does by ``papermill -p``."""
    return execute_notebook(
        str(notebook), None, given, kernel_name="python3", progress_bar=False, cwd=notebook.parent
    )


def test_the_same_run_gives_the_same_notebook(tmp_path: Path) -> None:
    folders = [tmp_path / "one", tmp_path / "two"]
    texts = []
    for folder in folders:
        folder.mkdir()
        texts.append(json.dumps(run("fine", folder, path="x", facts={"b": [1], "a": "2"})))
    assert texts[0] == texts[1]
    assert str(tmp_path) not in texts[0]
    assert "papermill" not in texts[0]


def test_a_warning_with_a_path_of_this_machine_never_shows(tmp_path: Path) -> None:
    outputs = run("noisy", tmp_path).cells[-1].outputs
    assert [output.get("text") for output in outputs] == ["<b>one</b>\n", "two\n", None]


def test_an_error_of_ours_comes_out_as_itself(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"x\.txt: holds no text; give another"):
        run("refuses", tmp_path, path="x.txt")


def test_any_other_error_becomes_one_line(tmp_path: Path) -> None:
    with pytest.raises(RunError) as caught:
        run("raises", tmp_path)
    assert "ValueError: a\\nbad value" in str(caught.value)


def test_a_kernel_that_dies_is_an_error_and_says_nothing_else(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(RunError, match="kernel stopped"):
        run("dies", tmp_path)
    assert capfd.readouterr() == ("", "")


def test_a_kernel_that_cannot_start_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "path" / "ipykernel"
    broken.mkdir(parents=True)
    (broken / "__init__.py").write_text("raise ImportError('no \x1b[31msockets')")
    monkeypatch.setenv("PYTHONPATH", str(broken.parent))
    with pytest.raises(RunError, match=r"and said: ImportError: no .*sockets; mend"):
        run("fine", tmp_path, path="x")


def test_a_cell_that_takes_too_long_is_stopped(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(RunError, match="longer than 1 seconds"):
        run("hangs", tmp_path, seconds=1)
    assert capfd.readouterr() == ("", "")


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT to oneself")
def test_an_interruption_ends_the_kernel_and_reaches_the_caller(tmp_path: Path) -> None:
    # A job in the background of a script is told to pass SIGINT over.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    timer = threading.Timer(3, os.kill, (os.getpid(), signal.SIGINT))
    timer.start()
    started = time.monotonic()
    try:
        with pytest.raises(KeyboardInterrupt):
            run("hangs", tmp_path)
    finally:
        signal.signal(signal.SIGINT, before)
    assert time.monotonic() - started < 50  # the notebook itself would run for 60 seconds


def test_a_notebook_runs_inside_a_running_event_loop(tmp_path: Path) -> None:
    async def inside() -> Any:
        return run("fine", tmp_path, path="x")

    assert asyncio.run(inside()).cells[-1].outputs


def test_two_notebooks_run_side_by_side(tmp_path: Path) -> None:
    results: list[Any] = []
    threads = [
        threading.Thread(target=lambda: results.append(run("fine", tmp_path, path="x")))
        for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 2


def test_another_kernelspec_called_python3_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spec = tmp_path / "kernels" / "python3"
    spec.mkdir(parents=True)
    (spec / "kernel.json").write_text('{"argv": ["/nowhere"], "display_name": "", "language": ""}')
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    assert run("fine", tmp_path, path="x").cells[-1].outputs


def test_a_users_ipython_profile_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    startup = tmp_path / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "00.py").write_text("import os\nos._exit(3)\n")
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    assert run("fine", tmp_path, path="x").cells[-1].outputs


def test_our_notebooks_are_found_and_others_are_not() -> None:
    assert runner.find("report").is_file()
    with pytest.raises(RunError, match=r"nothing\.ipynb"):
        runner.find("nothing")
