"""Names in their other spellings: from the authority file, from curators, from the contexts of words."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.entities.models import Entity, NameForm, SpellingVariant
from archive.search import SearchRequest, drain, search
from archive.search import find as find_articles
from tests.search.conftest import ask, find, write

pytestmark = pytest.mark.django_db


def entity(kind, name, *forms):
    made = Entity.objects.create(type=kind, name=name)
    NameForm.objects.bulk_create(NameForm(entity=made, text=text) for text in dict.fromkeys((name, *forms)))
    return made


@pytest.fixture
def secretary():
    return entity("person", "أنطونيو غوتيريش", "أنطونيو جوتيريس", "غوتيريش", "غوتيريس", "جوتيريس")


def test_a_surname_finds_its_other_spellings_and_says_so(secretary):
    plain, other = write("خبر", "وصل غوتيريش أمس."), write("خبر", "قال جوتيريس إن الوضع صعب.")
    page = ask("غوتيريش")
    assert {hit.pk for hit in page.hits} == {plain.pk, other.pk}
    assert page.searched_variants == ("جوتيريس",)
    assert page.hits[0].pk == plain.pk


def test_variants_can_be_switched_off_and_belong_to_mode_wide_alone(secretary):
    plain, _ = write("خبر", "وصل غوتيريش أمس."), write("خبر", "قال جوتيريس إن الوضع صعب.")
    for parameters in ({"variants": False}, {"mode": "spelling"}, {"mode": "exact"}):
        assert find("غوتيريش", **parameters) == {plain.pk}
        assert ask("غوتيريش", **parameters).searched_variants == ()


def test_a_rare_spelling_does_not_outrank_the_one_that_was_typed(secretary):
    for number in range(12):
        write(f"خبر {number}", "وصل غوتيريش أمس إلى المدينة.")
    rare = write("خبر", "وصل جوتيريس أمس إلى المدينة.")
    assert ask("غوتيريش", per_page=100).hits[-1].pk == rare.pk


def test_a_full_name_finds_its_variants_as_a_unit(secretary):
    other = write("خبر", "قال أنطونيو جوتيريس إن الوضع صعب.")
    write("خبر", "قال جوتيريس إن أنطونيو غائب.")
    write("خبر", "سافر أنطونيو وحده.")
    assert find("أنطونيو غوتيريش") == {other.pk}
    assert ask("أنطونيو غوتيريش").searched_variants == ("أنطونيو جوتيريس",)


def test_other_words_are_required_together_with_a_name(secretary):
    both = write("خبر", "زار جوتيريس القاهرة.")
    write("خبر", "سافر جوتيريس أمس.")
    assert find("غوتيريش القاهرة") == {both.pk}
    assert find("القاهرة ليس غوتيريس") == {both.pk}


def test_any_of_the_words_still_finds_what_all_of_them_do(secretary):
    one, two = write("خبر", "سافر أنطونيو وحده."), write("خبر", "قال أنطونيو جوتيريس شيئا.")
    assert find("أنطونيو غوتيريش", match="any") == {one.pk, two.pk}


def test_a_place_is_found_in_one_word_or_two_and_in_unlisted_spellings():
    entity("place", "بيونغيانغ", "بيونغ يانغ")
    one, two = write("خبر", "وصل إلى بيونغيانغ أمس."), write("خبر", "وصل إلى بيونغ يانغ أمس.")
    apart = write("خبر", "بيونغ رجل و يانغ رجل آخر.")
    for query in ("بيونغيانغ", "بيونج يانج", "بيونجيانج", "بيونج ينج"):
        assert find(query) == {one.pk, two.pk}
    assert find("بيونغ يانغ") == {one.pk, two.pk, apart.pk}


def test_an_organization_is_found_by_its_other_names():
    entity("organization", "منظمة الدول المصدرة للنفط", "أوبك")
    short, long = write("خبر", "اجتمعت أوبك أمس."), write("خبر", "اجتمعت منظمة الدول المصدرة للنفط.")
    assert find("أوبك") == find("منظمة الدول المصدرة للنفط") == {short.pk, long.pk}


def test_a_slip_in_a_listed_name_finds_it(secretary):
    listed = write("خبر", "وصل غوتيريش أمس.")
    assert find("غوطيريش") == {listed.pk}


def test_two_unknown_words_that_lie_very_near_are_one_name():
    one, other = write("خبر", "وصل كرتنبولد أمس."), write("خبر", "قال كريتنبولد ذلك.")
    assert find("كرتنبولد") == {one.pk, other.pk}


SAILS = "اشترى السيد {} قاربا من الميناء القديم في رحلة بحرية"
COURT = "فازت لاعبة {} بالكأس بعد ملعب عشبي في بطولة دولية"


def test_contexts_distinguish_a_spelling_from_a_look_alike():
    for number in range(8):
        write(f"خبر {number}", SAILS.format("ديمتري"), f"عاد السيد ديمتري إلى الميناء {number}.")
        write(f"خبر {number}", SAILS.format("ديميتري"), f"عاد السيد ديميتري إلى الميناء {number}.")
        write(f"خبر {number}", COURT.format("كريستيان"))
        write(f"خبر {number}", SAILS.format("كريستين"))
    assert ask("ديمتري").searched_variants == ("ديميتري",)
    assert ask("كريستيان").searched_variants == ()


def test_what_curators_decided_goes_before_all_else():
    one, other = write("خبر", "وصل كرتنبولد أمس."), write("خبر", "قال كريتنبولد ذلك.")
    pair = SpellingVariant.objects.create(one="كرتنبولد", other="كريتنبولد", state="refused")
    assert find("كرتنبولد") == {one.pk}
    pair.state = "confirmed"
    pair.save()
    assert find("كرتنبولد") == {one.pk, other.pk}


def test_two_names_of_the_authority_file_are_not_one():
    entity("person", "سالم كرتنبولد", "كرتنبولد")
    entity("person", "وليد كريتنبولد", "كريتنبولد")
    one, _ = write("خبر", "وصل كرتنبولد أمس."), write("خبر", "قال كريتنبولد ذلك.")
    assert find("كرتنبولد") == {one.pk}


@pytest.mark.parametrize("pair", ["نوين نجوين", "كيربي كينيدي", "سبوتنيك بوتن", "تنس تونس", "برتغال برتقال", "كيم كم"])
def test_look_alikes_stay_apart(pair):
    one, other = pair.split()
    first, second = write("خبر", f"جاء {one} أمس إلى المدينة."), write("خبر", f"تحدثنا طويلا عن {other} هنا.")
    assert find(one) == {first.pk}
    assert find(other) == {second.pk}


NAMES = [
    "غوتيريش",
    "وجوتيريس",
    "أنطونيو غوتيريش",
    "أنطونيو",
    "كرتنبولد",
    "كريتنبولد",
    "غوطيريش",
    "المدينة",
    "من",
    "قال",
]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.lists(st.sampled_from(NAMES), min_size=1, max_size=3), st.sampled_from(["all", "any"]))
def test_modes_nest_with_variants_and_all_is_within_any(secretary, words, match):
    if not search(SearchRequest(q="المدينة")).count:
        for text in ("وصل غوتيريش إلى المدينة.", "قال أنطونيو جوتيريس ذلك.", "كرتنبولد هنا.", "من كريتنبولد؟"):
            write("خبر", text)
        drain()
    ask_for = {"q": " ".join(words), "match": match}
    requests = [SearchRequest(mode=mode, variants=variants, **ask_for) for mode, variants in MODES]
    answers = [find_articles(request, 100) for request in requests]
    exact, spelling, plain, wide = (set(answer.pks) for answer in answers)
    if not answers[-1].corrected_query:
        assert exact <= spelling <= plain <= wide
    if match == "all":
        assert wide <= set(find_articles(SearchRequest(q=" ".join(words), match="any"), 100).pks)


MODES = (("exact", True), ("spelling", True), ("wide", False), ("wide", True))


@pytest.mark.parametrize("typed", ["mohammad", "Mohamed"])
def test_a_latin_name_that_the_index_contains_matches_the_arabic_one_too(typed):
    made = entity("person", "محمد العلي")
    Entity.objects.filter(pk=made.pk).update(latin_name="Mohamed Alali")
    arabic = {write("خبر", f"التقى محمد العلي الوفد رقم {number}.").pk for number in range(5)}
    address = write("خبر", f"للتواصل اكتبوا إلى {typed}.office@example.org اليوم.")
    assert find(typed) == {*arabic, address.pk}
    assert ask(typed).searched_variants == ("محمد",)
    assert find(typed, variants=False) == {address.pk}


@pytest.mark.parametrize(("typed", "variant"), [("ابن علي", "بن علي"), ("بن علي", "ابن علي"), ("أبو مازن", "أبي مازن")])
def test_a_particle_matches_its_other_form(typed, variant):
    own, other = write("خبر", f"غادر {typed} البلاد."), write("خبر", f"حكم السيد {variant} سنوات.")
    assert find(typed) == {own.pk, other.pk}
    assert variant in ask(typed).searched_variants


def test_a_particle_in_a_listed_name_matches_its_other_form():
    entity("person", "زين العابدين بن علي")
    written = write("خبر", "حكم زين العابدين بن علي سنوات.")
    assert find("زين العابدين ابن علي") == {written.pk}
