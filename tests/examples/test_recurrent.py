"""The recurrent examples learn a simple text, draw, save and read back."""

import re
import subprocess
import sys

import pytest
from matplotlib import image

from tests.house.rooms import ROOT

SENTENCES = ["the cat sat on the mat .", "a dog ran , and the cat ran too !", "who sat there ?"]


def run(name, folder, *options):
    """What an example prints about a text of three sentences over and over."""
    text = folder / "text.txt"
    text.write_text(" ".join(SENTENCES * 60) + "\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, f"examples/{name}.py", str(text), "--out", str(folder), *options],
        cwd=ROOT, capture_output=True, text=True, timeout=240,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


@pytest.fixture(autouse=True)
def one_thread(monkeypatch):
    monkeypatch.setenv("OMP_NUM_THREADS", "1")


def test_letters_are_learnt(tmp_path):
    told = run("char_lstm", tmp_path, "--epochs", "12", "--begin", "the ", "--length", "60")
    bits = float(re.search(r"([\d.]+) bits a letter", told)[1])
    guessing = float(re.search(r"guessing costs ([\d.]+)", told)[1])
    assert bits < guessing / 2
    assert "\nthe " in told and "wrote and read back" in told
    assert image.imread(tmp_path / "char_lstm.png").shape[1] > 900
    assert (tmp_path / "char_lstm.params").stat().st_size > 100_000


def test_sentences_are_learnt_in_buckets(tmp_path):
    told = run("bucketing_lstm", tmp_path, "--epochs", "3")
    words = int(re.search(r"guessing has (\d+)", told)[1])
    assert float(re.search(r"perplexity ([\d.]+) ", told)[1]) < words / 3
    assert "single cells predict the same" in told
    assert image.imread(tmp_path / "bucketing.png").shape[1] > 600
    assert (tmp_path / "bucketing-symbol.json").exists()
