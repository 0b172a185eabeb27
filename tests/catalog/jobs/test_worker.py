"""The background process: queues before jobs, failures are retried and logged once, a stop lets it finish."""

import threading
import time

import pytest

from archive.catalog.jobs import is_working, job_add, registry, worker
from archive.catalog.jobs.worker import JobInterruptedError, Worker, check_stop, run_one_job, run_queues
from archive.catalog.models import Job

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def empty_registry(monkeypatch, settings, tmp_path):
    """No queue, no job and no lock but those of the test."""
    for name in ("queues", "job_types"):
        monkeypatch.setattr(registry, name, {})
    monkeypatch.setattr("archive.catalog.jobs.table.job_types", registry.job_types)
    monkeypatch.setattr(worker, "_stopping", threading.Event())
    settings.DATA_DIR = tmp_path


@pytest.fixture
def started():
    """A function that runs a worker in a thread; all are stopped after the test."""
    workers = []

    def start():
        one = Worker(poll_s=0.01, job_poll_s=0.01)
        thread = threading.Thread(target=one.run)
        thread.start()
        workers.append((one, thread))
        return one, thread

    yield start
    for one, thread in workers:
        one.stop()
        thread.join(20)
        assert not thread.is_alive()


def wait_for(condition):
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline, "it did not happen within ten seconds"
        time.sleep(0.005)


def test_the_first_queue_with_work_goes_first():
    left, done = {"first": 1, "second": 1}, []

    def step(name):
        def run():
            if not left[name]:
                return False
            left[name] -= 1
            done.append(name)
            return True

        return run

    registry.register_queue("first", step("first"))
    registry.register_queue("second", step("second"))
    assert [run_queues(), run_queues(), run_queues()] == [True, True, False]
    assert done == ["first", "second"]


def test_a_job_is_done_with_its_payload():
    seen = []
    registry.register_job("note", seen.append)
    job_add(name="note", payload={"n": 7})
    assert run_one_job()
    assert not run_one_job()
    assert seen == [{"n": 7}]
    assert Job.objects.get().state == "done"


def test_a_failing_job_keeps_its_reason_and_is_queued_again():
    registry.register_job("fail", lambda payload: 1 / 0)
    job_add(name="fail")
    assert run_one_job()
    job = Job.objects.get()
    assert (job.state, job.error) == ("queued", "ZeroDivisionError: division by zero")


def test_a_failing_queue_is_tried_again_and_logged_once_until_it_succeeds(started, caplog):
    calls = []

    def step():
        calls.append(None)
        if len(calls) < 4:
            raise OSError("the cluster is away")
        return False

    registry.register_queue("outbox", step)
    started()
    wait_for(lambda: len(calls) > 5)
    assert [record.levelname for record in caplog.records if "cluster is away" in record.message] == ["WARNING"]


def test_a_stopped_worker_drains_before_it_ends(started):
    rows, gate = list(range(20)), threading.Event()

    def step():
        gate.wait(5)
        return bool(rows and rows.pop() is not None)

    registry.register_queue("outbox", step)
    one, thread = started()
    one.stop()
    gate.set()
    thread.join(10)
    assert rows == []


def test_a_long_job_is_left_for_the_next_process_when_it_asks(started):
    begun = threading.Event()

    def handler(payload):
        begun.set()
        while True:
            check_stop()
            time.sleep(0.01)

    registry.register_job("long", handler)
    job_add(name="long")
    one, thread = started()
    assert begun.wait(10)
    one.stop()
    thread.join(10)
    job = Job.objects.get()
    assert (job.state, job.attempts) == ("queued", 0)


def test_check_stop_raises_only_when_the_process_ends():
    check_stop()
    Worker().stop()
    with pytest.raises(JobInterruptedError):
        check_stop()


def test_a_second_worker_waits_until_the_first_ends(started):
    active = []
    registry.register_queue("outbox", lambda: active.append(threading.current_thread()) or False)
    first, first_thread = started()
    wait_for(lambda: active)
    assert is_working()
    _, second_thread = started()
    time.sleep(0.1)
    assert len(set(active)) == 1
    first.stop()
    first_thread.join(10)
    wait_for(lambda: len(set(active)) == 2)
    assert second_thread.is_alive()


def test_nobody_works_before_and_after(started):
    assert not is_working()
    one, thread = started()
    wait_for(is_working)
    one.stop()
    thread.join(10)
    assert not is_working()


def test_the_thousandth_failure_is_retried_too(monkeypatch):
    """A doubled delay must not overflow after a night without the engine."""
    calls = []

    def step():
        calls.append(1)
        if len(calls) > 1_100:
            return stopped.set()
        raise OSError("the engine is away")

    stopped = threading.Event()
    monkeypatch.setattr(worker, "MAX_BACKOFF_S", 0.0)
    worker._Loop("queues", step, stopped, 0.0001).run()
    assert len(calls) == 1_101


def test_an_error_that_no_database_takes_is_kept_in_a_readable_form(caplog):
    caplog.set_level("CRITICAL", logger=worker.log.name)  # processes of pytest-xdist can't send a lone surrogate

    def fail(payload):
        raise ValueError("\ud800\0" + "x" * 100_000)

    registry.register_job("fail", fail)
    job_add(name="fail")
    assert run_one_job()
    job = Job.objects.get()
    assert job.state == "queued"
    assert job.error.startswith("ValueError: \\ud800\\0xxx")


def test_a_job_whose_end_was_not_recorded_is_queued_again(monkeypatch):
    registry.register_job("note", lambda payload: None)
    job_add(name="note")

    def refuse(job):
        raise OSError("database is locked")

    with monkeypatch.context() as patch:
        patch.setattr("archive.catalog.jobs.table.job_finish", refuse)
        with pytest.raises(OSError, match="locked"):
            run_one_job()
    assert Job.objects.get().state == "running"
    run_one_job()
    assert Job.objects.get().state == "queued"
