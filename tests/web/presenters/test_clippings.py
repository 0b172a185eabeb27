import datetime as dt

import pytest

from archive.catalog.models import Article
from archive.desk.selectors import DossierContent, DossierEntry, Passage
from archive.web.presenters.clippings import clipped_titles, clippings, cover_facts, dated_phrase, withdrawn_sentence

NOW = dt.datetime(2026, 11, 29, 14, 30, tzinfo=dt.UTC)


def entry(article, passage=None, note=""):
    return DossierEntry(article, passage, note, NOW, "هدى")


def dossier(*entries, withdrawn=0):
    return DossierContent("k", "ملف", "", "هدى", NOW, entries, withdrawn)


def test_an_article_stands_once_where_it_is_first_with_its_passages_and_notes(make_article):
    first, second = make_article(title="الأول"), make_article(title="الثاني")
    content = dossier(
        entry(second, Passage("خلفية", 3, 0, 5), "مهم"),
        entry(first),
        entry(second, note="كله"),
        entry(second, Passage("x", 9, 0, 1)),
    )
    made = list(clippings(content, "https://a.example"))
    assert [(one.number, one.title) for one in made] == [(1, "الثاني"), (2, "الأول")]
    assert clipped_titles(content) == [(one.number, one.title, one.line) for one in made]
    assert made[0].notes == ("كله",)
    assert [(one.text, one.note) for one in made[0].passages] == [("خلفية", "مهم"), ("x", "")]
    assert made[0].passages[0].link == f"https://a.example/articles/{second.key}/#p4"


def test_marks_cover_whole_words_and_touching_ones_are_one(make_article):
    text = "وقال الوزير إن الاتفاق يشمل السلع"
    article = make_article(paragraphs=[("paragraph", text)])
    passages = [Passage("وزير إن", 0, 7, 14), Passage("إن الات", 0, 12, 19), Passage("سلع", 0, 28, 99)]
    (made,) = clippings(dossier(*(entry(article, one) for one in passages)), "")
    (paragraph,) = made.paragraphs
    assert [text[start:end] for start, end in paragraph.marks] == ["الوزير إن الاتفاق"]
    assert [part for part in paragraph.parts() if part[1]] == [("الوزير إن الاتفاق", True)]
    assert "".join(part for part, _ in paragraph.parts()) == text
    assert "<mark>" in paragraph.html


def test_an_old_passage_is_listed_and_not_marked(make_article):
    article = make_article()
    (made,) = clippings(dossier(entry(article, Passage("قديم", 0, 0, 4, is_current=False))), "")
    assert not any(paragraph.marks for paragraph in made.paragraphs)
    assert "نص سابق" in made.passages[0].place


def test_where_only_passages_may_be_shown_the_text_is_given_of_what_is_kept_whole_alone(make_article):
    whole, cut = make_article(), make_article()
    content = dossier(entry(whole), entry(cut, Passage("خلفية", 3, 0, 5)))
    assert [bool(one.paragraphs) for one in clippings(content, "", all_texts=False)] == [True, False]
    assert [bool(one.paragraphs) for one in clippings(content, "")] == [True, True]


@pytest.mark.parametrize(
    ("fields", "phrase"),
    [
        ({}, "الخميس 20 يونيو 2024، كما ورد"),
        (
            {"published_basis": "inferred", "published_evidence": "اسم المجلد"},
            "الخميس 20 يونيو 2024، استُنتج (اسم المجلد)",
        ),
        ({"published_precision": "month"}, "يونيو 2024، كما ورد"),
        ({"published_on": None, "published_precision": "", "published_basis": ""}, "دون تاريخ"),
        (
            {"published_on": None, "published_precision": "", "published_basis": "", "not_before": dt.date(2023, 1, 2)},
            "دون تاريخ، لم يُنشر قبل 2 يناير 2023",
        ),
    ],
)
def test_a_date_says_what_it_rests_on(make_article, fields, phrase):
    assert dated_phrase(make_article(**fields)) == phrase


def test_the_record_names_source_address_digest_and_citation(make_article):
    article = make_article(author="سلمى", url="javascript:alert(1)")
    (made,) = clippings(dossier(entry(article)), "https://a.example")
    facts = {fact.label: fact for fact in made.facts}
    assert facts["المصدر"].value == "صحيفة المرفأ"
    assert facts["الرابط الدائم"].link == f"https://a.example/articles/{article.key}/"
    assert facts["نُشر في"].link == ""
    assert article.raw_document.sha256 in {fact.value for fact in made.facts}
    assert article.title in facts["للاستشهاد"].value
    assert "الوكالة" not in facts


def test_the_cover_counts_and_says_what_is_missing(make_article):
    article = make_article()
    content = dossier(entry(article), entry(article, Passage("خلفية", 3, 0, 5)), withdrawn=3)
    facts = {fact.label: fact.value for fact in cover_facts(content, NOW)}
    assert facts["فيه"] == "مقال واحد، اقتباس واحد"
    assert withdrawn_sentence(content).endswith("3 مواد.")
    assert not withdrawn_sentence(dossier(entry(article)))


def test_a_generated_title_is_marked_as_such(make_article):
    article = make_article(title=None)
    assert isinstance(article, Article)
    assert clipped_titles(dossier(entry(article)))[0][1].endswith("(عنوان مولَّد)")
