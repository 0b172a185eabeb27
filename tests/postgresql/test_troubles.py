"""Errors of PostgreSQL are told apart as those of SQLite are; what another transaction causes is tried again."""

import pytest
from django.db import DatabaseError, OperationalError, connection, transaction

from archive.catalog.database import Trouble, patiently, trouble_of, trouble_sentence

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def failure(code):
    with pytest.raises(DatabaseError) as raised, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DO $$ BEGIN RAISE EXCEPTION 'it says so' USING ERRCODE = '{code}'; END $$")
    return raised.value


@pytest.mark.parametrize(
    ("code", "trouble"),
    [
        ("40P01", Trouble.LOCKED),
        ("40001", Trouble.LOCKED),
        ("55P03", Trouble.LOCKED),
        ("53100", Trouble.FULL),
        ("25006", Trouble.READ_ONLY),
        ("XX001", Trouble.DAMAGED),
        ("42P01", Trouble.NOT_SET_UP),
        ("42703", Trouble.NOT_SET_UP),
        ("57P01", Trouble.UNREACHABLE),
        ("22001", None),
        ("23505", None),
    ],
)
def test_each_has_its_trouble(code, trouble):
    assert trouble_of(failure(code)) is trouble


def test_the_server_s_reason_is_in_the_sentence():
    assert trouble_sentence(failure("53100")).startswith("There is no space left on the disk (it says so")


def test_who_was_chosen_to_end_a_deadlock_tries_again():
    calls = []

    def call():
        calls.append(None)
        if len(calls) == 1:
            raise failure("40P01")
        return "done"

    said = []
    assert patiently(call, said.append) == "done"
    assert len(said) == 1


def test_a_deadlock_within_a_transaction_is_raised():
    def call():
        raise failure("40P01")

    with pytest.raises(OperationalError), transaction.atomic():
        patiently(call, lambda _: None)
