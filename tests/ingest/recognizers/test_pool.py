"""What becomes of the work of recognizing processes that die, fail or do not start; the processes are stand-ins."""

import threading

import pytest
from django.test import override_settings

from archive.ingest.annotation import ARTICLES_AT_ONCE, PrintedArticle, Recognized
from archive.ingest.recognizers import pool
from archive.ingest.recognizers.forks import RecognizerDiedError
from archive.ingest.recognizers.pool import RecognizerPool, Unread, processes_allowed


def article(title):
    return PrintedArticle(title, (), "", None, None, None)


def recognized(title):
    return Recognized(title, [], [], None, None)


class StandIn:
    """Answers with the titles; dies at «deadly», and, the first time, at «unlucky»; fails at «faulty»."""

    deaths: list[str] = []
    started = 0
    closed = 0

    def __init__(self, forks):
        type(self).started += 1

    def start(self):
        pass

    def ask(self, articles):
        titles = [each.title for each in articles]
        for title in titles:
            if title == "deadly" or (title == "unlucky" and title not in self.deaths):
                self.deaths.append(title)
                raise RecognizerDiedError("killed by signal 9")
        return (None if "faulty" in titles else [recognized(title) for title in titles]), 0.5

    def kill(self):
        pass

    def close(self):
        type(self).closed += 1


@pytest.fixture
def stand_in(monkeypatch):
    made = type("Made", (StandIn,), {"deaths": []})
    monkeypatch.setattr(pool, "Recognizer", made)
    return made


def read(titles, processes=2):
    said = []
    with RecognizerPool(processes, said.append) as recognizers:
        answers = recognizers.submit([article(title) for title in titles]).result()
    return [each.names if isinstance(each, Recognized) else each for each in answers], said, recognizers


def test_answers_come_in_the_order_of_the_articles(stand_in):
    titles = [str(number) for number in range(5 * ARTICLES_AT_ONCE + 1)]
    answers, said, recognizers = read(titles, 3)
    assert (answers, said) == (titles, [])
    assert recognizers.cpu_s == 0.5 * 6


def test_processes_start_when_there_is_work_and_are_gone_at_the_end(stand_in):
    read([])
    assert stand_in.started == 0
    read(["a"] * 10 * ARTICLES_AT_ONCE)
    assert 1 <= stand_in.started <= 2
    assert stand_in.closed == stand_in.started


def test_what_a_killed_process_had_is_done_again_and_said_so(stand_in):
    answers, said, _ = read(["a", "unlucky", "b"])
    assert answers == ["a", "unlucky", "b"]
    assert said == ["A process that recognises names died (killed by signal 9); its work is done again."]


def test_an_article_that_kills_each_process_is_the_only_one_without_an_answer(stand_in):
    answers, said, _ = read(["a", "deadly", "b"])
    assert answers == ["a", Unread.KILLED, "b"]
    assert len(said) == 4


def test_where_recognition_raises_the_owner_is_to_read(stand_in):
    assert read(["a", "faulty"])[0] == [Unread.FAILED] * 2


@pytest.mark.parametrize("when", ["at once", "while loading"])
def test_without_processes_the_owner_reads_and_is_told_once(stand_in, monkeypatch, when):
    def fails(*_):
        raise OSError("no memory") if when == "at once" else RecognizerDiedError("it ended with status 1")

    monkeypatch.setattr(stand_in, "__init__" if when == "at once" else "start", fails)
    answers, said, _ = read(["a"] * 5 * ARTICLES_AT_ONCE, 1)
    assert answers == [Unread.FAILED] * 5 * ARTICLES_AT_ONCE
    assert len(said) == 1
    assert "could not be started" in said[0]


def test_a_process_that_does_not_start_at_once_is_started_again(stand_in, monkeypatch):
    failures = iter([RecognizerDiedError("killed by signal 9")] * 2)

    def fails(self):
        if (error := next(failures, None)) is not None:
            raise error

    monkeypatch.setattr(stand_in, "start", fails)
    assert read(["a", "b"], 1)[:2] == (["a", "b"], [])
    assert stand_in.closed == stand_in.started == 3


def test_closing_ends_processes_that_are_at_work(stand_in, monkeypatch):
    asked, killed = threading.Event(), threading.Event()

    def ask(self, articles):
        asked.set()
        assert killed.wait(10)
        raise RecognizerDiedError("killed by signal 9")

    monkeypatch.setattr(stand_in, "ask", ask)
    monkeypatch.setattr(stand_in, "kill", lambda self: killed.set())
    said = []
    with RecognizerPool(1, said.append) as recognizers:
        recognizers.submit([article("a")])
        assert asked.wait(10)
    assert killed.is_set()
    assert (stand_in.closed, said) == (1, [])


@pytest.mark.django_db
@override_settings(ARCHIVE_IMPORT_PROCESSES=4)
def test_a_database_in_memory_is_read_by_its_own_process_alone():
    assert processes_allowed() == 1
