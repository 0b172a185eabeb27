"""Uncertain splits are a queue in the admin: each is settled with one click, and the next one comes."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.urls import reverse

from archive.catalog.models import Article, SplitDoubt
from archive.curation.queues import waiting_queues
from archive.ingest.services import paths_import

pytestmark = pytest.mark.django_db
LIST = "admin:catalog_splitdoubt_changelist"
RIGHTS = ("view_splitdoubt", "view_article", "change_article", "add_article")
FIELD = "وذكرت الجمعية أن سهل البقاع سيبقى مفتوحا أمام الزوار حتى نهاية الموسم وأن الدخول إليه بلا رسوم. " * 2
VAGUE = "وكان ذلك في أول النهار ثم في آخره كما قيل <b>. " * 3


def load(tmp_path, name, headline):
    (tmp_path / name).write_text(f"عنوان قديم\n{FIELD}\nاقرأ أيضا\n{headline}\n{VAGUE}", encoding="utf-8")
    paths_import(paths=[str(tmp_path / name)])


@pytest.fixture
def doubt(tmp_path):
    load(tmp_path, "a.txt", "ميناء جديد في صور")
    return SplitDoubt.objects.get()


def sign_in(client, *codenames):
    user = User.objects.create_user("curator", password="a long enough pass phrase", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    client.force_login(user)
    return user


def page_of(doubt):
    return reverse("admin:catalog_splitdoubt_change", args=[doubt.pk])


def act(client, doubt, button, seen="open:1"):
    address = reverse("admin:catalog_splitdoubt_decide", args=[doubt.pk])
    return client.post(address, {button: "1", "seen": seen}, follow=True)


def test_the_page_shows_the_lines_what_was_made_of_them_and_two_buttons(client, doubt):
    sign_in(client, *RIGHTS)
    page = client.get(page_of(doubt)).content.decode()
    for text in ("ميناء جديد في صور", "كما قيل &lt;b&gt;", "صحيح: مقالان", "اجمع في مقال واحد", '<li value="4"'):
        assert text in page


def test_the_first_page_of_the_admin_counts_what_waits(client, doubt):
    user = sign_in(client, *RIGHTS)
    queue = {one.label: one for one in waiting_queues(user)}["تقسيمات غير مؤكدة"]
    assert queue.count == 1
    assert client.get(queue.address).context["cl"].result_count == 1
    act(client, doubt, "right")
    assert "تقسيمات غير مؤكدة" not in {one.label for one in waiting_queues(user)}


def test_what_is_right_leaves_the_queue_and_stays_as_it_is(client, doubt):
    sign_in(client, *RIGHTS)
    assert "ميناء جديد" in client.get(reverse(LIST)).content.decode()
    act(client, doubt, "right")
    assert SplitDoubt.objects.get().state == "right"
    assert Article.objects.published().count() == 2
    assert "ميناء جديد" not in client.get(reverse(LIST)).content.decode()
    assert "ميناء جديد" in client.get(reverse(LIST), {"state": "right"}).content.decode()


def test_joining_is_recorded_with_the_texts_of_both(client, doubt):
    sign_in(client, *RIGHTS)
    page = act(client, doubt, "change").content.decode()
    assert "جُمع في مقال" in page
    assert Article.objects.published().count() == 1
    messages = dict(LogEntry.objects.values_list("object_id", "change_message"))
    assert set(messages) == {str(doubt.article_id), str(doubt.part_id)}
    assert "كما قيل" in messages[str(doubt.article_id)]
    assert "مسحوب" in "".join(
        LogEntry.objects.filter(object_id=str(doubt.part_id)).values_list("change_message", flat=True)
    )


def test_a_settled_doubt_can_be_decided_the_other_way(client, doubt):
    sign_in(client, *RIGHTS)
    act(client, doubt, "change")
    assert "افصل هنا" in client.get(page_of(doubt)).content.decode()
    act(client, doubt, "change", seen="joined:0")
    assert SplitDoubt.objects.get().state == "split"
    assert Article.objects.published().count() == 2


def test_after_a_decision_comes_the_next_doubt(client, doubt, tmp_path):
    sign_in(client, *RIGHTS)
    load(tmp_path, "b.txt", "سلحفاة نادرة تعود إلى البحر")
    other = SplitDoubt.objects.exclude(pk=doubt.pk).get()
    assert act(client, doubt, "right").request["PATH_INFO"] == page_of(other)
    assert act(client, other, "right").request["PATH_INFO"] == reverse(LIST)


@pytest.mark.parametrize("button", ["right", "change"])
def test_a_page_that_is_out_of_date_decides_nothing(client, doubt, button):
    sign_in(client, *RIGHTS)
    act(client, doubt, "change")
    page = act(client, doubt, button).content.decode()
    assert "لم يتغير شيء" in page
    assert SplitDoubt.objects.get().state == "joined"


def test_a_text_that_was_rewritten_is_left_alone_with_a_sentence(client, doubt):
    sign_in(client, *RIGHTS)
    act(client, doubt, "change")
    doubt.article.paragraphs.update(text="كُتب من جديد.")
    assert "لم يعد النص كما كان" in act(client, doubt, "change", seen="joined:0").content.decode()


@pytest.mark.parametrize("missing", ["view_article", "change_article", "add_article"])
def test_who_lacks_a_right_cannot_decide(client, doubt, missing):
    sign_in(
        client,
        *(right for right in RIGHTS if right not in (missing, "change_article" if missing == "view_article" else "")),
    )
    assert act(client, doubt, "change").status_code == 403
    assert SplitDoubt.objects.get().state == "open"


def test_doubts_of_withdrawn_articles_do_not_wait(client, doubt):
    sign_in(client, *RIGHTS)
    Article.objects.filter(pk=doubt.article_id).update(state="withdrawn")
    assert "ميناء جديد" not in client.get(reverse(LIST)).content.decode()
