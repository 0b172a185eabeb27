from dataclasses import replace
from urllib.parse import quote

import pytest

from archive.entities.models import Entity, Mention
from archive.search import Alternative, Cursor, FacetValue, HitStory, SearchRequest, Suggestion, Version, drain
from archive.web.query_string import cursor_text

pytestmark = pytest.mark.django_db


def show(client, query=""):
    answer = client.get(f"/search/?{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_query_string_becomes_the_search_request(client, fake_search):
    show(client, "q=ميناء&mode=exact&page=2")
    assert fake_search.asked[0] == SearchRequest(q="ميناء", mode="exact", page=2)


def test_a_hit_shows_its_marks_its_source_and_its_date(client, make_article, hit_of, fake_search):
    fake_search.hits = [hit_of(make_article())]
    text = show(client, "q=التجارة")
    assert "وصل وفد <mark>التجارة</mark> إلى الميناء" in text
    assert "نتيجة واحدة" in text
    assert "صحيفة المرفأ" in text
    assert "20 يونيو 2024" in text


def test_generated_titles_and_inferred_dates_are_marked_as_such(client, make_article, hit_of, fake_search):
    fake_search.hits = [hit_of(make_article(), title_generated=True, date_basis="inferred")]
    text = show(client)
    assert "عنوان مولَّد" in text
    assert "تاريخ مستنتَج" in text


def test_an_undated_hit_says_so(client, make_article, hit_of, fake_search):
    fake_search.hits = [hit_of(make_article(), date=None, date_precision=None, date_basis=None)]
    assert "دون تاريخ" in show(client)


def test_the_query_is_shown_escaped(client, fake_search):
    text = show(client, "q=%3Cscript%3Ealert(1)%3C/script%3E%22")
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;&#34;" in text


def test_a_facet_value_links_to_the_narrowed_search_and_to_its_exclusion(client, make_article, hit_of, fake_search):
    article = make_article()
    fake_search.hits = [hit_of(article)]
    fake_search.facets = {"source": (FacetValue(article.source.key, 7),)}
    text = show(client, "q=x&page=1")
    assert f'href="/search/?q=x&amp;source={article.source.key}"' in text
    assert f'href="/search/?q=x&amp;not_source={article.source.key}"' in text
    assert '<span class="count">7</span>' in text


def test_an_active_filter_links_to_the_search_without_it(client, make_article, fake_search):
    article = make_article()
    text = show(client, f"q=x&source={article.source.key}&not_tag=y")
    assert "<bdi>صحيفة المرفأ</bdi>" in text
    assert 'href="/search/?q=x&amp;not_tag=y"' in text
    assert f'href="/search/?q=x&amp;source={article.source.key}"' in text


def test_the_search_box_keeps_the_filters(client, fake_search):
    text = show(client, "q=x&mode=exact&from=2024&page=1")
    assert '<input type="hidden" name="mode" value="exact">' in text
    assert '<input type="hidden" name="from" value="2024">' in text


def test_view_options_link_to_other_modes_and_sort_orders(client, fake_search):
    text = show(client, "q=x&from=2024")
    assert 'href="/search/?q=x&amp;mode=exact&amp;from=2024"' in text
    assert 'href="/search/?q=x&amp;from=2024&amp;sort=newest"' in text


def test_pages_are_linked(client, make_article, hit_of, fake_search):
    fake_search.hits = [hit_of(make_article())]
    fake_search.count_of = lambda request: 35
    text = show(client, "q=x&page=2")
    assert 'rel="prev" href="/search/?q=x"' in text
    assert 'rel="next" href="/search/?q=x&amp;page=3"' in text


def test_a_page_beyond_the_last_says_so(client, fake_search):
    fake_search.count_of = lambda request: 5
    assert "لا صفحة بهذا الرقم" in show(client, "page=9")


def test_an_empty_archive_says_so(client, fake_search, make_article):
    assert "الأرشيف فارغ بعد" in show(client, "q=x")
    make_article()
    assert "الأرشيف فارغ بعد" not in show(client, "q=x")


def test_an_empty_result_offers_alternatives_that_find_something(client, fake_search):
    less_strict = SearchRequest(q="بحر جبل", mode="exact", match="any")
    fake_search.alternatives = (Alternative(less_strict, "any_word", 4),)
    text = show(client, "q=بحر جبل&mode=exact")
    assert 'href="/search/?q=%D8%A8%D8%AD%D8%B1+%D8%AC%D8%A8%D9%84&amp;mode=exact&amp;match=any"' in text
    assert "4 نتائج" in text


def test_a_result_with_hits_offers_no_alternatives(client, make_article, hit_of, fake_search):
    fake_search.hits = [hit_of(make_article())]
    fake_search.alternatives = (Alternative(SearchRequest(q="بحر جبل", match="any"), "any_word", 4),)
    assert "ابحث عن أيٍّ من الكلمات" not in show(client, "q=بحر جبل")


@pytest.mark.parametrize("path", ["/search/", "/api/v1/search"])
def test_a_filter_by_a_merged_entity_can_be_removed_where_nothing_is_found(client, make_article, path):
    """The search goes by the key that the entity was merged into; so do the less strict searches."""
    kept = Entity.objects.create(type="person", name="بوتين", key="kept")
    Entity.objects.create(type="person", name="پوتين", key="gone", merged_into=kept)
    Mention.objects.create(
        article=make_article(), entity=kept, relation="name", surface="بوتين", paragraph=0, start=0, end=1
    )
    drain()
    answer = client.get(path, {"q": "التجارة", "person": ["gone"], "tag": ["x"]})
    assert answer.status_code == 200
    assert ("أزل القيد «" if path == "/search/" else "without_filter") in answer.content.decode()


def test_notes_and_suggestions_are_shown_with_their_counts(client, fake_search):
    spelling = Suggestion("ميناء", 12, "spelling")
    fake_search.fields = {"notes": ("أُهملت الواو.",), "suggestions": (spelling,), "suggestion": "ميناء"}
    text = show(client, "q=مينااء&from=2024")
    assert "أُهملت الواو." in text
    assert "هل تقصد" in text
    assert f'href="/search/?q={quote("ميناء")}&amp;from=2024"' in text
    assert "12 نتيجة" in text


def test_an_empty_result_suggests_fewer_words(client, fake_search):
    fake_search.fields = {"suggestions": (Suggestion("ميناء بحر", 4, "relaxed"),)}
    text = show(client, "q=ميناء بحر زرافة")
    assert "هل تقصد" not in text
    assert f'href="/search/?q={quote("ميناء")}+{quote("بحر")}"' in text
    assert "4 نتائج" in text


def test_searched_spelling_variants_are_listed_and_can_be_switched_off(client, make_article, hit_of, fake_search):
    fake_search.hits = [hit_of(make_article())]
    fake_search.fields = {"searched_variants": ("بوتن", "پوتين")}
    text = show(client, "q=بوتين&page=1")
    assert "يشمل أيضًا: <bdi>بوتن</bdi>، <bdi>پوتين</bdi>." in text
    assert f'href="/search/?q={quote("بوتين")}&amp;variants=0"' in text


def test_spelling_variants_that_are_switched_off_are_offered(client, fake_search, monkeypatch):
    def answer(request):
        return replace(fake_search(request), searched_variants=("بوتن",) if request.variants else ())

    monkeypatch.setattr("archive.web.views.results.search", answer)
    text = show(client, "q=بوتين&variants=0")
    assert "للأسماء صيغ أخرى: <bdi>بوتن</bdi>." in text
    monkeypatch.setattr("archive.web.views.results.search", fake_search)
    assert "للأسماء صيغ أخرى" not in show(client, "q=بوتين&variants=0")


def test_a_corrected_query_is_named_with_a_link_to_the_query_as_typed(client, make_article, hit_of, fake_search):
    fake_search.hits = [hit_of(make_article())]
    fake_search.fields = {
        "corrected_query": "بوتين",
        "suggestions": (Suggestion("بوتين", 1, "latin"),),
        "notes": ("عُرضت نتائج «بوتين».", "أُهملت الواو."),
    }
    text = show(client, "q=Putin")
    assert "لم نجد «<bdi>Putin</bdi>»؛ هذه نتائج «" in text
    assert 'href="/search/?q=%22Putin%22&amp;mode=exact"' in text
    assert "هل تقصد" not in text
    assert "عُرضت نتائج" not in text  # once is enough
    assert "أُهملت الواو." in text
    assert f'?q={quote("بوتين")}">' in text  # the article marks what was answered


@pytest.mark.parametrize("query", ["bogus=1", "mode=x", "from=2024-13", "page=0", "per_page=1000"])
def test_an_invalid_parameter_gets_a_page_with_status_400(client, fake_search, query):
    answer = client.get(f"/search/?{query}")
    assert answer.status_code == 400
    assert "لم نفهم هذا الطلب" in answer.content.decode()
    assert not fake_search.asked


def test_its_json_and_feed_are_linked(client, fake_search):
    text = show(client, "q=x&tag=y")
    assert 'href="/api/v1/search?q=x&amp;tag=y"' in text
    assert 'href="/search/feed/?q=x&amp;tag=y"' in text


@pytest.mark.strangers
def test_facet_labels_cost_three_queries_at_most(
    client, make_article, hit_of, fake_search, django_assert_max_num_queries
):
    articles = [make_article(source=f"مصدر {number}") for number in range(10)]
    fake_search.hits = [hit_of(article) for article in articles]
    fake_search.facets = {
        "source": tuple(FacetValue(article.source.key, 1) for article in articles),
        "person": tuple(FacetValue(f"p{number}", 1) for number in range(10)),
        "place": tuple(FacetValue(f"q{number}", 1) for number in range(10)),
    }
    with django_assert_max_num_queries(3):
        show(client)


def test_explain_shows_why_a_hit_matches(client, make_article, hit_of, fake_search):
    fake_search.hits = [hit_of(make_article(), explanation=("«التجارة» كما طُبعت",))]
    assert 'href="/search/?q=x&amp;explain=1"' in show(client, "q=x")
    assert "«التجارة» كما طُبعت" in show(client, "q=x&explain=1")


def test_an_inferred_date_says_what_it_was_inferred_from(client, make_article, hit_of, fake_search):
    evidence = "تاريخ الصورة «20 يونيو 2024»"
    fake_search.hits = [hit_of(make_article(), date_basis="inferred", date_evidence=evidence)]
    assert show(client).count(evidence) == 2  # for the pointer, and for who listens


def over_time(fake_search, make_article, hit_of, **fields):
    fake_search.hits = [hit_of(make_article())]
    fake_search.facets = {
        "year": (FacetValue("2001", 3), FacetValue("2003", 1)),
        "month": (FacetValue("2001-05", 3),),
    }
    fake_search.fields = {"undated": 2, **fields}


def test_the_chart_has_its_numbers_as_a_table_with_the_undated_apart(client, make_article, hit_of, fake_search):
    over_time(fake_search, make_article, hit_of)
    table = show(client, "q=x").partition("<table>")[2].partition("</table>")[0]
    rows = [" ".join(row.split()) for row in table.split("<tr>")]
    assert (
        '<th scope="row">2001</th><td><a href="/search/?q=x&amp;from=2001&amp;to=2001" rel="nofollow">3</a></td>'
        in rows[2]
    )
    assert "2002" not in table
    assert 'دون تاريخ</th><td><a href="/search/?q=x&amp;undated=only"' in rows[4]


def test_two_queries_are_compared_on_one_chart_and_links_keep_the_comparison(client, make_article, hit_of, fake_search):
    over_time(fake_search, make_article, hit_of)
    text = show(client, "q=ميناء&compare=<b>مطار&place=a")
    main, other = fake_search.asked[:2]
    assert (main.q, main.compare) == ("ميناء", "<b>مطار")
    assert (other.q, other.filters, other.facets) == ("<b>مطار", main.filters, ("year", "month"))
    assert "<b>مطار" not in text
    assert text.count('class="chart__other"') == 3
    assert "compare=%3Cb%3E" in text.partition('class="chart__bars"')[2].partition("</ol>")[0]
    assert "بلا مقارنة" in text


def test_a_month_is_drawn_day_by_day(client, make_article, hit_of, fake_search, monkeypatch):
    over_time(fake_search, make_article, hit_of)
    monkeypatch.setattr("archive.web.views.results.counts", lambda request, spans: [1] * len(spans))
    text = show(client, "from=2001-05&to=2001-05")
    assert 'data-unit="day"' in text
    assert text.count("from=2001-05-") == 2 * 30  # bars and rows of the table; the first is written from=2001-05
    assert "كل السنوات" in text


def test_a_hit_names_the_other_outlets_and_links_to_their_versions(client, make_article, hit_of, fake_search):
    article, other = make_article(), make_article(source="صحيفة الضفة", title="الوفد <في> الميناء")
    version = Version(other.pk, other.key, other.title, other.published_value, other.source.key, other.source.name)
    fake_search.hits = [hit_of(article, versions=(version,))]
    fake_search.fields = {"count": 2, "grouped": 1}
    text = show(client, "q=الميناء")
    assert "وفي مصدر آخر" in text
    assert f'href="/articles/{other.key}/?q={quote("الميناء")}"' in text
    assert "الوفد &lt;في&gt; الميناء" in text
    assert "نتيجة واحدة" in text
    assert "مقالان" in text
    assert f'href="/search/?q={quote("الميناء")}&amp;group=none"' in text


def test_the_page_groups_versions_unless_it_says_otherwise(client, fake_search):
    show(client, "q=x")
    show(client, "q=x&group=none")
    assert [asked.effective_group for asked in fake_search.asked] == ["versions", "none"]


def test_without_versions_nothing_is_said_of_them(client, make_article, hit_of, fake_search):
    fake_search.hits = [hit_of(make_article())]
    text = show(client, "q=x")
    assert "group=none" not in text
    assert 'class="hit__versions"' not in text


def test_a_result_of_a_story_shows_who_else_tells_it_and_leads_to_the_story(client, make_article, hit_of, fake_search):
    article, same, other = (make_article(source=f"صحيفة {name}") for name in ("أولى", "ثانية", "ثالثة"))
    printed = [Version(o.pk, o.key, "عنوان <آخر>", None, o.source.key, o.source.name) for o in (same, other)]
    fake_search.hits = [hit_of(article, versions=(printed[0],), story=HitStory("s1", 12, ((printed[1],),)))]
    fake_search.fields = {"count": 3, "grouped": 1}
    text = show(client, "q=الميناء&group=story")
    assert "روته 3 مصادر" in text
    assert "(نصان)" in text
    assert "هذا النص نفسه في" in text
    assert "عنوان &lt;آخر&gt;" in text
    assert '<a href="/stories/s1/">القصة كلها: 12 مقالًا</a>' in text
    for one in (same, other):
        assert f'href="/articles/{one.key}/?q={quote("الميناء")}"' in text
    assert "وفي مصدر آخر" not in text


def test_what_was_added_since_a_time_is_a_filter_that_can_be_removed(client, fake_search):
    text = show(client, "q=x&added_from=2026-03-01T14:30Z")
    assert "منذ 1 مارس 2026، 14:30" in text
    assert '<a class="chip__x" href="/search/?q=x"' in text


def test_after_a_cursor_the_page_leads_on_by_the_next_one(client, make_article, hit_of, fake_search):
    fake_search.hits = [hit_of(make_article())]
    fake_search.fields = {"start": 10, "next": Cursor(11, (1,))}
    text = show(client, f"q=x&cursor={cursor_text(SearchRequest(q='x'), Cursor(10, (2,)))}")
    assert '<ol class="hits" start="11">' in text
    assert f'rel="next" href="/search/?q=x&amp;cursor={cursor_text(SearchRequest(q="x"), Cursor(11, (1,)))}"' in text
    assert 'name="cursor"' not in text
