"""What is read in one sentence of an article dated Wednesday 16 March 2022."""

from archive.text.dates import read_dates

WEDNESDAY = "2022-03-16"


def read(text):
    """(surface, value, end value, basis) of the dates."""
    return [(date.surface, date.value, date.end_value, date.basis) for date in read_dates([text], WEDNESDAY)[0]]
