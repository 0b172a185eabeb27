"""What every engine must answer: modes, operators, filters, facets, orders, pages."""

import datetime as dt

import pytest

from archive.chronology.models import DateMention
from archive.entities.services import authority_load
from archive.search import DateRange, SearchRequest, counts, drain, search
from archive.search import find as find_articles
from archive.search.request_clauses import SearchRequestError
from tests.search.conftest import ask, find, mention, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit():
    return write(
        "بوتين يزور هانوي",
        "وصل الرئيس الروسي فلاديمير بوتين إلى هانوي في زيارة دولة.",
        "وقالت الخارجية الأميركية إن الأزمة الأوكرانية مستمرة، وبوتين لا يريد السلام.",
        source="صحيفة النهار التجريبية",
        published="2024-06-20",
    )


@pytest.fixture
def satellite():
    return write(
        "إطلاق قمر صناعي", "أعلنت وكالة سبوتنيك إطلاق قمر صناعي جديد من قاعدة في كوريا الشمالية.", published="2024-05"
    )


@pytest.fixture
def economy():
    return write(None, "ارتفعت أسعار النفط اليوم بنسبة ٣٪ وفق بيانات السوق.", agency="وكالة الأنباء", section="اقتصاد")


def test_it_finds_a_name_with_its_clitics_and_nothing_that_merely_looks_alike(visit, satellite):
    assert find("بوتين") == {visit.pk}
    assert find("وبوتين") == {visit.pk}
    assert find("لبوتين", mode="spelling") == {visit.pk}


def test_exact_mode_takes_letters_as_printed(visit):
    assert find("الأزمة", mode="exact") == {visit.pk}
    assert find("الازمة", mode="exact") == set()
    assert find("الازمه", mode="spelling") == {visit.pk}


@pytest.mark.parametrize("query", ["بوتين", "الأزمة", "روسي", "زيارات", "النفط", "قمر", "أسعار", "في"])
def test_a_wider_mode_finds_whatever_a_narrower_one_does(query, visit, satellite, economy):
    assert find(query, mode="exact") <= find(query, mode="spelling") <= find(query, mode="wide")


def test_words_are_all_required(visit, satellite):
    assert find("الشمالية سبوتنيك") == {satellite.pk}
    assert find("هانوي سبوتنيك") == set()


def test_any_of_the_words_will_do_when_asked_so(visit, satellite, economy):
    assert find("هانوي سبوتنيك", match="any") == {visit.pk, satellite.pk}
    assert find("هانوي سبوتنيك -الروسي", match="any") == {satellite.pk}


@pytest.mark.parametrize("query", ["هانوي أو سبوتنيك", "هانوي OR سبوتنيك", "هانوي | سبوتنيك", "(هانوي) أو (سبوتنيك)"])
def test_it_offers_alternatives(query, visit, satellite, economy):
    assert find(query) == {visit.pk, satellite.pk}


@pytest.mark.parametrize("query", ["قاعدة ليس هانوي", "-هانوي قاعدة", "قاعدة NOT هانوي"])
def test_it_leaves_out_what_is_negated(query, visit, satellite):
    assert find(query) == {satellite.pk}


def test_a_query_of_negations_searches_everything_else(visit, satellite, economy):
    assert find("-بوتين") == {satellite.pk, economy.pk}


@pytest.mark.parametrize("marks", ['""', "“”", "«»", "„“", "‹›", '"”'])
def test_a_phrase_survives_clitics_spelling_and_any_kind_of_marks(marks, visit, satellite):
    assert find(f"{marks[0]}الازمة الاوكرانية{marks[1]}") == {visit.pk}
    assert find(f"{marks[0]}الاوكرانية الازمة{marks[1]}") == set()


def test_a_phrase_in_exact_mode_is_taken_as_printed(visit):
    assert find('"الأزمة الأوكرانية"', mode="exact") == {visit.pk}
    assert find('"الازمة الاوكرانية"', mode="exact") == set()


def test_no_phrase_reaches_across_paragraphs(visit):
    assert find('"زيارة دولة وقالت"') == set()


def test_neighbourhood_takes_words_in_any_order(visit):
    assert find('"هانوي بوتين"~3') == {visit.pk}
    assert find('"دولة الرئيس"~3') == set()


def test_a_beginning_finds_words_that_begin_so(visit, satellite):
    assert find("هان*") == {visit.pk}
    assert find("سبوت*", mode="exact") == {satellite.pk}


def test_stop_words_only_rank_unless_they_stand_alone_or_in_a_phrase(visit, satellite, economy):
    assert find("من سبوتنيك إلى") == {satellite.pk}
    assert find("إلى") == {visit.pk}
    assert find('"إلى هانوي"') == {visit.pk}


def test_a_detached_waw_is_dropped_with_a_note(visit):
    page = ask("بوتين و هانوي")
    assert page.count == 1
    assert any("«و»" in note for note in page.notes)


def test_fields_narrow_to_title_source_and_days(visit, satellite):
    assert find("العنوان:هانوي") == {visit.pk}
    assert find("العنوان:الخارجية") == set()
    assert find('المصدر:"صحيفة النهار التجريبية"') == {visit.pk}
    assert find("source:النهار") == {visit.pk}
    assert find("بعد:2024-06-01") == {visit.pk}
    assert find("قبل:٢٠٢٤-٠٦") == {satellite.pk}
    assert find("تاريخ:2024") == {visit.pk, satellite.pk}


def test_entity_fields_find_mentions_and_fall_back_to_words(visit, satellite):
    mention(visit, "person", "فلاديمير بوتين")
    assert find('شخص:"فلاديمير بوتين"') == {visit.pk}
    page = ask("مكان:هانوي")
    assert [hit.pk for hit in page.hits] == [visit.pk]
    assert any("هانوي" in note for note in page.notes)


def test_an_unknown_source_finds_nothing_and_says_so(visit):
    page = ask("المصدر:لاشيء")
    assert page.count == 0
    assert page.notes


def test_a_date_in_the_query_matches_publication_and_stated_dates(visit, satellite, economy):
    DateMention.objects.create(
        article=economy, value="2024-06", first="2024-06-01", last="2024-06-30", precision="month", basis="stated",
        surface="x", paragraph=0, start=0, end=1,
    )  # fmt: skip
    DateMention.objects.create(
        article=satellite, value="2024", first="2024-01-01", last="2024-12-31", precision="year", basis="stated",
        surface="x", paragraph=0, start=0, end=1,
    )  # fmt: skip
    assert find("حزيران 2024") == find("يونيو 2024") == {visit.pk, economy.pk}
    assert find("2024") == {visit.pk, satellite.pk, economy.pk}
    assert find("قمر مايو 2024") == {satellite.pk}


def test_month_names_of_all_families_are_one():
    levant = write("خبر", "تنعقد القمة في حزيران المقبل.")
    assert find("يونيو") == find("جوان") == {levant.pk}
    assert find("يونيو", mode="exact") == set()


def test_facets_ignore_their_own_filter(visit, satellite, economy):
    putin, moscow = mention(visit, "person", "بوتين"), mention(visit, "place", "موسكو")
    kim = mention(satellite, "person", "كيم")
    page = ask(filters={"person": (putin.key,)})
    assert page.count == 1
    assert {value.key: value.count for value in page.facets["person"]} == {putin.key: 1, kim.key: 1}
    assert [value.key for value in page.facets["person"] if value.selected] == [putin.key]
    assert [value.key for value in page.facets["place"]] == [moscow.key]


def test_a_chosen_value_is_listed_even_when_nothing_has_it(visit):
    page = ask(filters={"person": ("nobody",)})
    assert page.count == 0
    assert [(value.key, value.count, value.selected) for value in page.facets["person"]] == [("nobody", 0, True)]


def test_metonyms_are_no_facet_values(visit):
    mention(visit, "place", "الكرملين", relation="metonym")
    assert ask().facets["place"] == ()


def test_values_of_one_facet_are_alternatives_and_facets_are_conditions(visit, satellite, economy):
    putin, kim, place = (
        mention(visit, "person", "بوتين"),
        mention(satellite, "person", "كيم"),
        mention(visit, "place", "س"),
    )
    assert find(filters={"person": (putin.key, kim.key)}) == {visit.pk, satellite.pk}
    assert find(filters={"person": (putin.key, kim.key), "place": (place.key,)}) == {visit.pk}
    assert find(excludes={"person": (putin.key,)}) == {satellite.pk, economy.pk}


def test_agency_and_section_filter_by_their_text(visit, economy):
    assert find(filters={"agency": ("وكالة الأنباء",)}) == {economy.pk}
    assert [value.key for value in ask().facets["section"]] == ["اقتصاد"]


def test_days_match_by_overlap_and_leave_the_undated_out(visit, satellite, economy):
    year = write("حصاد", "حصاد العام.", published="2024")
    assert find(published=DateRange(dt.date(2024, 5, 31), dt.date(2024, 6, 1))) == {satellite.pk, year.pk}
    assert find(published=DateRange(dt.date(2025, 1, 1), None)) == set()
    assert find(undated="only") == {economy.pk}
    assert find(undated="exclude") == {visit.pk, satellite.pk, year.pk}


def test_years_and_months_ignore_the_day_filter_and_a_year_has_no_month(visit, satellite):
    write("حصاد", "حصاد العام.", published="2023")
    page = ask(published=DateRange(dt.date(2024, 1, 1), dt.date(2024, 12, 31)))
    assert page.count == 2
    assert [(value.key, value.count, value.selected) for value in page.facets["year"]] == [
        ("2023", 1, False),
        ("2024", 2, True),
    ]
    assert [value.key for value in page.facets["month"]] == ["2024-05", "2024-06"]


def test_dates_spoken_of_are_a_filter_of_their_own(visit, satellite):
    DateMention.objects.create(
        article=visit, value="2001-03", first="2001-03-01", last="2001-03-31", precision="month", basis="resolved",
        surface="x", paragraph=0, start=0, end=1,
    )  # fmt: skip
    assert find(mentions=DateRange(dt.date(2001, 3, 1), dt.date(2001, 4, 1))) == {visit.pk}
    assert find(mentions=DateRange(dt.date(2001, 3, 1), None)) == {visit.pk}
    assert find(mentions=DateRange(dt.date(2001, 3, 15), dt.date(2001, 3, 15))) == set()  # the month is not the day
    assert find(mentions=DateRange(dt.date(2002, 1, 1), None)) == set()


def test_a_date_in_the_query_does_not_match_a_bare_year_in_the_text(visit):
    DateMention.objects.create(
        article=visit, value="2001", first="2001-01-01", last="2001-12-31", precision="year", basis="stated",
        surface="x", paragraph=0, start=0, end=1,
    )  # fmt: skip
    assert find("يونيو 2001") == set()
    assert find("2001") == {visit.pk}


def test_undated_articles_come_last_in_both_orders_and_ties_go_to_the_later(visit, satellite, economy):
    twin = write("توأم", "خبر آخر في اليوم نفسه.", published="2024-06-20")
    newest = [hit.pk for hit in ask(sort="newest").hits]
    oldest = [hit.pk for hit in ask(sort="oldest").hits]
    assert newest == [twin.pk, visit.pk, satellite.pk, economy.pk]
    assert oldest == [satellite.pk, twin.pk, visit.pk, economy.pk]


def test_printed_form_ranks_above_spelling_and_title_above_body():
    folded = write("خبر", "تحدث عن الازمة اليوم في بيان له.")
    printed = write("خبر", "تحدث عن الأزمة اليوم في بيان له.")
    headline = write("الأزمة اليوم", "تحدث عن شيء آخر في بيان له.")
    assert [hit.pk for hit in ask("الأزمة").hits] == [headline.pk, printed.pk, folded.pk]


def test_stubs_are_found_only_on_demand(visit):
    stub = write("بطاقة", "بوتين في بطاقة.", kind="stub")
    assert find("بوتين") == {visit.pk}
    assert find("بوتين", kind="stub") == {stub.pk}
    assert find("بوتين", kind="all") == {visit.pk, stub.pk}


def test_a_page_beyond_the_end_is_empty_with_the_right_count(visit, satellite, economy):
    page = ask(per_page=2, page=2)
    assert (page.count, page.pages, len(page.hits), page.has_next) == (3, 2, 1, False)
    page = ask(per_page=2, page=999_999)
    assert (page.count, len(page.hits)) == (3, 0)


def test_counts_and_facets_can_be_asked_for_alone(visit):
    page = ask("بوتين", per_page=0)
    assert (page.count, page.hits, page.pages) == (1, (), 0)
    assert page.facets["source"]


def test_pages_follow_one_another_without_gap_or_repetition():
    written = {write(f"خبر {number}", "نص واحد لكل الأخبار.").pk for number in range(23)}
    seen = [hit.pk for page in range(1, 6) for hit in ask("نص", per_page=5, page=page).hits]
    assert len(seen) == 23
    assert set(seen) == written


def test_drafts_and_withdrawn_articles_are_found_by_nobody(visit):
    write("سر", "بوتين في مسودة.", state="draft")
    write("سر", "بوتين في مسحوب.", state="withdrawn")
    assert find("بوتين", kind="all") == {visit.pk}


def test_an_empty_query_finds_everything_newest_first(visit, economy):
    assert [hit.pk for hit in ask("  ").hits] == [visit.pk, economy.pk]


def test_a_query_without_words_finds_nothing_and_says_so(visit):
    page = ask("؟!")
    assert page.count == 0
    assert page.notes


def test_a_hit_carries_what_a_page_shows(visit):
    hit = ask("بوتين").hits[0]
    assert (hit.key, hit.title, hit.date, hit.date_precision) == (visit.key, visit.title, "2024-06-20", "day")
    assert hit.title_html == "<mark>بوتين</mark> يزور هانوي"
    assert hit.source_name == "صحيفة النهار التجريبية"
    assert hit.score > 0


def test_it_explains_by_which_step_a_word_matched(visit):
    explanations = ask("الازمة", explain=True).hits[0].explanation
    assert explanations == ("«الأزمة» ← «الازمة» بحسب الإملاء",)


@pytest.mark.parametrize(
    "wrong",
    [{"page": 0}, {"per_page": 101}, {"facets": ("colour",)}, {"filters": {"year": ("2024",)}}, {"sort": "best"}],
)
def test_a_request_without_sense_is_refused(wrong):
    with pytest.raises(SearchRequestError):
        search(SearchRequest(**wrong))


def test_an_archive_without_an_index_answers_with_nothing():
    page = search(SearchRequest(q="بوتين"))
    assert (page.count, page.hits, page.pages) == (0, (), 0)


def test_in_wide_mode_a_country_is_found_by_its_nationality_and_the_other_way_round():
    authority_load()
    nationality, name = write("خبر", "قالت الخارجية الأميركية ذلك."), write("خبر", "زار الولايات المتحدة أمس.")
    other = write("خبر", "قالت الخارجية الروسية ذلك.")
    assert find("أمريكا") == {nationality.pk, name.pk}
    assert find("الأمريكية") == {nationality.pk, name.pk}
    assert find("الخارجية أمريكا") == {nationality.pk}
    assert find("روسيا") == {other.pk}
    assert find("أمريكا", mode="spelling") == set()
    assert find('"الولايات المتحدة"') == {name.pk}
    hit = next(hit for hit in ask("أمريكا", explain=True).hits if hit.pk == nationality.pk)
    assert "<mark>الأميركية</mark>" in hit.snippet
    assert hit.explanation[0].endswith("اسم آخر")


def test_words_near_each_other_are_matched_in_any_form_and_a_phrase_only_as_it_is_spelled():
    near = write("خبر", "وقع الوفدان 11 بيانًا جديدًا في العاصمة.")
    assert find('"11 بيان"~3') == {near.pk}
    assert find('"11 بيان"~3', mode="spelling") == set()
    assert find('"11 بيان"') == set()


def test_it_gives_the_articles_that_are_found_without_their_page(visit, satellite):
    drain()
    found = find_articles(SearchRequest(q="كوريا | بوتين", page=7), 1)
    assert (len(found.pks), found.count, found.corrected_query) == (1, 2, None)
    assert set(find_articles(SearchRequest(), 10).pks) == {visit.pk, satellite.pk}


def test_it_finds_by_the_query_that_is_answered_in_place_of_the_one_typed(visit):
    drain()
    assert (found := find_articles(SearchRequest(q="f,jdk"), 10)).pks == (visit.pk,)
    assert found.corrected_query == "بوتين"


def test_it_counts_what_each_span_of_days_would_find(visit, satellite):
    drain()
    days = [DateRange(dt.date(2024, 6, 20), dt.date(2024, 6, 20)), DateRange(dt.date(2024, 5, 3), dt.date(2024, 5, 3))]
    assert counts(SearchRequest(), days) == [1, 1]  # May, all of it, is as precise as the second article is dated
    assert counts(SearchRequest(q="بوتين"), days) == [1, 0]


def test_labels_and_sources_that_look_the_same_are_one_facet_value_and_are_found_by_any_form():
    first = write("خبر", "وصل الوفد إلى الميناء.", section="أخبار العالم", tags=["زلزال"], agency="رويترز")
    other = write("خبر آخر", "غادر الوفد.", section="أخبار العالـم\u200f", tags=["#زلزال", "زِلزال"], agency="رويترز.")
    page = ask("الوفد", facets=("section", "tag", "agency"))
    assert {name: [(value.key, value.count) for value in values] for name, values in page.facets.items()} == {
        "section": [("أخبار العالم", 2)],
        "tag": [("زلزال", 2)],
        "agency": [("رويترز", 2)],
    }
    for section in ("أخبار العالم", "أخبار\u00a0العالـم", "\u2067أخبار العالم\u2069"):
        assert find(filters={"section": (section,)}) == {first.pk, other.pk}
    assert find(excludes={"tag": ("زلزالـ",)}) == set()
    assert find("الوسم:زِلزال") == find("الوكالة:«رويترز»") == {first.pk, other.pk}


def test_a_search_among_given_articles_finds_no_others(visit, satellite, economy):
    drain()
    found = find_articles(SearchRequest(sort="newest"), 10, among=(economy.pk, visit.pk))
    assert (found.pks, found.count) == ((visit.pk, economy.pk), 2)
    assert find_articles(SearchRequest("قمر"), 10, among=(visit.pk,)).count == 0
    assert find_articles(SearchRequest(), 10, among=()).pks == ()
