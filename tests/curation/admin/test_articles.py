"""The curators' admin: what a curator does is saved, read anew and found; others are kept out."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, User
from django.urls import reverse

from archive import search
from archive.catalog import services
from archive.catalog.models import Article, Batch, RawDocument, Source
from archive.curation.history import recorded_note
from archive.entities.models import Entity, Mention, NameForm
from tests.curation.conftest import save_article

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = [("lede", "افتتح محافظ المدينة الجسر الجديد صباح الأحد."), ("paragraph", "وحضر الافتتاح جمع من الأهالي.")]


@pytest.fixture
def curator(client):
    """Signed in as a senior curator, with no further rights."""
    user = User.objects.create_user("curator", password="a long enough pass phrase", is_staff=True)
    user.groups.add(Group.objects.get(name="senior_curator"))
    client.force_login(user)
    return client


@pytest.fixture
def article():
    raw = RawDocument.objects.create(
        sha256="b" * 64, content="جسر جديد\nافتتح محافظ المدينة الجسر <b>الجديد</b>".encode(), origin="bridge.txt"
    )
    article = Article(title="جسر جديد", raw_document=raw, first_line=1, last_line=2)
    services.article_save(article=article, paragraphs=TEXT)
    search.drain()
    return article


def change_address(article):
    return reverse("admin:catalog_article_change", args=[article.pk])


def form_of(client, article, **changed):
    """The change form as a browser would send it back, with some fields changed."""
    page = client.get(change_address(article))
    form = page.context["adminform"].form
    fields = {name: form[name].value() for name in form.fields}
    (formset,) = (inline.formset for inline in page.context["inline_admin_formsets"])
    for part in (formset.management_form, *formset.forms):
        fields |= {f"{part.prefix}-{name}": part[name].value() for name in part.fields}
    if isinstance(fields.get("tags"), list):
        fields["tags"] = "، ".join(fields["tags"])
    return {name: "" if value is None else value for name, value in (fields | changed).items()}


def found(query, **parameters):
    search.drain()
    return [hit.pk for hit in search.search(search.SearchRequest(q=query, **parameters)).hits]


def test_the_admin_is_arabic_and_right_to_left(curator):
    page = curator.get("/admin/").content.decode()
    assert 'dir="rtl"' in page
    assert "خِزانة" in page
    assert "المقالات" in page


def test_the_raw_document_stands_beside_the_article_and_is_escaped(curator, article):
    page = curator.get(change_address(article)).content.decode()
    assert "bridge.txt" in page
    assert "&lt;b&gt;الجديد&lt;/b&gt;" in page


def test_what_programs_wrote_reads_from_the_left(curator, article):
    RawDocument.objects.update(media_type="application/json", content='{"title": "جسر جديد"}'.encode())
    raw = reverse("admin:catalog_rawdocument_change", args=[article.raw_document.pk])
    assert (
        '<div dir="ltr">{<bdi>&quot;title&quot;</bdi>: <bdi>&quot;جسر جديد&quot;</bdi>}'
        in curator.get(change_address(article)).content.decode()
    )
    assert '<pre class="raw" dir="ltr">' in curator.get(raw).content.decode()


def test_an_edited_word_is_found_at_once_and_the_old_one_no_more(curator, article):
    assert found("محافظ") == [article.pk]
    answer = curator.post(
        change_address(article), form_of(curator, article, **{"paragraphs-0-text": "افتتح رئيس البلدية الجسر."})
    )
    assert answer.status_code == 302, answer.context["errors"]
    assert found("البلدية") == [article.pk]
    assert found("محافظ") == []


def test_paragraphs_may_change_places_and_are_numbered_anew(curator, article):
    answer = curator.post(
        change_address(article), form_of(curator, article, **{"paragraphs-0-position": 1, "paragraphs-1-position": 0})
    )
    assert answer.status_code == 302, answer.context["errors"]
    assert [p.text for p in article.paragraphs.all()] == [TEXT[1][1], TEXT[0][1]]
    assert [p.position for p in article.paragraphs.all()] == [0, 1]


def test_a_paragraph_can_be_removed_and_another_added(curator, article):
    fields = form_of(
        curator,
        article,
        **{"paragraphs-1-DELETE": "on", "paragraphs-2-text": "فقرة مضافة", "paragraphs-2-position": 9},
    )
    assert curator.post(change_address(article), fields).status_code == 302
    assert [p.text for p in article.paragraphs.all()] == [TEXT[0][1], "فقرة مضافة"]


def test_cited_media_photo_credit_and_language_are_typed(curator, article):
    typed = {"cited": "صحيفة الميناء, وكالة الضفة", "photo_credit": "سلمى الحداد", "language": "FR_ca"}
    curator.post(change_address(article), form_of(curator, article, **typed))
    article.refresh_from_db()
    assert (article.cited, article.photo_credit) == (["صحيفة الميناء", "وكالة الضفة"], "سلمى الحداد")
    assert article.language == "fr-CA"


def test_a_language_that_is_none_is_refused_with_a_sentence(curator, article):
    answer = curator.post(change_address(article), form_of(curator, article, language="الفرنسية"))
    assert "رمز لغة" in answer.content.decode()
    article.refresh_from_db()
    assert article.language == ""


def test_tags_are_typed_as_a_list(curator, article):
    curator.post(change_address(article), form_of(curator, article, tags="جسور، نقل, نقل"))
    article.refresh_from_db()
    assert article.tags == ["جسور", "نقل"]


def test_a_title_taken_away_is_replaced_by_a_marked_one(curator, article):
    curator.post(change_address(article), form_of(curator, article, title=""))
    article.refresh_from_db()
    assert article.title is None
    assert article.display_title.startswith("[افتتح محافظ")


def test_half_a_date_is_refused_with_a_sentence(curator, article):
    answer = curator.post(change_address(article), form_of(curator, article, published_on="2024-01-01"))
    assert answer.status_code == 200
    assert "تُملأ معًا" in answer.content.decode()


def test_a_new_article_can_be_written(curator):
    empty = {"paragraphs-TOTAL_FORMS": 1, "paragraphs-INITIAL_FORMS": 0, "kind": "article", "state": "published"}
    fields = empty | {"title": "خبر جديد", "paragraphs-0-position": 0, "paragraphs-0-role": "lede",
                      "paragraphs-0-text": "نص الخبر عن المرفأ."}  # fmt: skip
    answer = curator.post(reverse("admin:catalog_article_add"), fields)
    assert answer.status_code == 302, answer.context["errors"]
    assert len(found("المرفأ")) == 1


@pytest.mark.parametrize("action", ["withdraw", "put_back_to_draft"])
def test_what_is_withdrawn_or_a_draft_is_found_by_no_reader(curator, article, action):
    curator.post(
        reverse("admin:catalog_article_changelist"), {"action": action, "_selected_action": [article.pk], "post": "yes"}
    )
    assert found("محافظ", kind="all") == []
    assert curator.get(article.get_absolute_url()).status_code == 404
    curator.post(reverse("admin:catalog_article_changelist"), {"action": "publish", "_selected_action": [article.pk]})
    assert found("محافظ") == [article.pk]


def test_a_deleted_article_is_found_no_more_and_its_raw_document_stays(curator, article):
    curator.post(reverse("admin:catalog_article_delete", args=[article.pk]), {"post": "yes"})
    assert found("محافظ") == []
    assert RawDocument.objects.count() == 1


@pytest.mark.parametrize(
    "name", ["catalog_article", "catalog_source", "catalog_batch", "catalog_rawdocument", "entities_entity"]
)
def test_every_list_opens_and_can_be_searched(curator, article, name):
    Source.objects.create(name="صحيفة المرفأ")
    Batch.objects.create(label="دفعة")
    assert curator.get(reverse(f"admin:{name}_changelist"), {"q": "جسر"}).status_code == 200


def test_raw_documents_are_looked_at_and_never_changed(curator, article):
    address = reverse("admin:catalog_rawdocument_change", args=[article.raw_document.pk])
    assert curator.get(address).status_code == 200
    assert curator.post(address, {"origin": "other"}).status_code == 403


def test_a_long_list_of_raw_documents_costs_no_more_queries(curator, django_assert_max_num_queries):
    batch = Batch.objects.create(label="دفعة")
    for number in range(30):
        RawDocument.objects.create(sha256=f"{number:064}", content=b"x", origin=f"{number}.txt", batch=batch)
    with django_assert_max_num_queries(12) as seen:
        assert curator.get(reverse("admin:catalog_rawdocument_changelist")).status_code == 200
    assert not any('"content"' in query["sql"] for query in seen)


def test_an_entity_is_kept_with_its_name_forms(curator):
    fields = {
        "type": "place", "name": "مدينة الاختبار", "latin_name": "", "description": "", "wikidata_id": "",
        "forms-TOTAL_FORMS": 1, "forms-INITIAL_FORMS": 0, "forms-0-text": "الاختبار", "forms-0-relation": "name",
    }  # fmt: skip
    answer = curator.post(reverse("admin:entities_entity_add"), fields)
    assert answer.status_code == 302, answer.context["errors"]
    entity = Entity.objects.get(name="مدينة الاختبار")
    assert set(NameForm.objects.filter(entity=entity).values_list("text", flat=True)) == {"الاختبار", "مدينة الاختبار"}


@pytest.fixture
def named(article):
    """An entity that the article names, in the index too."""
    entity = Entity.objects.create(key="bridge", type="place", name="الجسر الجديد")
    Mention.objects.create(article=article, entity=entity, surface="الجسر الجديد", paragraph=0, start=20, end=32)
    services.article_save(article=article)
    search.drain()
    assert find_by("place", "bridge") == 1
    return entity


def find_by(facet, key):
    search.drain()
    return search.search(search.SearchRequest(filters={facet: (key,)})).count


def test_a_deleted_entity_leaves_the_facets_at_once(curator, named):
    curator.post(reverse("admin:entities_entity_delete", args=[named.pk]), {"post": "yes"})
    assert not Entity.objects.filter(pk=named.pk).exists()
    assert find_by("place", "bridge") == 0


def test_an_entity_of_another_type_moves_to_the_other_facet(curator, named):
    fields = {
        "type": "organization", "name": named.name, "latin_name": "", "description": "", "wikidata_id": "",
        "forms-TOTAL_FORMS": "0", "forms-INITIAL_FORMS": "0",
    }  # fmt: skip
    answer = curator.post(reverse("admin:entities_entity_change", args=[named.pk]), fields)
    assert answer.status_code == 302
    assert (find_by("place", "bridge"), find_by("organization", "bridge")) == (0, 1)


def test_articles_that_print_a_new_name_are_found_by_it_at_once(curator, article):
    fields = {
        "type": "place", "name": "الجسر الجديد", "latin_name": "", "description": "", "wikidata_id": "",
        "forms-TOTAL_FORMS": 0, "forms-INITIAL_FORMS": 0,
    }  # fmt: skip
    curator.post(reverse("admin:entities_entity_add"), fields)
    bridge = Entity.objects.get(name="الجسر الجديد")
    assert [mention.surface for mention in article.mentions.filter(entity=bridge)] == ["الجسر الجديد"]
    assert found("", filters={"place": (bridge.key,)}) == [article.pk]


def test_a_journalist_has_no_business_in_the_admin(client):
    client.force_login(User.objects.create_user("journalist", password="a long enough pass phrase"))
    assert client.get("/admin/").status_code == 302


def test_a_source_cannot_take_a_name_that_looks_like_another_ones(curator):
    Source.objects.create(name="النهار")
    other = Source.objects.create(name="السفير")
    form = {"name": "النهـار\u200f", "homepage": "", "description": ""}
    answer = curator.post(reverse("admin:catalog_source_change", args=[other.pk]), form)
    assert "لا تميّزه العين" in answer.content.decode()
    assert Source.objects.get(pk=other.pk).name == "السفير"


@pytest.fixture
def cut(article):
    """A card of the article."""
    return services.article_save(
        article=Article(title="بطاقة الجسر", kind="stub", parent=article), paragraphs=[("lede", "نص.")]
    )


def by_action(client, article, state):
    actions = {"withdrawn": "withdraw", "draft": "put_back_to_draft", "published": "publish"}
    fields = {"action": actions[state], "_selected_action": [article.pk], "post": "yes"}
    return client.post(reverse("admin:catalog_article_changelist"), fields, follow=True)


def by_form(client, article, state):
    return client.post(change_address(article), form_of(client, article, state=state), follow=True)


@pytest.mark.parametrize("change", [by_action, by_form])
@pytest.mark.parametrize("state", ["withdrawn", "draft"])
def test_what_was_cut_from_an_article_goes_and_returns_with_it(curator, client, article, cut, change, state):
    assert client.get(cut.get_absolute_url()).status_code == 200
    page = change(curator, article, state).content.decode()
    assert "وتبعها إلى" in page
    assert cut.title in page
    assert client.get(cut.get_absolute_url()).status_code == 404
    entry = LogEntry.objects.get(object_id=cut.pk)
    assert "تبع حالة" in recorded_note(entry)
    assert "يعود معه إلى «منشور»" in curator.get(change_address(article)).content.decode()
    change(curator, article, "published")
    assert client.get(cut.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("change", [by_action, by_form])
def test_a_decision_on_a_card_is_remembered_and_shown(curator, client, article, cut, change):
    by_action(curator, article, "withdrawn")
    change(curator, cut, "published")
    assert client.get(cut.get_absolute_url()).status_code == 200
    assert "قرّر مشرف" in curator.get(change_address(article)).content.decode()
    by_action(curator, article, "draft")
    assert client.get(cut.get_absolute_url()).status_code == 200


def test_a_card_kept_back_from_following_in_its_form(curator, client, article, cut):
    fields = form_of(curator, cut)
    del fields["follows_parent"]
    assert curator.post(change_address(cut), fields).status_code == 302
    by_action(curator, article, "withdrawn")
    assert client.get(cut.get_absolute_url()).status_code == 200


def test_the_article_that_one_was_cut_from_is_found_by_its_title(sign_in):
    boss = sign_in("boss", is_superuser=True)
    article = save_article("جسر المدينة", "افتتح الجسر.")
    asked = {"app_label": "catalog", "model_name": "article", "field_name": "parent", "term": "المدينة"}
    found = boss.get("/admin/autocomplete/", asked).json()["results"]
    assert [(row["id"], row["text"]) for row in found] == [(str(article.pk), "جسر المدينة")]
    assert sign_in("stranger").get("/admin/autocomplete/", asked).status_code == 403
