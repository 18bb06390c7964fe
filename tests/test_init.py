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


def test_importing_the_tokeniser_does_not_import_nltk() -> None:
    code = "import sys, analysis.tokens; assert 'nltk' not in sys.modules"
    python(code)


def test_nltk_does_not_take_scipy_along_which_can_be_imported_afterwards() -> None:
    code = (
        "import sys; from importlib.util import find_spec; from analysis import matching, tokens\n"
        "tokens._splitter(); assert matching.places('it rained', 'rained')\n"
        "assert 'nltk' in sys.modules and 'scipy.stats' not in sys.modules\n"
        "assert find_spec('scipy.stats')"
    )
    python(code)
