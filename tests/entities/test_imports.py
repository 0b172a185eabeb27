"""What importing the room's doors loads."""

import subprocess
import sys

import pytest

SCRIPT = """
import sys
import django
from django.conf import settings

settings.configure(INSTALLED_APPS=["django.contrib.contenttypes", "archive.catalog", "archive.entities"], DATABASES={{}})
django.setup()
import {door}
print(*sorted(name for name in {unwanted} if name in sys.modules))
"""


@pytest.mark.parametrize(
    ("door", "unwanted"),
    [
        ("archive.entities.models", ("numpy", "babel", "archive.entities.authority", "archive.entities.recognition")),
        ("archive.entities.selectors", ("numpy", "babel")),
        ("archive.entities.services", ("numpy", "babel", "pycrfsuite")),
    ],
)
def test_a_door_opens_without_what_it_may_never_need(door, unwanted):
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT.format(door=door, unwanted=unwanted)], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []
