"""Two who edit one row: the second sees both versions, loses nothing, and chooses."""

import re
from types import SimpleNamespace

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, User
from django.urls import reverse

from archive.catalog.models import AboutPage, Article, Correction, Source
from archive.chronology.models import DateMention
from archive.coverage.models import Story, StoryMember
from archive.curation import services
from archive.curation.history import recorded_values
from archive.entities.models import Entity, Mention, NameForm, SpellingVariant
from archive.ingest.models import Feed, Rule
from archive.statements.models import Quotation
from tests.curation.browser_forms import form_of
from tests.curation.conftest import save_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss(sign_in):
    return sign_in("boss", is_superuser=True)


def address(row):
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def opened(client, row):
    answer = client.get(address(row))
    assert answer.status_code == 200
    return form_of(answer.content.decode())


def choose(client, row, page, **picks):
    """Send the page of differences with these choices."""
    return client.post(address(row), form_of(page) | {f"pick-{name}": pick for name, pick in picks.items()})


def told_story():
    story = Story.objects.create()
    StoryMember.objects.create(
        article=save_article("جسر", "افتتح الجسر صباحا."), story=story, basis="words", sureness=0.9
    )
    return story


ROWS = {
    "article": (lambda: save_article("جسر", "افتتح الجسر صباحا."), "author", "ليلى", "نور"),
    "article title": (lambda: save_article("جسر", "افتتح الجسر صباحا."), "title", "جسر المدينة", "جسر القرية"),
    "article tags": (lambda: save_article("جسر", "نص."), "tags", "نقل", "طرق، نقل"),
    "source": (lambda: Source.objects.create(name="صحيفة"), "description", "يومية", "أسبوعية"),
    "entity": (lambda: Entity.objects.create(type="person", name="سليم"), "description", "شاعر", "كاتب"),
    "entity name": (lambda: Entity.objects.create(type="person", name="نديم"), "name", "سليم بركات", "سليم الحص"),
    "feed": (lambda: Feed.objects.create(address="https://news.example/rss"), "name", "خلاصة الأخبار", "خلاصة المحليات"),
    "group": (lambda: Group.objects.create(name="محررون"), "name", "محررات", "مدققون"),
    "user": (lambda: User.objects.create_user("nour"), "first_name", "نور", "نورا"),
    "variant": (lambda: SpellingVariant.objects.create(one="سالم", other="سليم"), "state", "confirmed", "refused"),
    "correction": (
        lambda: Correction.objects.create(article=save_article("جسر", "نص."), text="صُحح الاسم."),
        "text", "صُحح الموعد.", "صُحح المكان.",
    ),
    "rule": (lambda: Rule.objects.create(kind="title"), "reason", "بلا عنوان دائما", "موجز"),
    "about": (AboutPage.objects.create, "email", "desk@example.org", "news@example.org"),
    "quotation": (
        lambda: Quotation.objects.create(
            article=save_article("جسر", "قال سليم إن الجسر آمن."), type="indirect", cue="قال", surface="الجسر آمن",
            paragraph=0, start=12, end=21, confidence=0.4,
        ), "speaker_name", "سليم بركات", "سليم الحص",
    ),
    "story": (told_story, "title", "افتتاح الجسر", "الجسر يفتح"),
    "date": (
        lambda: DateMention.objects.create(
            article=save_article("جسر", "افتتح في حزيران."), value="2024-06", first="2024-06-01", last="2024-06-30",
            precision="month", basis="stated", surface="حزيران", paragraph=0, start=9, end=15,
        ), "value", "2023-06", "2022-06",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", ROWS)
def test_the_second_of_two_saves_is_refused_with_both_versions(boss, kind):
    make, field, one, other = ROWS[kind]
    row = make()
    first, second = opened(boss, row), opened(boss, row)
    answer = boss.post(address(row), first | {field: one})
    assert answer.status_code == 302, answer.context and answer.context["errors"]
    late = boss.post(address(row), second | {field: other})
    assert late.status_code == 409
    page = late.content.decode()
    texts = [
        re.sub(r"<[^>]+>", "", part).strip()
        for part in re.findall(r'conflict__text" dir="auto">(.*?)</span>\s*</label>', page, re.S)
    ]
    labels = dict(SpellingVariant.State.choices) if kind == "variant" else {}
    assert texts[:2] == [labels.get(other, other), labels.get(one, one)]
    assert stored(row, field) == plain(one)
    assert boss.post(address(row), second | {field: other}).status_code == 409, "a second click is no choice"
    saved = choose(boss, row, page, **{field: "mine"})
    assert saved.status_code == 302, saved.context and saved.context["errors"]
    assert stored(row, field) == plain(other)


def plain(value):
    return value.split("، ") if value in ("نقل", "طرق، نقل") else value


def stored(row, field):
    return getattr(type(row).objects.get(pk=row.pk), field)


def test_all_editable_models_are_tried_here():
    tried = {type(make()) for make, *_ in ROWS.values()} | {Mention}
    request = SimpleNamespace(user=User(is_superuser=True, is_active=True))
    editable = {model for model, pages in admin.site._registry.items() if pages.has_change_permission(request)}
    # these have no field to save
    assert {model.__name__ for model in editable - tried} <= {"AuthorityChange", "Invitation", "StoryChange"}


def test_the_stored_version_can_be_kept(boss):
    row = Source.objects.create(name="صحيفة")
    late = opened(boss, row)
    boss.post(address(row), opened(boss, row) | {"description": "يومية"})
    page = boss.post(address(row), late | {"description": "أسبوعية"}).content.decode()
    assert choose(boss, row, page, description="theirs").status_code == 302
    assert stored(row, "description") == "يومية"


def test_a_choice_left_out_is_asked_for_again_and_nothing_typed_is_lost(boss):
    row = Source.objects.create(name="صحيفة")
    late = opened(boss, row)
    boss.post(address(row), opened(boss, row) | {"description": "يومية", "name": "الصحيفة"})
    page = boss.post(
        address(row), late | {"description": "أسبوعية", "homepage": "https://example.org/"}
    ).content.decode()
    again = choose(boss, row, page, name="theirs")
    assert again.status_code == 409
    page = again.content.decode()
    assert "بقي حقل لم تختر له" in page
    assert choose(boss, row, page, name="theirs", description="mine", homepage="mine").status_code == 302
    row.refresh_from_db()
    assert (row.name, row.description, row.homepage) == ("الصحيفة", "أسبوعية", "https://example.org/")


def test_another_change_while_choosing_is_shown_again(boss):
    row = Source.objects.create(name="صحيفة")
    late = opened(boss, row)
    Source.objects.filter(pk=row.pk).update(description="يومية")
    page = boss.post(address(row), late | {"description": "أسبوعية"}).content.decode()
    Source.objects.filter(pk=row.pk).update(description="شهرية")
    again = choose(boss, row, page, description="mine")
    assert again.status_code == 409
    assert "شهرية" in again.content.decode()
    assert stored(row, "description") == "شهرية"


@pytest.mark.parametrize("state", ["withdrawn", "draft"])
def test_a_form_opened_before_a_withdrawal_does_not_publish_again(boss, state):
    article = save_article("جسر", "افتتح الجسر صباحا.")
    late = opened(boss, article)
    services.articles_set_state(articles=[Article.objects.get()], state=state)
    answer = boss.post(address(article), late | {"author": "ليلى"})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert 'name="pick-state" value="mine"' not in page
    assert choose(boss, article, page, author="mine", state="mine").status_code == 302
    article.refresh_from_db()
    assert (article.author, article.state) == ("ليلى", state)


def test_a_form_without_a_version_does_not_publish_what_was_withdrawn(boss):
    article = save_article("جسر", "افتتح الجسر صباحا.", state="withdrawn")
    late = opened(boss, article) | {"state": "published"}
    del late["seen_version"]
    assert boss.post(address(article), late).status_code == 409
    assert stored(article, "state") == "withdrawn"


def test_who_means_to_publish_again_may_choose_so(boss):
    article = save_article("جسر", "نص.", state="draft")
    late = opened(boss, article)
    services.articles_set_state(articles=[Article.objects.get()], state="withdrawn")
    page = boss.post(address(article), late | {"state": "published"}).content.decode()
    assert 'name="pick-state" value="mine"' in page
    choose(boss, article, page, state="mine")
    assert stored(article, "state") == "published"


def texts(article):
    return list(article.paragraphs.order_by("position").values_list("text", flat=True))


def test_paragraphs_changed_by_both_are_chosen_run_by_run(boss):
    article = save_article("جسر", "افتتح الجسر صباحا.")
    mine, theirs = opened(boss, article), opened(boss, article)
    boss.post(address(article), theirs | {"paragraphs-1-text": "خاتمة أخرى."})
    answer = boss.post(address(article), mine | {"paragraphs-0-text": "افتتح الجسر مساء."})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "<mark>مساء</mark>" in page
    assert choose(boss, article, page).status_code == 302
    assert texts(article) == ["افتتح الجسر مساء.", "خاتمة أخرى."]


@pytest.mark.parametrize(("pick", "kept"), [("mine", "افتتح الجسر مساء."), ("theirs", "افتتح الجسر ظهرا.")])
def test_a_paragraph_changed_by_both_must_be_chosen(boss, pick, kept):
    article = save_article("جسر", "افتتح الجسر صباحا.")
    mine, theirs = opened(boss, article), opened(boss, article)
    boss.post(address(article), theirs | {"paragraphs-0-text": "افتتح الجسر ظهرا."})
    page = boss.post(address(article), mine | {"paragraphs-0-text": "افتتح الجسر مساء."}).content.decode()
    assert choose(boss, article, page).status_code == 409
    assert choose(boss, article, page, **{"paragraphs-0": pick}).status_code == 302
    assert texts(article) == [kept, "خاتمة."]


def test_changes_of_different_paragraphs_are_offered_from_who_made_them(boss):
    article = save_article("جسر", "افتتح الجسر صباحا.")
    services.article_revise(
        article=article, paragraphs=[("lede", "أول."), ("paragraph", "وسط."), ("paragraph", "آخر.")]
    )
    mine, theirs = opened(boss, article), opened(boss, article)
    boss.post(address(article), theirs | {"paragraphs-2-text": "آخر جديد."})
    page = boss.post(address(article), mine | {"paragraphs-0-text": "أول جديد."}).content.decode()
    sent = form_of(page)
    assert (sent["pick-paragraphs-0"], sent["pick-paragraphs-1"]) == ("mine", "theirs")
    assert boss.post(address(article), sent).status_code == 302
    assert texts(article) == ["أول جديد.", "وسط.", "آخر جديد."]


@pytest.mark.parametrize("pick", ["mine", "theirs"])
def test_a_paragraph_deleted_by_one_and_changed_by_the_other(boss, pick):
    article = save_article("جسر", "افتتح الجسر صباحا.")
    mine, theirs = opened(boss, article), opened(boss, article)
    boss.post(address(article), theirs | {"paragraphs-1-DELETE": "on"})
    page = boss.post(address(article), mine | {"paragraphs-1-text": "خاتمة أخرى."}).content.decode()
    assert choose(boss, article, page, **{"paragraphs-0": pick}).status_code == 302
    assert texts(article) == ["افتتح الجسر صباحا.", *(["خاتمة أخرى."] if pick == "mine" else [])]


def test_both_who_typed_the_same_are_not_asked(boss):
    article = save_article("جسر", "افتتح الجسر صباحا.")
    one, other = opened(boss, article), opened(boss, article)
    for fields in (one, other):
        assert boss.post(address(article), fields | {"paragraphs-0-text": "افتتح الجسر مساء."}).status_code == 302
    assert texts(article) == ["افتتح الجسر مساء.", "خاتمة."]


def test_name_forms_of_both_are_kept(boss):
    entity = Entity.objects.create(type="person", name="سليم")
    for text in ("سليم", "سليمان"):
        NameForm.objects.create(entity=entity, text=text)
    mine, theirs = opened(boss, entity), opened(boss, entity)
    boss.post(address(entity), theirs | {"forms-2-text": "سالم", "forms-2-relation": "name"})
    answer = boss.post(address(entity), mine | {"forms-1-is_guarded": "on"})
    assert answer.status_code == 409
    sent = form_of(answer.content.decode())
    assert (sent["pick-forms-0"], sent["pick-forms-1"]) == ("mine", "theirs")
    saved = choose(boss, entity, answer.content.decode())
    assert saved.status_code == 302, saved.context and saved.context["errors"]
    assert entity.forms.get(text="سليمان").is_guarded
    assert set(entity.forms.values_list("text", flat=True)) == {"سليم", "سليمان", "سالم"}


@pytest.mark.parametrize("way", ["deleted", "merged"])
def test_what_was_typed_for_a_row_that_is_gone_is_shown(boss, way):
    entity, other = (Entity.objects.create(type="person", name=name) for name in ("سليم", "نديم"))
    late = opened(boss, entity) | {
        "description": "شاعر من المرفأ",
        "forms-0-text": "سليمون",
        "forms-0-relation": "name",
    }
    if way == "deleted":
        Entity.objects.filter(pk=entity.pk).delete()
    else:
        Entity.objects.filter(pk=entity.pk).update(merged_into=other)
    answer = boss.post(address(entity), late)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "شاعر من المرفأ" in page
    assert "سليمون" in page
    assert ("نديم" in page) == (way == "merged")


def test_a_save_between_check_and_lock_is_noticed(boss, monkeypatch):
    article = save_article("جسر", "افتتح الجسر صباحا.")
    late = opened(boss, article) | {"author": "ليلى", "title": "جسر آخر"}
    build = services.annotations_build

    def somebody_saves(*arguments):
        Article.objects.filter(pk=article.pk).update(author="نور")
        return build(*arguments)

    monkeypatch.setattr(services, "annotations_build", somebody_saves)
    assert boss.post(address(article), late).status_code == 409
    assert stored(article, "author") == "نور"


@pytest.mark.parametrize("token", ["x", "[]", "{}", '{"fields": 1}', '{"fields": {}, "rows": {"a": 1}}', "[" * 9000])
def test_an_odd_version_counts_as_none(boss, token):
    row = Source.objects.create(name="صحيفة")
    assert (
        boss.post(address(row), opened(boss, row) | {"seen_version": token, "description": "يومية"}).status_code == 302
    )


def test_a_form_that_is_up_to_date_saves_and_leaves_one_row_of_history(boss):
    article = save_article("جسر", "افتتح الجسر صباحا.")
    assert boss.post(address(article), opened(boss, article) | {"author": "ليلى"}).status_code == 302
    entry = LogEntry.objects.get()
    assert recorded_values(entry) == [("الكاتب", "", "ليلى")]
    assert "seen_version" not in entry.change_message
