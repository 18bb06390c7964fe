"""Runs one of our notebooks by Papermill, in a kernel of this very interpreter.

What comes back depends on the notebook, its parameters and the files in the folder it runs in,
and on nothing else: no user's IPython profile, no installed kernelspec, no port, no clock.
"""

from __future__ import annotations

import ast
import logging
import os
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import nbformat
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from jupyter_core.utils import ensure_event_loop
from nbclient.exceptions import CellTimeoutError
from nbformat import NotebookNode
from papermill import execute_notebook, inspect_notebook
from papermill.exceptions import PapermillExecutionError
from traitlets.config import Config

from analysis import errors, writing
from analysis.errors import AnalysisError, RunError
from analysis.parameters import filled

PACKAGE = Path(__file__).resolve().parents[1]
START_SECONDS = 120
SHUTDOWN_SECONDS = 0.5
# With -P nothing in the working folder can be imported. The package comes first: a kernel takes
# its working folder off the path, which may be where the package lies.
LAUNCH = "import analysis; from ipykernel.kernelapp import launch_new_instance as f; f()"
# sockaddr_un holds 108 bytes on Linux, 104 on macOS, and "-5" follows the name we give.
LONGEST_SOCKET = 100
# What Papermill and nbclient have to say reaches us as exceptions.
logging.getLogger("papermill").addHandler(logging.NullHandler())
KERNELSPEC = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}


def find(name: str) -> Path:
    """Find the notebook ``name`` ("report"), in an installed wheel or in a checkout.

    Raises:
        RunError: The notebook is not there: the installation is damaged.
    """
    for folder in (PACKAGE / "notebooks", PACKAGE.parent / "notebooks"):
        path = folder / f"{name}.ipynb"
        if path.is_file():
            return path
    raise RunError("this notebook is missing", f"{name}.ipynb", "install the package again")


def defaults(notebook: Path) -> dict[str, object]:
    """Return the notebook's parameters with their defaults, in the order they are written."""
    # Papermill formats the path: double braces come out single.
    path = str(notebook).replace("{", "{{").replace("}", "}}")
    found = inspect_notebook(path)
    return {name: ast.literal_eval(entry["default"]) for name, entry in found.items()}


def run(
    notebook: Path,
    parameters: Mapping[str, object],
    folder: Path,
    seconds: int,
    progress: str | None = None,
    once: Mapping[str, object] | None = None,
) -> NotebookNode:
    """Execute a notebook and take off it what differs from run to run.

    Args:
        notebook: The notebook to run; it is only read.
        parameters: Values for its cell tagged ``parameters``, already checked. They stand in that
            cell, so that who runs the executed notebook with some parameters keeps the others.
        folder: The kernel's working folder.
        seconds: The longest a single cell may take.
        progress: What to write beside a progress bar on stderr; None for no bar.
        once: Parameters of this run alone: Papermill puts them into a cell below, which it replaces
            when the executed notebook is run with others.

    Returns:
        The executed notebook (an ``nbformat.NotebookNode``).

    Raises:
        AnalysisError: What the notebook raised on purpose, of the same class.
        RunError: The notebook failed, took too long, or its kernel died.
    """
    bar = {"desc": progress, "leave": False, "file": sys.stderr} if progress else False
    with writing.temporary() as own:
        log = Path(own, "kernel.log")
        options = {
            "kernel_name": KERNELSPEC["name"],
            "progress_bar": bar,
            "start_timeout": START_SECONDS,
            "execution_timeout": seconds,
            "autosave_cell_every": 0,
            "record_timing": False,
            "coalesce_streams": True,
            "config": _connection(Path(own)),
            "resources": {"metadata": {"path": str(folder)}},
            "extra_arguments": [
                "--HistoryManager.enabled=False",
                f"--BaseIPythonApplication.ipython_dir={own}",
            ],
        }
        try:
            done = _execute(given(notebook, parameters), once or {}, options, log)
        except PapermillExecutionError as error:
            raise _raised(error) from error
        except CellTimeoutError as error:
            raise RunError(f"a cell took longer than {seconds} seconds") from error
        except RuntimeError as error:
            said = log.read_text("utf-8", "replace") if log.exists() else ""
            error.add_note(said or "no kernel log")
            raise _stopped(error, said) from error
    return _settle(done)


def given(notebook: Path, values: Mapping[str, object]) -> NotebookNode:
    """Read a notebook and give its parameters these values: literals, never code."""
    found: NotebookNode = nbformat.read(notebook, as_version=4)
    for cell in found.cells:
        if "parameters" in cell.metadata.get("tags", ()):
            cell.source = filled(cell.source, values)
    return found


def _execute(
    notebook: NotebookNode, parameters: Mapping[str, object], options: Mapping[str, Any], log: Path
) -> NotebookNode:
    """Execute in a thread, so that an interruption reaches us and not nbclient.

    In the main thread nbclient takes SIGINT for itself, and an event loop may already be running
    there (in Jupyter).
    """
    members: dict[str, Any] = {"log_file": log, "started": []}
    kernel: type[_Interpreter] = type("Kernel", (_Interpreter,), members)
    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(
            _in_loop, notebook, parameters, {**options, "kernel_manager_class": kernel}
        )
        try:
            return future.result()
        except BaseException:
            for process in kernel.started:
                process.kill()
            raise


def _in_loop(
    notebook: NotebookNode, parameters: Mapping[str, object], options: Mapping[str, Any]
) -> NotebookNode:
    """Execute, and close the event loop that nbclient leaves open."""
    loop = ensure_event_loop()
    try:
        done: NotebookNode = execute_notebook(notebook, None, dict(parameters), **options)
        return done
    finally:
        loop.close()


class _Interpreter(AsyncKernelManager):
    """A kernel of this interpreter, whatever kernelspecs are installed."""

    log_file: Path
    started: list[subprocess.Popen[bytes]]

    @property
    def kernel_spec(self) -> KernelSpec:
        argv = [sys.executable, "-P", "-c", LAUNCH, "-f", "{connection_file}"]
        return KernelSpec(
            argv=argv,
            display_name=KERNELSPEC["display_name"],
            language=KERNELSPEC["language"],
            # Warnings name files and lines of this machine.
            env={
                "PYTHONPATH": _search_path(),
                "PYTHONWARNINGS": "ignore",
                "IPYTHONDIR": str(self.log_file.parent),  # else a folder is made in the home folder
            },
        )

    async def start_kernel(self, **options: Any) -> None:  # type: ignore[override]
        """Keep what the kernel itself says apart from what we say."""
        with self.log_file.open("ab") as log:
            await super().start_kernel(stdout=log, stderr=log, **options)
        if isinstance(self.provisioner, LocalProvisioner) and self.provisioner.process:
            self.started.append(self.provisioner.process)


def _search_path() -> str:
    """Let the kernel import the package from where this process did."""
    paths = [p for p in os.environ.get("PYTHONPATH", "").split(os.pathsep) if p]
    if PACKAGE.parent.name not in ("site-packages", "dist-packages"):
        paths.insert(0, str(PACKAGE.parent))
    return os.pathsep.join(paths)


def _connection(folder: Path) -> Config:
    """Set where kernel and client meet.

    They use sockets in a folder of our own, so that no ports collide.
    """
    config = Config()
    config.KernelManager.connection_file = str(folder / "k.json")
    # All is written when the last cell ends; a kernel that then waits for itself (its control
    # thread for the thread of outputs that is gone) would cost half of five seconds.
    config.KernelManager.shutdown_wait_time = SHUTDOWN_SECONDS
    name = str(folder / "k")
    if sys.platform != "win32" and len(os.fsencode(name)) < LONGEST_SOCKET:
        config.KernelManager.transport = "ipc"
        config.KernelManager.ip = name
    return config


def _raised(error: PapermillExecutionError) -> AnalysisError:
    """Return what the notebook raised: our own errors as themselves, others with what to do."""
    kind = getattr(errors, str(error.ename), None)
    if isinstance(kind, type) and issubclass(kind, AnalysisError):
        return kind(error.evalue)
    message = f"{error.ename}: {error.evalue}".strip(": ")
    return RunError(
        f"the notebook failed ({message[:300]})", todo="--debug shows where, please report it"
    )


def _stopped(error: RuntimeError, said: str) -> RunError:
    """Return what a kernel that ended said last; one that was killed says nothing."""
    message = next(iter(str(error).splitlines()), "").rstrip(".")
    own = [line.strip() for line in said.splitlines() if line.strip()]
    if own:
        todo = "mend what it says, or install the package again; --debug shows all of it"
        return RunError(f"the kernel stopped ({message}) and said: {own[-1][:300]}", todo=todo)
    return RunError(f"the kernel stopped ({message})", todo="is memory short?")


def _settle(notebook: NotebookNode) -> NotebookNode:
    """Take off times, durations, random ids and paths."""
    language = notebook.metadata.get("language_info", {"name": "python"})
    notebook.metadata = nbformat.from_dict({"kernelspec": KERNELSPEC, "language_info": language})
    for number, cell in enumerate(notebook.cells):
        for key in ("papermill", "execution"):
            cell.metadata.pop(key, None)
        if not cell.metadata.get("tags", True):
            del cell.metadata["tags"]
        if "injected-parameters" in cell.metadata.get("tags", ()):
            cell.id = f"injected-parameters-{number}"
    return notebook
