"""Two outlets: what is counted, what is left out, what is found."""

import pytest

from archive.catalog.services import article_withdraw
from archive.coverage.outlets.wording import count_wording, read_parts
from archive.coverage.selectors import OutletArticles, compare_outlets

pytestmark = pytest.mark.django_db
PLACES = ["القرية", "المدينة", "الضاحية", "الميناء", "المطار", "الجسر", "السوق", "المزرعة"]


def test_words_count_by_stem_and_are_shown_as_most_often_printed(write):
    pks = [write(text, title=None).pk for text in ("هجوم الهجوم", "الهجوم")]
    found = count_wording(read_parts(pks, ()))
    ((stems, count),) = [(stems, count) for stems, count in found.counts.items() if len(stems) == 1]
    assert (count, found.articles[stems]) == (3, 2)
    assert found.forms[stems] == {"هجوم": 1, "الهجوم": 2}


def test_pairs_do_not_reach_over_punctuation_or_stop_words(write):
    pks = [write("عملية عسكرية، حرب في مدينة", title=None).pk]
    found = count_wording(read_parts(pks, ()))
    printed = {form for stems, forms in found.forms.items() if len(stems) == 2 for form in forms}
    assert printed == {"عملية عسكرية"}


def test_names_of_outlets_and_recurring_lines_are_left_out(write):
    pks = [
        write(f"وصل الوفد إلى {place}.", "تابعوا أخبارنا كل ساعة 12.", f"قال مراسل لصحيفة النهار الجديد {place}.").pk
        for place in PLACES[:3]
    ]
    printed = {form for forms in count_wording(read_parts(pks, ["النهار الجديد"])).forms.values() for form in forms}
    assert "الوفد" in printed
    assert not printed & {"تابعوا", "أخبارنا", "النهار", "الجديد", "12"}


def test_what_readers_do_not_see_is_not_counted(write):
    article = write("الهجوم")
    article_withdraw(article=article)
    assert not count_wording(read_parts([article.pk], ())).counts


def test_each_outlet_has_the_words_and_pairs_that_it_uses_more(write):
    left = [
        write(f"بدأت عملية عسكرية قرب {place}.", title=f"عملية عسكرية: {place}", source="الأولى").pk for place in PLACES
    ]
    right = [
        write(f"اندلعت حرب شاملة قرب {place}.", title=f"حرب شاملة: {place}", source="الثانية").pk for place in PLACES
    ]
    write("حرب وعملية وشيء آخر.", source="غيرهما")
    found = compare_outlets(OutletArticles("x", "الأولى", left), OutletArticles("y", "الثانية", right))
    assert "عملية عسكرية" in [one.key for one in found.pairs.left]
    assert "حرب شاملة" in [one.key for one in found.pairs.right]
    assert {"عملية", "عسكرية"} <= {one.key for one in found.words.left}
    assert "حرب" in [one.key for one in found.words.right]
    assert all(place not in [one.key for one in (*found.words.left, *found.words.right)] for place in PLACES)
