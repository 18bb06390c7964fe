from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pkgutil import iter_modules

import pytest

import analysis

HEAVY = (
    "pandas",
    "numpy",
    "matplotlib",
    "onnxruntime",
    "torch",
    "transformers",
    "nltk",
    "papermill",
    "nbconvert",
    "trafilatura",
    "IPython",
)


def python(code: str) -> str:
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return run.stdout.strip()


def test_importing_the_package_imports_nothing_heavy() -> None:
    code = f"import sys, analysis; print([m for m in {HEAVY!r} if m in sys.modules])"
    assert python(code) == "[]"


def test_importing_the_package_imports_no_step_of_it() -> None:
    code = "import sys, analysis; print([m for m in sys.modules if m.startswith('analysis.')])"
    assert python(code) == "[]"


def test_what_is_public_is_sorted_and_there() -> None:
    assert analysis.__all__ == sorted(analysis.__all__)
    assert dir(analysis) == analysis.__all__
    assert all(getattr(analysis, name) is not None for name in analysis.__all__)


def test_what_is_public_is_documented() -> None:
    assert all(getattr(analysis, name).__doc__ for name in analysis.__all__)


def test_no_public_name_is_hidden_by_a_module_of_that_name() -> None:
    modules = {module.name for module in iter_modules(analysis.__path__)}
    assert not modules & set(analysis.__all__)


def test_report_stays_a_function_after_every_module_was_imported() -> None:
    import_module("analysis.reporting")
    import_module("analysis.reading")
    assert callable(analysis.report)
    assert callable(analysis.read)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        analysis.nothing  # noqa: B018
    with pytest.raises(AttributeError, match="no attribute 'raed'; did you mean 'read'"):
        analysis.raed  # noqa: B018


def test_the_version_is_that_of_the_installed_package() -> None:
    from importlib.metadata import PackageNotFoundError, version

    try:
        wanted = version("who-says-so")
    except PackageNotFoundError:
        wanted = "0+unknown"
    assert analysis.__version__ == wanted
