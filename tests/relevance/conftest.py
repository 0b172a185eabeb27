"""The sample archive with the authority file, loaded and indexed once for the tests of this folder, and rolled back."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction

from archive.catalog.models import Article
from archive.entities.services import authority_load
from archive.ingest.sample import sample_load
from archive.search import drain


@dataclass(frozen=True)
class Loaded:
    index: Path
    names: dict[int, str]


@pytest.fixture(scope="package")
def loaded(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Loaded]:
    index = tmp_path_factory.mktemp("relevance") / "index"
    with django_db_blocker.unblock(), transaction.atomic():
        with pytest.MonkeyPatch.context() as patch:
            patch.setitem(settings.HAYSTACK_CONNECTIONS["default"], "PATH", str(index))
            authority_load()
            sample_load()
            drain()
        yield Loaded(index, _names())
        transaction.set_rollback(True)


@pytest.fixture
def sample(loaded: Loaded, db: None, monkeypatch: pytest.MonkeyPatch) -> dict[int, str]:
    """Articles' numbers → their names in queries.tsv; searches go to the sample."""
    monkeypatch.setitem(settings.HAYSTACK_CONNECTIONS["default"], "PATH", str(loaded.index))
    return loaded.names


def _names() -> dict[int, str]:
    names: dict[int, str] = {}
    seen: Counter[str] = Counter()
    for article in Article.objects.select_related("raw_document").order_by("pk"):
        assert article.raw_document is not None
        origin = article.raw_document.origin
        place = seen[origin]
        seen[origin] += 1
        names[article.pk] = f"s{place + 1:02d}" if origin.endswith(".jsonl") else f"{origin[:2]}{'abcd'[place]}"
    return names
