"""What readers say about inputs has an Arabic form."""

import ast

import pytest
from django.conf import settings

from archive.curation.import_sentences import has_arabic, in_arabic, place_name
from archive.curation.templatetags.printed import runs_isolated

OF_STORED = {"no reader for 7", "the stored original cannot be read"}
"""Of documents that are in the archive, not of inputs."""
CALLS = ("UnreadableError", "Failure", "TableError", "append")


def _text(node):
    """A string of the code, with 7 for each value in it; None if it is no string."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(part.value if isinstance(part, ast.Constant) else "7" for part in node.values)
    return None


def sentences():
    """The sentences that readers write themselves: of failures, errors and warnings."""
    found = set()
    for path in sorted((settings.BASE_DIR / "archive").glob("ingest/**/*.py")):
        if "management" in path.parts or "feeds" in path.parts or path.name == "upload_services.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            is_warning = name == "append" and "warnings" in ast.unparse(node.func)
            if name in CALLS[:3] or is_warning:
                text = _text(node.args[-1])
                if text and len(text.split()) > 1 and not text.startswith("7"):
                    found.add(text)
    return sorted(found - OF_STORED)


def test_there_are_sentences_to_read():
    assert len(sentences()) > 40


@pytest.mark.parametrize("sentence", sentences())
def test_each_sentence_of_the_readers_has_an_arabic_one(sentence):
    assert has_arabic(sentence), sentence


@pytest.mark.parametrize(
    ("sentence", "arabic"),
    [
        ("larger than 10 MB", "أكبر من 10 ميغابايت"),
        (
            "a.jsonl, line 3: loaded without a date, a placeholder: 1970-01-01",
            "بلا تاريخ: «1970-01-01» تاريخ تكتبه البرامج حين لا تعرفه",
        ),
        ("item 3: not JSON (Expecting value)", "العنصر 3: ليس JSON سليمًا (Expecting value)"),
        (
            "title mended: UTF-8 that was read as Windows-1252 undone",
            "أُصلح نص متضرر: كان UTF-8 قُرئ على أنه Windows-1252",
        ),
        (
            "no column for the body; name it: --map body=COLUMN (columns: a, b)",
            "لم يُعرف عمود المتن؛ اختره من الأعمدة: a, b",
        ),
        ("tags left out, it is an object, not text", "تُرك الوسوم: ليس نصًّا"),
        ("something nobody knows", "something nobody knows"),
        ("{0} braces {x}", "{0} braces {x}"),
        ("larger than {0} MB", "أكبر من {0} ميغابايت"),
        ("b.pdf: probably damaged: not readable as PDF (no text in it)", "لعله متضرر: لم يُقرأ بصيغة PDF (لا نص فيه)"),
        ("c.eml: the mail breaks off before its end", "الرسالة مقطوعة قبل آخرها"),
        ("d.warc, line 9: the web archive breaks off within this record", "ينقطع أرشيف الويب في أثناء هذا السجل"),
    ],
)
def test_values_stand_in_the_arabic(sentence, arabic):
    assert in_arabic(sentence) == arabic


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a.csv, line 2", "\u2068a.csv\u2069، السطر 2"),
        ("خبر.xlsx, sheet ورقة 1, line 3", "\u2068خبر.xlsx\u2069، الورقة ورقة 1، السطر 3"),
        ("a, b.txt", "a, b.txt"),
        ("week.zip/a.txt", "week.zip/a.txt"),
    ],
)
def test_places_in_files_have_arabic_names(name, shown):
    assert place_name(name) == shown


def test_columns_are_named_in_arabic():
    sentence = "a.csv: columns read: title=الموضوع, body=متن الخبر; not read: وقت"
    assert in_arabic(sentence) == "الأعمدة المقروءة: العنوان من «الموضوع», المتن من «متن الخبر»؛ وغير المقروءة: وقت"


def test_dates_keep_their_order_in_arabic_text():
    stamp = "article:published_time: 2026-11-25T00:30:00+03:00"
    assert runs_isolated(f"بيانات الصفحة: {stamp}") == f'بيانات الصفحة: <bdi dir="ltr">{stamp}</bdi>'
    assert runs_isolated("«Mon, 23 Nov 2026 +0300»") == '«<bdi dir="ltr">Mon, 23 Nov 2026 +0300</bdi>»'
    assert runs_isolated("ليس ملف ZIP سليمًا") == "ليس ملف ZIP سليمًا"
    assert runs_isolated("«1970-01-01» <b>") == '«<bdi dir="ltr">1970-01-01</bdi>» &lt;b&gt;'
