import pytest

from archive.catalog.models import Article
from archive.catalog.services import article_save
from archive.entities import selectors
from archive.entities.models import Entity, NameForm
from archive.entities.services import authority_changed, authority_load
from archive.entities.services.mentions import mentions_refresh

pytestmark = pytest.mark.django_db


def entity(name, kind="person", also=(), nationality=()):
    made = Entity.objects.create(name=name, type=kind)
    for relation, texts in (("name", (name, *also)), ("nationality", nationality)):
        for text in texts:
            NameForm.objects.create(entity=made, text=text, relation=relation)
    return made


def article(*texts, title="خبر", **fields):
    paragraphs = [("lede" if not number else "paragraph", text) for number, text in enumerate(texts)]
    made = article_save(article=Article(title=title, **fields), paragraphs=paragraphs)
    mentions_refresh(article=made)
    return made


def test_the_shipped_file_loads_once_and_adds_nothing_the_second_time(data_folder):
    entities, forms = authority_load()
    assert entities > 1_000
    assert forms > entities
    assert authority_load() == (0, 0)


def test_what_curators_changed_stays(data_folder):
    authority_load()
    Entity.objects.filter(key="united-nations").update(name="هيئة الأمم")
    own = entity("شخص أضافه المشرف")
    authority_load()
    assert Entity.objects.get(key="united-nations").name == "هيئة الأمم"
    assert Entity.objects.filter(pk=own.pk).exists()


def test_an_empty_record_wants_the_file_loaded():
    assert authority_changed()


def test_a_country_expands_to_its_nationality_and_back():
    entity("الدانمارك", "place", also=["مملكة الدانمارك"], nationality=["دانماركي"])
    names = selectors.CountryNames()
    assert ("دانماركية",) in names.of(("الدانمارك",))
    assert ("مملكة", "الدانمارك") in names.of(("الدانماركية",))
    assert names.of(("كتاب",)) == names.of(("،",)) == ()
    assert names.of(("الدانمارك،",)) == names.of(("(الدانمارك):",)) == names.of(("الدانمارك",))


def test_an_edited_form_of_a_country_expands_at_once():
    country = entity("الدانمارك", "place", nationality=["دانماركي"])
    assert selectors.CountryNames().of(("دنمركي",)) == ()
    form = country.forms.get(relation="nationality")
    form.text = "دنمركي"
    form.save()
    assert selectors.CountryNames().of(("دنمركي",))


def test_many_words_of_a_query_cost_one_look_at_the_names_of_countries(django_assert_num_queries):
    entity("الدانمارك", "place", nationality=["دانماركي"])
    selectors.CountryNames()
    with django_assert_num_queries(1):
        names = selectors.CountryNames()
        assert all(names.of((word,)) for word in ["الدانمارك"] * 60)


def test_spellings_of_an_entity():
    one = entity("سلمى الخطيب", also=["سلما الخطيب"])
    article("زارت سلمى الخطيب مرفأ السلام.")
    article("عادت سلما الخطيب، وسلمى الخطيب كاتبة.")
    assert selectors.entity_spellings(one) == [("سلمى الخطيب", 2), ("سلما الخطيب", 1)]


def test_names_that_analysis_protects_come_from_the_shipped_file_too():
    shipped = selectors.protected_names(shipped=True)
    assert "هانوي" in shipped
    assert "وزارة" not in shipped


def test_a_common_word_within_a_long_name_is_not_protected():
    assert "والمحيط" not in selectors.protected_names(shipped=True)
    assert "يانغ" in selectors.protected_names(shipped=True)
