import pytest

from archive.text.names import name_spans


def found(text, *forms):
    return [text[start:end] for start, end in name_spans(text, forms)]


@pytest.mark.parametrize(
    ("form", "text", "expected"),
    [
        ("سليم الراوي", "قال سليم الراوي إن سليما الراوي لسليم راوي", ["سليم الراوي", "سليما الراوي", "سليم راوي"]),
        ("سليم الراوي", "وسليم الراوي فبسليم الراوي", ["سليم الراوي", "سليم الراوي"]),
        ("الراوي", "للراوي والراوي وبالراوي", ["لراوي", "الراوي", "الراوي"]),
        ("سليم الراوي", "سَلِيمًا الرّاوي، سلـيم الراوى", ["سَلِيمًا الرّاوي", "سلـيم الراوى"]),
        ("سليم الراوي", "#سليم_الراوي سليم-الراوي «سليم» الراوي", ["سليم_الراوي", "سليم-الراوي", "سليم» الراوي"]),
        ("عبد الله بن علي", "عبدالله بن علي وعبد الله ابن علي", ["عبدالله بن علي", "عبد الله ابن علي"]),
        ("أبو بكر", "أبا بكر وأبي بكر", ["أبا بكر", "أبي بكر"]),
        ("Salim Rawi", "SALIM rawi", ["SALIM rawi"]),
        ("سليم الراوي", "سليم. الراوي، سليم، الراوي. المسليم الراوي", []),
        ("الراوي", "راوي القصة يروي للناس", []),
        ("", "نص", []),
        ("«»", "نص «»", []),
    ],
)
def test_a_name_is_found_with_what_is_attached_to_it(form, text, expected):
    assert found(text, form) == expected


def test_the_longest_of_several_forms_is_taken_and_none_twice():
    assert found("سليم الراوي والراوي وحده", "الراوي", "سليم الراوي", "سليم") == ["سليم الراوي", "الراوي"]


def test_no_text_and_no_forms_find_nothing():
    assert found("", "سليم") == found("سليم") == []


def test_a_form_of_many_words_stays_bounded():
    form = " ".join(["ابن سليم"] * 50)
    assert found(f"قال {form} ذلك", form)
