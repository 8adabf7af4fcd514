import os
from random import Random

import pytest
from benchmarks.kill import export_hash, finish, kill_after, make_files, problems, start

READER = "fakes:read_documents"
DOCUMENTS = 20


@pytest.fixture(scope="module")
def articles(tmp_path_factory):
    folder = tmp_path_factory.mktemp("articles") / "in"
    make_files(folder, DOCUMENTS)
    return folder


@pytest.fixture(autouse=True)
def child_finds_fakes(monkeypatch):
    monkeypatch.setenv("PYTHONPATH", "tests", prepend=os.pathsep)


def test_a_kill_loses_nothing(articles, tmp_path, pytestconfig, monkeypatch):
    """After every kill of ``add`` the case is whole, and when ``add`` has come to its end the case
    is the one that an undisturbed ``add`` makes."""
    monkeypatch.chdir(pytestconfig.rootpath)
    random = Random(7)  # noqa: S311
    case, whole = tmp_path / "killed", tmp_path / "whole"
    for _ in range(5):
        kill_after(start(case, articles, READER), random.randrange(8), random.random() * 0.01)
        assert list(problems(case)) == []
    finish(start(case, articles, READER))
    finish(start(whole, articles, READER))
    assert list(problems(case)) == []
    assert export_hash(case) == export_hash(whole)


def test_two_processes_add_to_one_case(articles, tmp_path, pytestconfig, monkeypatch):
    """Three processes that add to one case at once, two of them the same articles, lose nothing."""
    monkeypatch.chdir(pytestconfig.rootpath)
    case, whole, other = tmp_path / "shared", tmp_path / "whole", tmp_path / "other"
    make_files(other, DOCUMENTS, first=1000)
    for process in [start(case, folder, READER) for folder in (articles, other, articles)]:
        finish(process)
    for folder in (articles, other):
        finish(start(whole, folder, READER))
    assert list(problems(case)) == []
    assert export_hash(case) == export_hash(whole)
