"""What a record said before is shown next to what it says now, and put back through its form."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.urls import reverse

from archive.catalog.models import Article, ArticleRevision, OutboxEntry, Redaction, Source
from archive.catalog.models.source import source_name_key
from archive.catalog.services import article_save, texts_read
from archive.curation import services
from archive.curation.history import changes_recorded, recorded_note, recorded_reason, recorded_values, version_before
from archive.curation.models import KeptVersion
from archive.curation.redactions import redaction_make
from archive.entities.models import Entity, NameForm
from archive.statements.models import Quotation
from tests.curation.browser_forms import form_of
from tests.curation.conftest import save_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss(sign_in):
    return sign_in("boss", is_superuser=True)


def address(row, page="change"):
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{page}", args=[row.pk])


def opened(client, row):
    return form_of(client.get(address(row)).content.decode())


def save(client, row, **values):
    answer = client.post(address(row), opened(client, row) | values)
    assert answer.status_code == 302, answer.context and answer.context["errors"]
    return LogEntry.objects.first()


def page_of(entry):
    return reverse("admin:kept_version", args=[entry.pk])


def put_back(client, path, **picks):
    shown = client.get(path).content.decode()
    answer = client.post(path, form_of(shown) | {f"pick-{name}": pick for name, pick in picks.items()})
    assert answer.status_code == 302, answer.context and answer.context.get("errors")
    return answer


def texts(article):
    return list(article.paragraphs.order_by("position").values_list("text", flat=True))


def test_the_text_and_fields_of_an_article_are_put_back_as_a_change_of_their_own(boss):
    article = save_article("جسر", "افتتح الجسر صباحا.")
    entry = save(boss, article, title="جسر المدينة", author="ليلى", **{"paragraphs-0-text": "أغلق الجسر مساء."})
    OutboxEntry.objects.all().delete()
    answer = put_back(boss, page_of(entry), author="theirs")
    assert answer["Location"] == address(article, "history")
    article.refresh_from_db()
    assert (article.title, article.author, texts(article)) == ("جسر", "ليلى", ["افتتح الجسر صباحا.", "خاتمة."])
    assert OutboxEntry.objects.filter(article_pk=article.pk).exists(), "the index follows"
    told = LogEntry.objects.first()
    assert "استُعيد ما كان قبل تغيير boss" in recorded_note(told)
    assert ("العنوان", "جسر المدينة", "جسر") in recorded_values(told)
    put_back(boss, page_of(told))
    article.refresh_from_db()
    assert (article.title, texts(article)[0]) == ("جسر المدينة", "أغلق الجسر مساء."), "and back again"


def test_what_was_withdrawn_meanwhile_stays_withdrawn(boss):
    article = save_article("جسر", "افتتح الجسر صباحا.")
    entry = save(boss, article, title="جسر المدينة", noindex="on")
    services.articles_set_state(articles=[Article.objects.get()], state="withdrawn", reason="خطأ")
    path = page_of(entry)
    assert 'name="pick-state"' not in boss.get(path).content.decode()
    put_back(boss, path, state="mine", noindex="mine")
    article.refresh_from_db()
    assert (article.title, article.state, article.withdrawal_reason, article.noindex) == (
        "جسر",
        "withdrawn",
        "خطأ",
        True,
    )


def test_a_change_of_the_state_alone_keeps_nothing_to_put_back(boss):
    article = save_article("جسر", "افتتح الجسر صباحا.")
    entry = save(boss, article, state="draft")
    assert recorded_values(entry)
    assert version_before(entry) is None
    assert boss.get(page_of(entry)).status_code == 404


def test_all_paragraphs_of_a_long_article_are_put_back(boss):
    article = article_save(
        article=Article(title="وثيقة"), paragraphs=[("paragraph", f"بند رقم {n}.") for n in range(330)]
    )
    before = texts(article)
    path = address(article) + "?part=2"
    form = form_of(boss.get(path).content.decode())
    assert boss.post(path, form | {"paragraphs-3-text": "بند بدل غيره."}).status_code == 302
    assert texts(article) != before
    entry = LogEntry.objects.first()
    put_back(boss, page_of(entry))
    assert texts(article) == before


def test_a_record_that_changed_while_choosing_is_shown_again(boss):
    source = Source.objects.create(name="صحيفة", description="يومية")
    path = page_of(save(boss, source, description="أسبوعية"))
    late = form_of(boss.get(path).content.decode())
    Source.objects.update(description="شهرية")
    assert boss.post(path, late)["Location"] == path
    source.refresh_from_db()
    assert source.description == "شهرية"
    assert "تغيّر السجل" in boss.get(path).content.decode()


def test_names_and_forms_of_an_entity_are_put_back(boss):
    entity = Entity.objects.create(type="person", name="سليم بركات")
    NameForm.objects.create(entity=entity, text="سليم بركات")
    other = NameForm.objects.create(entity=entity, text="بركات")
    changed = {"name": "سليم الشاعر", "forms-1-text": "أبو بركات", "forms-1-is_guarded": "on"}
    entry = save(boss, entity, **changed)
    assert ("صيغ الأسماء", "بركات", "[تحتاج إلى شاهد ثانٍ] أبو بركات\nسليم الشاعر") in recorded_values(entry)
    put_back(boss, page_of(entry))
    entity.refresh_from_db()
    other.refresh_from_db()
    assert (entity.name, other.text, other.is_guarded) == ("سليم بركات", "بركات", False)


def test_a_value_that_the_form_no_longer_takes_comes_back_with_its_error(boss):
    source = Source.objects.create(name="صحيفة")
    entry = save(boss, source, name="الجريدة")
    Source.objects.create(name="صحيفة أخرى")
    Source.objects.filter(name="صحيفة أخرى").update(name="صحيفة", name_key=source_name_key("صحيفة"))
    path = page_of(entry)
    answer = boss.post(path, form_of(boss.get(path).content.decode()))
    assert answer.status_code == 200
    assert answer.context["errors"]
    source.refresh_from_db()
    assert source.name == "الجريدة"


def test_an_older_text_that_an_import_replaced_is_put_back(boss):
    article = save_article("جسر", "افتتح الجسر صباحا.")
    old = texts_read([article.pk])[article.pk].packed()
    revision = ArticleRevision.objects.create(article=article, number=1, packed=old)
    save(boss, article, **{"paragraphs-0-text": "أغلق الجسر مساء.", "title": "إغلاق"})
    put_back(boss, reverse("admin:revision_version", args=[revision.pk]), title="theirs")
    article.refresh_from_db()
    assert (article.title, texts(article)[0]) == ("إغلاق", "افتتح الجسر صباحا.")


def test_who_may_only_look_compares_and_puts_nothing_back(boss, sign_in):
    source = Source.objects.create(name="صحيفة", description="يومية")
    path = page_of(save(boss, source, description="أسبوعية"))
    shown = form_of(boss.get(path).content.decode())
    viewer = sign_in("viewer", "catalog.view_source")
    page = viewer.get(path).content.decode()
    assert "أسبوعية" in page
    assert "استعد ما اخترت" not in page
    assert viewer.post(path, shown).status_code == 403
    assert sign_in("other", "catalog.view_article").get(path).status_code == 403
    source.refresh_from_db()
    assert source.description == "أسبوعية"


def test_reasons_of_forms_and_actions_are_told(boss):
    article = save_article("جسر", "افتتح الجسر صباحا.")
    entry = save(boss, article, author="ليلى", change_reason="كتبت الصحيفة تصحيحا")
    assert recorded_reason(entry) == "كتبت الصحيفة تصحيحا"
    chosen = {"action": "put_back_to_draft", "_selected_action": [article.pk], "change_reason": "للمراجعة"}
    boss.post(reverse("admin:catalog_article_changelist"), chosen)
    assert recorded_reason(LogEntry.objects.first()) == "للمراجعة"
    page = boss.get(address(article, "history")).content.decode()
    assert "للمراجعة" in page
    assert "كتبت الصحيفة تصحيحا" in page
    save(boss, article, author="نور")
    assert recorded_reason(LogEntry.objects.first()) == "", "the reason ends with its change"


def test_a_reason_alone_is_no_change(boss):
    source = Source.objects.create(name="صحيفة")
    entry = save(boss, source, change_reason="لا شيء")
    assert (entry.change_message, KeptVersion.objects.count()) == ("[]", 0)


def test_a_deleted_article_leaves_no_text_in_the_history(boss):
    article = save_article("جسر", "افتتح الجسر صباحا.")
    save(boss, article, change_reason="تدقيق", **{"paragraphs-0-text": "أغلق الجسر مساء."})
    boss.post(address(article, "delete"), {"post": "yes"})
    assert not Article.objects.exists()
    assert not KeptVersion.objects.exists()
    told = LogEntry.objects.filter(action_flag=2).get()
    assert (recorded_values(told), recorded_reason(told)) == ([], "تدقيق")


def test_a_name_that_was_redacted_meanwhile_does_not_come_back(boss):
    article = save_article("جسر", "افتتح الوزير سليم بركات الجسر.")
    entry = save(boss, article, **{"paragraphs-0-text": "افتتح الوزير الجسر، وحضر سليم بركات."})
    redaction = Redaction(forms=["سليم بركات"], reason="court")
    redaction_make(redaction=redaction, articles=[Article.objects.get()], user=User.objects.get())
    put_back(boss, page_of(entry))
    assert texts(article)[0].startswith("افتتح الوزير ")
    assert "وحضر" not in texts(article)[0]
    assert "سليم" not in texts(article)[0]


def test_what_a_redacted_article_said_is_for_those_who_may_see_redacted_names(boss, sign_in, one_of_each):
    name = "سليم بركات"
    article = save_article("جسر", f"افتتح الوزير {name} الجسر.")
    entry = save(boss, article, **{"paragraphs-0-text": f"افتتح الوزير الجسر، وحضر {name}."})
    revision = ArticleRevision.objects.create(
        article=article, number=1, packed=texts_read([article.pk])[article.pk].packed()
    )
    quotation = Quotation.objects.create(
        article=article, type="indirect", surface="الجسر", paragraph=0, start=14, end=19, speaker_name=name
    )
    user, other = User.objects.get(username="boss"), one_of_each[Article]
    with changes_recorded(user, [quotation]):
        Quotation.objects.filter(pk=quotation.pk).update(speaker_name="غيره")
    services.articles_set_state(articles=[other], state="published", user=user)
    redaction_make(
        redaction=Redaction(forms=[name], reason="court"), articles=[Article.objects.get(pk=article.pk)], user=user
    )
    pages = [page_of(entry), reverse("admin:revision_version", args=[revision.pk])]
    history = [address(article, "history"), address(quotation, "history"), "/admin/curation/recordedchange/"]
    single = reverse("admin:curation_recordedchange_change", args=[entry.pk])
    curator, senior = sign_in("c", group="curator"), sign_in("s", group="senior_curator")
    assert [curator.get(page).status_code for page in pages] == [403, 403]
    assert [senior.get(page).status_code for page in pages] == [200, 200]
    shown = [curator.get(page).content.decode() for page in history]
    assert not [one for one in shown if "بركات" in one or page_of(entry) in one or pages[1] in one]
    assert curator.get(single).status_code != 200
    assert senior.get(single).status_code == 200
    assert address(article, "history") not in shown[2]
    assert address(other, "history") in shown[2]
    assert "بركات" in senior.get(history[0]).content.decode()
    assert address(article, "history") in senior.get(history[2]).content.decode()
