"""The table of jobs: nothing is lost, nothing runs twice at once, failures are retried later and later."""

import datetime as dt

import pytest
from django.utils import timezone

from archive.catalog.jobs import job_add, registry
from archive.catalog.jobs.table import (
    DIED,
    job_claim,
    job_finish,
    job_release,
    job_retry,
    jobs_recover,
    jobs_schedule,
)
from archive.catalog.models import Job

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def job_types(monkeypatch):
    monkeypatch.setattr(registry, "job_types", types := {})
    monkeypatch.setattr("archive.catalog.jobs.table.job_types", types)
    registry.register_job("count", lambda payload: None, max_attempts=3)
    return types


def make_due():
    Job.objects.update(run_after=timezone.now() - dt.timedelta(seconds=1))


def test_a_job_is_claimed_once():
    job = job_add(name="count", payload={"n": 1})
    claimed = job_claim()
    assert (claimed.pk, claimed.payload, claimed.state, claimed.attempts) == (job.pk, {"n": 1}, "running", 1)
    assert job_claim() is None


def test_jobs_are_claimed_in_the_order_they_are_due():
    late = job_add(name="count", run_after=timezone.now() - dt.timedelta(seconds=1))
    early = job_add(name="count", run_after=timezone.now() - dt.timedelta(seconds=9))
    assert [job_claim().pk, job_claim().pk] == [early.pk, late.pk]


def test_a_job_waits_until_it_is_due():
    job_add(name="count", run_after=timezone.now() + dt.timedelta(hours=1))
    assert job_claim() is None


def test_a_job_that_another_process_took_first_is_left_to_it(monkeypatch):
    job_add(name="count")
    monkeypatch.setattr("django.db.models.query.QuerySet.update", lambda *_args, **_fields: 0)
    assert job_claim() is None


def test_jobs_of_another_version_stay_queued():
    job_add(name="unknown")
    assert job_claim() is None
    assert Job.objects.get().state == "queued"


def test_an_equal_job_is_queued_once_and_again_after_it_ran():
    first = job_add(name="count", key="a")
    assert job_add(name="count", key="a").pk == first.pk
    assert job_add(name="count", key="b").pk != first.pk
    running = job_claim()
    assert job_add(name="count", key="a").pk != running.pk


def test_a_finished_job_is_kept_for_a_while():
    job_add(name="count")
    job_finish(job_claim())
    jobs_recover()
    assert Job.objects.get().state == "done"
    Job.objects.update(finished_at=timezone.now() - dt.timedelta(days=30))
    jobs_recover()
    assert not Job.objects.exists()


def test_a_failed_job_is_tried_again_later_each_time_and_then_given_up():
    job_add(name="count")
    waits = []
    for _ in range(3):
        job_retry(job_claim(), "no space left")
        job = Job.objects.get()
        waits.append((job.state, job.run_after - timezone.now() > dt.timedelta(seconds=25)))
        make_due()
    assert waits == [("queued", True), ("queued", True), ("failed", False)]
    assert Job.objects.get().error == "no space left"
    assert job_claim() is None


def test_a_job_left_for_the_next_process_has_not_used_an_attempt():
    job_add(name="count")
    job_release(job_claim())
    job = Job.objects.get()
    assert (job.state, job.attempts) == ("queued", 0)


def test_what_a_killed_process_was_running_is_queued_again():
    job_add(name="count")
    job_claim()
    assert jobs_recover() == 1
    job = Job.objects.get()
    assert (job.state, job.error) == ("queued", DIED)


def test_a_job_that_kills_its_process_each_time_is_given_up():
    job_add(name="count")
    for _ in range(3):
        make_due()
        job_claim()
        jobs_recover()
    assert Job.objects.get().state == "failed"


def test_a_retried_job_gives_way_to_an_equal_one_that_was_added_meanwhile():
    job_add(name="count", key="a")
    running = job_claim()
    newer = job_add(name="count", key="a")
    job_retry(running, "no space left")
    assert {job.pk: job.state for job in Job.objects.all()} == {running.pk: "failed", newer.pk: "queued"}


def test_a_periodic_job_runs_at_once_and_then_every_interval():
    registry.register_job("watch", lambda payload: None, every_s=600)
    jobs_schedule()
    jobs_schedule()
    assert Job.objects.count() == 1
    job_finish(job_claim())
    jobs_schedule()
    queued = Job.objects.get(state="queued")
    assert dt.timedelta(seconds=590) < queued.run_after - timezone.now() <= dt.timedelta(seconds=600)


def test_a_periodic_job_that_would_find_nothing_writes_nothing():
    due = []
    registry.register_job("open", lambda payload: None, every_s=600, is_due=lambda: bool(due))
    jobs_schedule()
    assert not Job.objects.exists()
    due.append("article")
    jobs_schedule()
    assert job_claim().name == "open"


HOURS_AHEAD = dt.timedelta(hours=2)


def set_clock_back(monkeypatch):
    """By two hours, after all jobs have been written."""
    moved = timezone.now() - HOURS_AHEAD
    monkeypatch.setattr("archive.catalog.jobs.table.timezone.now", lambda: moved)


def test_a_job_that_is_due_at_once_runs_although_the_clock_was_set_back(monkeypatch):
    job = job_add(name="count")
    set_clock_back(monkeypatch)
    assert job_claim().pk == job.pk


def test_a_job_of_a_later_time_waits_for_it(monkeypatch):
    job_add(name="count", run_after=timezone.now() + dt.timedelta(minutes=5))
    set_clock_back(monkeypatch)
    jobs_schedule()
    assert job_claim() is None


def test_a_retry_waits_no_longer_than_retries_do(monkeypatch):
    job_add(name="count")
    job_retry(job_claim(), "failed")
    set_clock_back(monkeypatch)
    jobs_schedule()
    assert job_claim() is not None


def test_a_periodic_job_waits_no_longer_than_its_period(monkeypatch):
    registry.register_job("tidy", lambda payload: None, every_s=600)
    jobs_schedule()
    job_finish(job_claim())
    jobs_schedule()  # queued for ten minutes after the end of the last
    set_clock_back(monkeypatch)
    jobs_schedule()
    assert job_claim() is not None


def test_the_next_run_of_a_period_is_not_counted_from_the_future(monkeypatch):
    registry.register_job("tidy", lambda payload: None, every_s=600)
    jobs_schedule()
    job_finish(job_claim())
    set_clock_back(monkeypatch)
    jobs_schedule()
    waiting = Job.objects.get(name="tidy", state="queued")
    assert waiting.run_after <= timezone.now() + dt.timedelta(seconds=600)
