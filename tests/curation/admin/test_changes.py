"""The list of what colleagues did."""

import datetime as dt

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone

from archive.catalog.models import Article, Source
from archive.curation import services
from archive.curation.admin.changes import day_address
from archive.curation.history import because, changes_recorded
from tests.curation.conftest import save_article

pytestmark = pytest.mark.django_db
LIST = "/admin/curation/recordedchange/"


@pytest.fixture
def three_changes(sign_in):
    """By two people, on two days, of two kinds of records."""
    boss = sign_in("boss", is_superuser=True)
    layla, nour = User.objects.create_user("layla"), User.objects.create_user("nour")
    save_article("جسر", "افتتح الجسر صباحا.")
    source = Source.objects.create(name="صحيفة")
    with changes_recorded(layla, [source]):
        Source.objects.update(description="يومية")
    LogEntry.objects.update(action_time=timezone.now() - dt.timedelta(days=3))
    with because("طلب صاحبه"):
        services.articles_set_state(articles=Article.objects.all(), state="draft", user=layla)
    with changes_recorded(nour, [Source.objects.get()]):
        Source.objects.update(description="أسبوعية")
    return boss, layla


def listed(client, address=LIST):
    answer = client.get(address)
    assert answer.status_code == 200
    return [(row.user.username, row.object_repr) for row in answer.context["cl"].result_list]


def test_by_person_day_and_kind(three_changes):
    boss, layla = three_changes
    assert listed(boss) == [("nour", "صحيفة"), ("layla", "جسر"), ("layla", "صحيفة")]
    assert listed(boss, f"{LIST}?user__id__exact={layla.pk}") == [("layla", "جسر"), ("layla", "صحيفة")]
    assert listed(boss, day_address(timezone.localdate(), user__id__exact=layla.pk)) == [("layla", "جسر")]
    kind = LogEntry.objects.filter(object_repr="جسر").get().content_type
    assert listed(boss, f"{LIST}?kind={kind.pk}") == [("layla", "جسر")]
    assert listed(boss, f"{LIST}?q=أسبوعية") == [("nour", "صحيفة")]


def test_what_why_and_the_way_to_the_record(three_changes):
    boss, _ = three_changes
    page = boss.get(LIST).content.decode()
    assert "طلب صاحبه" in page
    assert f'href="{reverse("admin:catalog_article_history", args=[Article.objects.get().pk])}"' in page
    entry = LogEntry.objects.get(object_repr="جسر")
    one = boss.get(reverse("admin:curation_recordedchange_change", args=[entry.pk])).content.decode()
    assert "<del>منشور</del><ins>مسودة</ins>" in one


def test_the_first_page_leads_to_the_changes_of_each_colleague_today(three_changes):
    boss, layla = three_changes
    address = day_address(timezone.localdate(), user__id__exact=layla.pk).replace("&", "&amp;")
    assert f'href="{address}"' in boss.get("/admin/").content.decode()


def test_only_of_records_that_the_user_may_see(three_changes, sign_in):
    rights = ("curation.view_recordedchange", "catalog.view_source")
    blind = sign_in("blind", *rights)
    assert listed(blind) == [], "titles of drafts would be told"
    some = sign_in("some", "curation.view_recordedchange", "catalog.view_article")
    assert listed(some) == [("layla", "جسر")]
    assert listed(sign_in("curator", group="curator"))[0] == ("nour", "صحيفة")


@pytest.mark.parametrize("query", ["?kind=x", "?kind=999999999999", "?user__id__exact=x", "?action_time__day=40"])
def test_odd_filters(three_changes, query):
    boss, _ = three_changes
    assert boss.get(LIST + query, follow=True).status_code == 200
