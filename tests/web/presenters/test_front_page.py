import datetime as dt
from types import SimpleNamespace

from archive.web.presenters.front_page import front_page, month_calendar


def article(pk, length, section=""):
    text = SimpleNamespace(role="lede", text="كلمة " * (length // 5))
    caption = SimpleNamespace(role="caption", text="صورة")
    return SimpleNamespace(
        pk=pk, length=length, section=section, paragraphs=SimpleNamespace(all=lambda: [caption, text])
    )


def pks(stories):
    return [story.article.pk for story in stories]


def test_the_longest_leads_the_next_stand_in_columns_and_short_ones_are_briefs():
    page = front_page([article(number, 2000 - 200 * number) for number in range(10)])
    assert page.lead.article.pk == 0
    assert pks(page.columns) == [1, 2, 3, 4]
    assert [(name, pks(stories)) for name, stories in page.sections] == [("", [5, 6, 7])]
    assert pks(page.briefs) == [8, 9]


def test_every_article_stands_on_the_page_once():
    articles = [article(number, 3000 - 70 * number, ("رياضة", "", "اقتصاد")[number % 3]) for number in range(40)]
    page = front_page(articles)
    placed = [page.lead.article.pk, *pks(page.columns), *pks(page.briefs)]
    placed += [pk for _, stories in page.sections for pk in pks(stories)]
    assert sorted(placed) == list(range(40))
    assert [name for name, _ in page.sections] == ["اقتصاد", "رياضة", ""]


def test_a_day_of_short_texts_has_a_lead_all_the_same():
    page = front_page([article(1, 90), article(2, 50)])
    assert (page.lead.article.pk, pks(page.briefs)) == (1, [2])
    assert front_page([]).lead is None


def test_an_opening_is_text_and_no_caption():
    page = front_page([article(1, 5000)])
    assert page.lead.opening.startswith("كلمة كلمة")
    assert page.lead.opening.endswith("…")


def test_the_calendar_begins_on_sunday_and_links_days_with_articles():
    weeks = month_calendar(dt.date(2024, 6, 20), {dt.date(2024, 6, 20): 3, dt.date(2024, 6, 1): 1}, str)
    assert [one.day if one else None for one in weeks[0]] == [None] * 6 + [1]
    days = {one.day: one for week in weeks for one in week if one}
    assert len(days) == 30
    assert (days[20].link, days[20].count, days[20].current) == ("2024-06-20", 3, True)
    assert (days[2].link, days[2].current) == ("", False)
