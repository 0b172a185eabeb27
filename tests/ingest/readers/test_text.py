import hashlib
import textwrap

import pytest

from archive.ingest.encoding import MAX_BYTES
from archive.ingest.readers.text import line_roles, read_bytes, read_file
from archive.ingest.record import UnreadableError


@pytest.fixture
def read(gazetteer):
    return lambda text: read_bytes(text.encode(), "page.txt", gazetteer).records


def test_what_the_page_says_belongs_to_its_own_article(read, page):
    main, embedded = read(page)
    assert (main.title, main.source, main.published.first.isoformat()) == (
        "عودة اللقالق إلى سهل البقاع بعد غياب طويل",
        "نشرة الحقول الخضراء",
        "2019-04-03",
    )
    assert main.tags == ("اللقالق", "سهل البقاع", "لبنان", "أخبار الطيور")
    assert main.tag_line.startswith("كلمات دلالية: بيئة بيئة")
    assert [role for role, _text in main.paragraphs] == ["lede", "paragraph", "paragraph"]
    assert (embedded.source, embedded.tags, embedded.published, embedded.parent) == ("", (), None, 0)
    assert (embedded.first_line, embedded.last_line) == (9, 12)


def test_keys_are_made_of_the_bytes_and_the_place(read, page):
    digest = hashlib.sha256(page.encode()).hexdigest()
    assert [record.import_key for record in read(page)] == [f"text::{digest}#0", f"text::{digest}#1"]


def test_a_dateline_before_the_first_words_stays_in_the_printed_paragraph(read, prose):
    (record,) = read(f"\nبيروت- {prose('السهل')}\n{prose('المركز')}")
    assert (record.title, record.dateline) == (None, "بيروت")
    assert record.paragraphs[0][1].startswith("بيروت- ")


def test_a_dateline_on_its_own_line_is_no_paragraph(read, prose):
    (record,) = read(f"عودة اللقالق\nبيروترويترز\n{prose('السهل')}")
    assert (record.dateline, record.agency, record.source) == ("بيروت", "رويترز", "")
    assert len(record.paragraphs) == 1


def test_a_dateline_may_hold_the_date(read, prose):
    line = "القاهرة 27 رجب 1440 هـ الموافق 3 أبريل 2019 م واس"
    (record,) = read(f"عودة اللقالق\n{line}\n{prose('السهل')}\n{prose('المركز')}")
    assert (record.dateline, record.agency, record.author) == ("القاهرة", "واس", "")
    assert (record.published.first.isoformat(), record.published.basis) == ("2019-04-03", "stated")


def test_a_signature_at_the_end_gives_the_agency(read, prose):
    (record,) = read(f"عودة اللقالق\n{prose('السهل')}\n{prose('المركز')}\n(أ ف ب)")
    assert record.agency == "فرانس برس"


def test_a_byline_gives_author_and_date_unless_it_is_an_agencys(read, prose):
    (record,) = read(f"عودة اللقالق\nقسم البيئة 03-04-2019\n{prose('السهل')}\n{prose('المركز')}")
    assert (record.author, record.published.first.isoformat()) == ("قسم البيئة", "2019-04-03")
    (record,) = read(f"عودة اللقالق\nرويترز - 03-04-2019\n{prose('السهل')}\n{prose('المركز')}")
    assert (record.author, record.agency) == ("", "رويترز")


def test_a_caption_is_kept_once_and_a_files_name_not_at_all(read, prose):
    caption = "لقلق فوق السهل (رويترز)"
    (record,) = read(f"عودة اللقالق\n{caption}\n{caption}\nعش 2019_04.jpg\n77.png\n{prose('السهل')}")
    assert [text for role, text in record.paragraphs if role == "caption"] == [caption, "عش"]


def test_cards_become_stubs_with_their_teasers(read, prose):
    text = f"{prose('السهل')}\n{prose('المركز')}\n\nميناء جديد\n\nميناء جديد\n\nيفتح الميناء غدا."
    _main, card = read(text)
    assert (card.kind, card.title, card.paragraphs, card.parent) == (
        "stub",
        "ميناء جديد",
        (("lede", "يفتح الميناء غدا."),),
        0,
    )


def test_labels_alone_are_no_article(gazetteer):
    with pytest.raises(UnreadableError, match="no article"):
        read_bytes("المصدر: نشرة الحقول\nشارك".encode(), "page.txt", gazetteer)


def test_a_large_file_is_refused_before_it_is_read(tmp_path, gazetteer):
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(UnreadableError, match="larger than 10 MB"):
        read_file(path, gazetteer)


@pytest.mark.parametrize(
    ("line", "author", "place"),
    [
        ("أحمد سالم - القاهرة", "أحمد سالم", "القاهرة"),
        ("القاهرة: أحمد سالم", "أحمد سالم", "القاهرة"),
        ("القاهرة - أحمد سالم - 3 أبريل 2019", "أحمد سالم", "القاهرة"),
        ("بيروت: أحمد سالم | 3 أبريل 2019", "أحمد سالم", "بيروت"),
        ("حوار: أحمد سالم - بيروت", "أحمد سالم", "بيروت"),
        ("تقرير أحمد سالم", "أحمد سالم", ""),
        ("كتب أحمد سالم", "أحمد سالم", ""),
        ("أحمد سالم\nالأربعاء 3 أبريل 2019", "أحمد سالم", ""),
        ("توفي في دمشق يوم الأحد 3 مارس 2024 الشاعر المعروف", "", ""),
        ("اغتيال رفيق الحريري 14 شباط 2005", "", ""),
        ("القاهرة - عودة اللقالق", "", "القاهرة"),
    ],
)
def test_authors_and_their_places(read, prose, line, author, place):
    (record,) = read(f"عودة اللقالق إلى السهل\n{line}\n{prose('السهل')}\n{prose('المركز')}")
    assert (record.author, record.dateline) == (author, place)
    texts = [text for _role, text in record.paragraphs]
    assert author or line in texts


def test_wrapped_text_has_its_headline_and_keeps_the_numbers_of_its_lines(read, prose):
    title = "جمعية الطيور تعلن عودة اللقالق البيضاء إلى سهل البقاع في لبنان بعد غياب دام سنين"
    text = "\n\n".join(textwrap.fill(part, 60) for part in (title, prose("السهل", 3), prose("المركز", 3)))
    (record,) = read(text)
    assert record.title == title
    assert [text for _role, text in record.paragraphs] == [prose("السهل", 3), prose("المركز", 3)]
    assert (record.first_line, record.last_line) == (1, text.count("\n") + 1)


def test_each_physical_line_of_wrapped_text_has_a_role(gazetteer, prose):
    text = f"عودة اللقالق\n\n{textwrap.fill(prose('السهل', 3), 60)}"
    roles = line_roles(text.encode(), gazetteer)
    assert [number for number, _role in roles] == [1, *range(3, text.count("\n") + 2)]
    assert {role for _number, role in roles[1:]} == {"body"}


@pytest.mark.parametrize("days", [("12 يناير 2015", "20 مارس 2015"), ("3 فبراير 2011", "9 مايو 2011", "1 ديسمبر 2011")])
def test_days_with_text_between_them_are_a_chronology_and_stay_in_the_text(read, prose, days):
    lines = [line for number, day in enumerate(days) for line in (day, f"عبرت الأسرة الحدود ليلا مرة {number}.")]
    (record,) = read("\n".join(["يوميات العبور", *lines, prose("السهل")]))
    assert record.published is None
    assert [day in "\n".join(text for _, text in record.paragraphs) for day in days] == [True] * len(days)


def test_two_days_next_to_each_other_are_of_the_page(read, prose):
    (record,) = read(f"عودة اللقالق\n3 أبريل 2019\n4 أبريل 2019\n{prose('السهل')}\n{prose('المركز')}")
    assert record.published.first.isoformat() == "2019-04-03"


def test_a_paragraph_printed_twice_is_kept_once(gazetteer, prose):
    text = f"عودة اللقالق\n{prose('السهل')}\n{prose('السهل')}\n{prose('المركز')}\n{prose('السهل')}"
    (article,) = read_bytes(text.encode(), "a.txt", gazetteer).records
    assert [text for _role, text in article.paragraphs] == [prose("السهل"), prose("المركز")]


def test_a_short_line_said_twice_stays(gazetteer, prose):
    text = f"حوار\n{prose('السهل')}\n- نعم.\n{prose('المركز')}\n- نعم.\n{prose('الممر')}"
    (article,) = read_bytes(text.encode(), "a.txt", gazetteer).records
    assert [text for _role, text in article.paragraphs].count("- نعم.") == 2


def test_what_is_cut_on_weak_grounds_is_noted(gazetteer, prose):
    text = f"عنوان قديم\n{prose('السهل')}\nاقرأ أيضا\nميناء جديد في صور\n{'وكان ذلك في أول النهار ثم في آخره كما قيل. ' * 3}"
    assert read_bytes(text.encode(), "a.txt", gazetteer).warnings == (
        "a.txt: uncertain split: lines 4 to 5, cut off as another article",
    )


def test_controls_that_reorder_names_are_removed_and_the_raw_document_keeps_them(gazetteer, prose):
    text = f"عودة \u202eاللقالق\u202c\nبقلم: هدى \u2067سليمان\nالمصدر: نشرة \u202eالحقول\nكلمات دلالية: بيئة، \u202aلبنان\n{prose('السهل')}"
    document = read_bytes(text.encode(), "a.txt", gazetteer)
    (article,) = document.records
    assert (article.title, article.author, article.source) == ("عودة اللقالق", "هدى سليمان", "نشرة الحقول")
    assert article.tags == ("بيئة", "لبنان")
    assert "\u202e".encode() in document.content
