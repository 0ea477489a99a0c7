"""The README and the pages of docs/ are true: their programs run, their links lead somewhere.

A page's ``python`` blocks are one program, run from the top down. A block that is only shown (a
fragment, an output) says ``py``, or another language, or none.
"""

import os
import re
import shutil
import subprocess
import sys
import textwrap

import pytest

import mxnet as mx
from tests.house.rooms import ROOT

TEXT = (ROOT / "README.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```python\n(.*?)```.*?```\n(.*?)```", TEXT, re.DOTALL)
PAGES = sorted((ROOT / "docs").glob("*.md"))
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *PAGES]


def program_of(page):
    """The ``python`` blocks of a page as one program, every line where it stands on the page."""
    lines, inside = [], False
    for line in page.read_text(encoding="utf-8").splitlines():
        if line.startswith("```"):
            inside = not inside and line == "```python"
            line = ""
        lines.append(line if inside else "")
    return "\n".join(lines)


PROGRAMS = {page: program_of(page) for page in PAGES}


@pytest.mark.parametrize(
    "page", [p for p in PAGES if PROGRAMS[p].strip()], ids=lambda page: page.name
)
def test_the_programs_of_a_page_run(page):
    code = compile(PROGRAMS[page], str(page), "exec")  # so that a failure names the page's line
    mx.random.seed(0)
    exec(code, {"__name__": page.stem})


def test_the_pages_that_promise_programs_have_them():
    assert "assert" in PROGRAMS[ROOT / "docs" / "autograd.md"]


def test_every_program_of_the_readme_is_an_example():
    assert len(EXAMPLES) == TEXT.count("```python") >= 3


@pytest.mark.parametrize("example, shown", EXAMPLES, ids=range(len(EXAMPLES)))
def test_an_example_prints_what_is_shown(example, shown, tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", example], cwd=tmp_path, capture_output=True, text=True, timeout=120,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    # Trailing blanks are invisible on the page; everything else is compared as printed.
    said, printed = ([line.rstrip() for line in t.strip().splitlines()]
                     for t in (shown, done.stdout))
    assert printed == said


def test_the_first_example_is_as_short_as_promised():
    assert len([line for line in EXAMPLES[0][0].splitlines() if line.strip()]) == 15


def test_the_readme_names_every_example():
    scripts = {path for path in (ROOT / "examples").glob("*.py") if "__main__" in path.read_text()}
    named = re.findall(r"`python (examples/\w+\.py)", TEXT)
    assert {ROOT / name for name in named} == scripts


@pytest.mark.parametrize("command", re.findall(r"^    make (\w+)", TEXT, re.MULTILINE))
def test_the_commands_exist(command):
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(rf"^{command}:", makefile, re.MULTILINE)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_what_documents_name_exists(document):
    """Files named in backquotes or links are in the tree, unless the text says what makes them."""
    text = re.sub(r"```.*?```", "", document.read_text(encoding="utf-8"), flags=re.DOTALL)
    named = re.findall(r"\]\(([\w./-]+)\)|`((?:[\w.-]+/)+[\w.-]*\.\w+)`", text)
    for path in (a or b for a, b in named):
        assert any((base / path).exists() for base in (ROOT, document.parent)), path


def test_the_added_operator_works():
    """The block of "How to add one", put into a program of its own, with no word changed."""
    block = re.search(r"```\n(from \.\._core.*?)```", TEXT, re.DOTALL)[1]
    program = block.replace("from .._core", "from mxnet._core") + textwrap.dedent("""
        import mxnet as mx
        a, b = mx.nd.array([3.0, 0.5, -2.0]), mx.nd.zeros(3)
        def distance(x, y):
            return mx.nd.smooth_l1_distance(x, y, scalar=1)
        assert distance(a, b).asnumpy().tolist() == [2.5, 0.125, 1.5]
        mx.autograd.check_gradients(distance, [a, b], order=2)
        assert "Huber's distance" in mx.nd.smooth_l1_distance.__doc__
        try:
            mx.nd.smooth_l1_distance(a, b, scalar=-1)
        except mx.MXNetError as refused:
            assert "smooth_l1_distance" in str(refused) and "scalar" in str(refused)
        else:
            raise AssertionError("a negative scalar was taken")
    """)
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr


def test_the_houses_operator_works(tmp_path):
    """The files of "Adding an operator", in a copy of the tree: their row is green."""
    for folder in ("mxnet", "tests/ops"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pyc*"))
    for name in ("pyproject.toml", "tests/__init__.py", "tests/conftest.py"):
        shutil.copy(ROOT / name, tmp_path / name)
    house = (ROOT / "docs" / "house.md").read_text(encoding="utf-8")
    files = re.findall(r"\n\*\*\d\. .*?`(\w+\.py)` in `(\S+/)`.*?```py\n(.*?)```", house, re.DOTALL)
    assert len(files) == 4
    for name, folder, text in files:
        (tmp_path / folder / name).write_text(text, encoding="utf-8")
    words = re.search(r"-m (pytest tests/ops .*)", house)[1].split()
    done = subprocess.run(
        [sys.executable, "-m", *words, "-q", "-p", "no:cacheprovider"],
        cwd=tmp_path, capture_output=True, text=True, timeout=300, env=os.environ | {
            "PYTHONPATH": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    passed = re.search(r"(\d+) passed", done.stdout)
    assert passed and int(passed[1]) >= 20, done.stdout


def test_the_readmes_operator_lives_where_it_says():
    dense = (ROOT / "mxnet" / "_ops" / "dense.py").read_text(encoding="utf-8")
    assert '"FullyConnected"' in dense
