"""The first page of the admin names what waits for a decision."""

from html import escape

import pytest

from archive.catalog.models import Article, Collision, FieldDifference, RawDocument
from archive.catalog.services import article_save
from archive.chronology.services import dates_refresh
from archive.curation.queues import waiting_queues
from archive.entities.models import Entity, Mention
from archive.statements.models import Quotation

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
    untitled = article_save(article=Article(), paragraphs=[("lede", "وصل سليم الأربعاء 20 يونيو 2024.")])
    dates_refresh(article=untitled)
    entity = Entity.objects.create(type="person", name="سليم", state="candidate")
    for article_of, start in ((article, 4), (untitled, 4)):
        Mention.objects.create(
            article=article_of, entity=entity, surface="سليم", paragraph=0, start=start, end=8, confidence=0.3
        )

    Quotation.objects.create(
        article=untitled, type="indirect", surface="سليم", paragraph=0, start=4, end=8, confidence=0.3
    )


def test_each_queue_leads_to_the_rows_that_it_counts(queues, admin_client, admin_user):
    found = waiting_queues(admin_user)
    assert len(found) == 10
    assert [queue.count for queue in found] == sorted((queue.count for queue in found), reverse=True)
    page = admin_client.get("/admin/").content.decode()
    for queue in found:
        assert f'href="{escape(queue.address)}"' in page
        context = admin_client.get(queue.address).context
        assert (
            context["cl"].result_count if "cl" in context else context["waiting"].places or context["waiting"].decisions
        ) == queue.count


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
