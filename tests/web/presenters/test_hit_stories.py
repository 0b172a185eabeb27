from archive.search import Hit, HitStory, Version
from archive.web.formats.json_api import hit_json
from archive.web.presenters.hit_stories import LISTED, story_notice


def version(number: int, source: str | None) -> Version:
    return Version(number, f"k{number}", "عنوان", None, source, source and f"صحيفة {source}")


def hit(*texts: str, same: str = "", own: str | None = "o", size: int = 9) -> Hit:
    """A hit of the source `own`, its versions in the sources `same`, and the other texts of its story: a letter a source, «-»
    where it is unknown."""
    numbers = iter(range(1000))

    def printed(sources: str) -> tuple[Version, ...]:
        return tuple(version(next(numbers), None if source == "-" else source) for source in sources)

    return Hit(
        pk=900, key="k", title="عنوان", title_html="عنوان", title_generated=False, kind="article", date=None,
        date_precision=None, date_basis=None, source_key=own, source_name=own and f"صحيفة {own}", document=None,
        snippet="", score=0.0, versions=printed(same), story=HitStory("s1", size, tuple(map(printed, texts))),
    )  # fmt: skip


def notice(*texts: str, **fields):
    found = story_notice(hit(*texts, **fields))
    assert found is not None
    return found


def test_a_hit_without_a_story_says_nothing():
    assert story_notice(Hit(**{**vars(hit()), "story": None})) is None


def test_outlets_that_tell_it_are_counted_and_named_that_of_the_hit_first():
    found = notice("a", "b")
    assert (found.lead, found.outlets) == ("روته 3 مصادر", ("صحيفة o", "صحيفة a", "صحيفة b"))
    assert (found.more, found.numbers) == (False, "")
    assert (found.url, found.whole) == ("/stories/s1/", "القصة كلها: 9 مقالات")
    assert notice("a").lead == "رواه مصدران"
    assert notice(*"abcdefghij").lead == "رواه 11 مصدرًا"


def test_of_many_outlets_the_first_are_named():
    found = notice(*"abcd")
    assert (found.lead, len(found.outlets), found.more) == ("روته 5 مصادر", 4, True)


def test_outlets_that_print_one_text_are_no_tellings_of_their_own():
    found = notice("ab", same="c")
    assert (found.lead, found.numbers) == ("روته 4 مصادر", "نصان")
    assert [one.source_key for one in found.versions] == ["c"]
    assert [(text.first.source_key, [one.source_key for one in text.copies]) for text in found.texts] == [("a", ["b"])]


def test_several_articles_of_an_outlet_are_counted_besides():
    assert notice("a", "a").numbers == "3 مقالات"
    assert notice("aa", "o").numbers == "4 مقالات، 3 نصوص"


def test_articles_of_one_outlet_or_of_none_are_counted_only():
    found = notice("o", "-")
    assert (found.lead, found.outlets, found.numbers) == ("وفي القصة مقالان آخران", (), "")
    assert notice("-", own=None).lead == "وفي القصة مقال آخر"


def test_where_no_other_text_was_found_only_the_way_to_the_story_is_shown():
    found = notice(same="ab")
    assert (found.lead, found.whole) == ("", "القصة كلها: 9 مقالات")


def test_of_hundreds_of_articles_the_first_are_listed_and_the_others_counted():
    found = notice(*["aa"] * 150, same="bb", size=500)
    assert len(found.versions) + sum(1 + len(text.copies) for text in found.texts) == LISTED
    assert [one.source_key for one in found.versions] == ["b", "b"]
    assert (found.unlisted, found.whole) == ("282 مقالًا آخر", "القصة كلها: 500 مقال")
    assert found.numbers == "303 مقالات، 151 نصًّا"


def test_a_text_of_which_not_all_articles_find_room_is_listed_with_those_that_do():
    found = notice("a" * (LISTED + 1))
    assert [len(text.copies) for text in found.texts] == [LISTED - 1]
    assert found.unlisted == "مقال آخر"
    assert notice("a" * LISTED).unlisted == ""


def test_where_the_own_text_has_many_articles_the_others_are_counted_only():
    found = notice("a", "c", same="b" * LISTED)
    assert (len(found.versions), list(found.texts), found.unlisted) == (LISTED, [], "مقالان آخران")


def test_the_interface_gives_all_articles_all_the_same():
    found = hit_json(hit(*["aa"] * 150, same="bb", size=500), "http://site", with_story=True)
    assert len(found["versions"]) == 2
    story = found["story"]
    assert story is not None
    assert sum(1 + len(text["versions"]) for text in story["articles"]) == 300
