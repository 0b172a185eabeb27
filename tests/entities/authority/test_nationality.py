"""The inflected forms of a nationality."""

from archive.entities.authority import nationality_forms


def test_gender_number_and_article_are_derived():
    forms = {" ".join(words) for words in nationality_forms("أميركي")}
    assert {"أميركي", "أميركية", "أميركيون", "أميركيين", "أميركيات", "أميركيا", "الأميركي", "الأميركية"} <= forms


def test_the_adverb_takes_no_article():
    assert ("الأميركيا",) not in set(nationality_forms("أميركي"))


def test_both_words_agree():
    forms = set(nationality_forms("كوري شمالي"))
    assert ("الكورية", "الشمالية") in forms
    assert ("الكوريين", "الشمالية") in forms


def test_one_given_with_the_article_is_only_definite():
    assert all(words[0].startswith("ال") for words in nationality_forms("التشيلي"))
