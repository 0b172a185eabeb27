"""A small archive for queries: every word in several forms, every kind of date, keys of all columns, twins of one text."""

import datetime as dt
import random
from dataclasses import replace

from archive.search.engine.document import STORY_GROUP, VERSION_GROUP, Document, MentionedDate, Record
from archive.search.engine.forms import BODY_WEIGHT, LEDE_WEIGHT, TITLE_WEIGHT, Section

WORDS = (
    "بوتين وبوتين هانوي كوريا الشمالية شمالية زيارة الزيارات وزيارته تعليم التعليم والتعليمية تعليمات مدرسة المدارس "
    "قمة القمة مسؤول مسئول المسؤولون إيران ايران أخبار في إلى من 2024 ٢٠٢٤ Reuters كِتاب الكتب كتبه عبدالله نفط النفط"
).split()
RARE = ("زمردة", "الياقوت", "عقيق")
KEYS = {
    "person": ("بوتين", "كيم", "p-17", "أحمد علي"),
    "place": ("هانوي", "كوريا الشمالية", "القدس"),
    "organization": ("الأمم المتحدة", "ناتو"),
    "tag": ("سياسة", "اقتصاد", "رياضة: كرة", "a tag"),
}
SINGLE = {
    "source": ("سكاي نيوز عربية", "الجزيرة", "wafa"),
    "agency": ("رويترز", ""),
    "section": ("أخبار", "رأي", ""),
    "language": ("ar", "ar-EG", "fr", ""),
}
GROUPS = ("g1", "g2", "مجموعة ثالثة", "g4")
ADDED = 1_700_000_000_000_000
"""Microseconds since 1970."""
FIRST = dt.date(2023, 11, 1)


def made(size: int = 150, *, seed: int = 7, first: int = 1) -> list[Document]:
    """`size` documents with pks from `first`, the same for the same seed. Every fifth has the text of the one before."""
    chance = random.Random(seed)
    documents = [_document(chance, pk) for pk in range(first, first + size)]
    for number in range(4, size, 5):
        twin = documents[number - 1]
        documents[number] = replace(documents[number], title=twin.title, sections=twin.sections)
    return documents


def _document(chance: random.Random, pk: int) -> Document:
    title = (Section(_text(chance, 0, 4), TITLE_WEIGHT),) if chance.random() < 0.8 else ()
    lede = (Section(_text(chance, 1, 8), LEDE_WEIGHT),)
    body = tuple(Section(_text(chance, 0, 14), BODY_WEIGHT) for _ in range(chance.randint(0, 3)))
    return Document(pk, title, (*title, *lede, *body), _record(chance, pk), version=chance.getrandbits(63))


def _text(chance: random.Random, least: int, most: int) -> str:
    words = [chance.choice(WORDS) for _ in range(chance.randint(least, most))]
    if chance.random() < 0.05:
        words.append(chance.choice(RARE))
    return " ".join(words)


def _record(chance: random.Random, pk: int) -> Record:
    keys = {name: tuple(sorted(chance.sample(known, chance.randint(0, 2)))) for name, known in KEYS.items()}
    keys |= {name: (chance.choice(known),) for name, known in SINGLE.items()}
    keys["kind"] = (chance.choice(("article", "article", "article", "stub")),)
    for name, share in ((VERSION_GROUP, 0.4), (STORY_GROUP, 0.7)):
        keys[name] = (chance.choice(GROUPS),) if chance.random() < share else ()
    day = FIRST + dt.timedelta(days=chance.randint(0, 500))
    precision = chance.choice(("day", "day", "day", "month", "year", ""))
    first, last = _interval(day, precision)
    mentioned = tuple(sorted({_mentioned(chance) for _ in range(chance.randint(0, 2))}))
    return Record(pk, keys, first, last, precision, mentioned, added=ADDED + chance.randint(0, 90))


def _interval(day: dt.date, precision: str) -> tuple[dt.date | None, dt.date | None]:
    if precision == "day":
        return day, day
    if precision == "month":
        return day.replace(day=1), day.replace(day=28)
    if precision == "year":
        return day.replace(month=1, day=1), day.replace(month=12, day=31)
    return None, None


def _mentioned(chance: random.Random) -> MentionedDate:
    day = FIRST + dt.timedelta(days=chance.randint(0, 900))
    first, last = _interval(day, chance.choice(("day", "month", "year")))
    assert first is not None
    assert last is not None
    return first, last, chance.random() < 0.5
