from bench.splices.articles import Article
from bench.splices.splicing import CARD, EMBEDDED, MAIN, MAKERS, make_splices

ARTICLES = [
    Article(
        str(number), f"عنوان رقم {number}", tuple(f"فقرة {place} من {number}." for place in range(4)), "", "2020-03-04"
    )
    for number in range(9)
]


def test_equal_seeds_make_equal_files():
    first, second = (make_splices(ARTICLES, 30, 7) for _ in range(2))
    assert [splice.text for splice in first] == [splice.text for splice in second]
    assert first[0].text != make_splices(ARTICLES, 1, 8)[0].text


def test_every_kind_is_made():
    assert {splice.kind for splice in make_splices(ARTICLES, 50, 7)} == set(MAKERS)


def test_every_line_of_the_host_belongs_to_the_main_text_and_something_else_is_inserted():
    for splice in make_splices(ARTICLES, 50, 7):
        owners = [owner for text, owner in splice.lines if text]
        assert owners.count(MAIN) >= 5
        assert CARD in owners or EMBEDDED in owners


def test_articles_that_announce_other_stories_themselves_are_left_out():
    mixed = ARTICLES[0]._replace(id="mixed", paragraphs=("نص.", "اقرأ أيضا", "عنوان آخر"))
    assert all("mixed" not in splice.ids for splice in make_splices([mixed, *ARTICLES], 50, 7))
