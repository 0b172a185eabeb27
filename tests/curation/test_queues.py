"""The first page of the admin names what waits for a decision."""

import pytest

from archive.catalog.models import Article, Collision, FieldDifference, RawDocument
from archive.catalog.services import article_save
from archive.curation.queues import waiting_queues

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return article_save(article=Article(title="جسر", state="draft"), paragraphs=[("lede", "افتُتح الجسر.")])


@pytest.fixture
def queues(article):
    FieldDifference.objects.create(article=article, field="title", record_value="جسر جديد")
    FieldDifference.objects.create(article=article, field="url", record_value="x", state="kept")
    raw = RawDocument.objects.create(sha256="0" * 64, origin="a.jsonl", content=b"{}")
    Collision.objects.create(article=article, raw_document=raw, import_key="k", title="خبر آخر")


def test_each_queue_leads_to_the_rows_that_it_counts(queues, admin_client, admin_user):
    found = waiting_queues(admin_user)
    assert [queue.count for queue in found] == [1, 1, 1]
    page = admin_client.get("/admin/").content.decode()
    for queue in found:
        assert f'href="{queue.address}"' in page
        assert admin_client.get(queue.address).context["cl"].result_count == queue.count


def test_nothing_that_waits_is_no_section(admin_client):
    assert "ما ينتظر قرارًا" not in admin_client.get("/admin/").content.decode()


@pytest.mark.parametrize("rights", [(), ("catalog.view_fielddifference",), ("catalog.view_source",)])
def test_who_may_not_see_drafts_hears_of_no_queue(queues, sign_in, rights):
    client = sign_in("زائر", *rights)
    assert "ما ينتظر قرارًا" not in client.get("/admin/").content.decode()


def test_only_the_queues_of_ones_permissions_are_named(queues, sign_in):
    client = sign_in("ليلى", "catalog.view_article", "catalog.view_collision")
    page = client.get("/admin/").content.decode()
    assert "سجلات تصادم مقالات" in page
    assert "خلافات بين سجلات ومحررين" not in page
