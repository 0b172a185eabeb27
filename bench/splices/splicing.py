"""Makes files that hold several texts, as pages saved by selecting everything do, and knows which lines belong together.

An article of at least three paragraphs gets, at the beginning, in the middle or at the end: headlines after a phrase such as
«اقرأ أيضاً»; cards whose title is printed twice, perhaps with a teaser; a whole second article after a phrase, after nothing
but its headline, or after its headline, byline and date; or an article with a dateline and no headline. Around them stand what
pages print: captions, buttons, newsletters, imprints. Some files are wrapped, some have blank lines between paragraphs, some
print a paragraph twice.
"""

import datetime as dt
import random
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bench.splices.articles import Article

PHRASES = (
    "اقرأ أيضاً",
    "إقرأ أيضا:",
    "اقرأ ايضا :",
    "شاهد أيضا",
    "مواضيع ذات صلة",
    "أخبار ذات صلة:",
    "قد يهمك أيضاً",
    "طالع أيضا",
    "المزيد من الأخبار",
)
MONTHS = ("يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر")
PLACES = ("القاهرة", "بيروت", "الرياض", "واشنطن", "لندن", "عمّان", "الدوحة", "بغداد", "تونس", "الرباط")
AGENCIES = ("رويترز", "أ ف ب", "د ب أ", "الأناضول")
REPORTERS = ("محمد العلي", "سارة الحسن", "أحمد عبد الله", "ليلى منصور", "خالد الشمري")
CHROME = (
    "مشاركة",
    "شارك الخبر",
    "فيسبوك",
    "واتساب",
    "اشترك في النشرة البريدية",
    "جميع الحقوق محفوظة",
    "طباعة",
    "نسخ الرابط",
    "تابعنا على تويتر",
)
CAPTIONS = ("صورة أرشيفية (رويترز)", "جانب من اللقاء - أ ف ب", "الصورة: غيتي", "من المؤتمر الصحفي. تصوير: سامي يوسف")
NEUTRAL, MAIN, CARD, EMBEDDED = "", "main", "card", "embedded"
MIN_PARAGRAPHS, MIN_EMBEDDED_PARAGRAPHS = 3, 2
MAX_CARDS = 5
WRAP_WIDTHS = (60, 72, 80)
SHARE_WRAPPED, SHARE_BLANK, SHARE_REPEATED, SHARE_CHROME, SHARE_CAPTION = 0.08, 0.4, 0.06, 0.35, 0.2
MAX_TEASER_CHARS = 160


@dataclass(slots=True)
class Splice:
    """A file as made, and how: `lines` with their owners (main, card, embedded; empty for what belongs to no text)."""

    kind: str
    place: str
    lines: list[tuple[str, str]] = field(default_factory=list)
    ids: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return "\n".join(line for line, _ in self.lines)


Block = list[tuple[str, str]]
Maker = Callable[[random.Random, Sequence[Article]], Block]


def make_splices(articles: Sequence[Article], count: int, seed: int) -> list[Splice]:
    """`count` files; equal seeds make equal files."""
    chance = random.Random(seed)
    usable = [article for article in articles if not article.is_mixed]
    hosts = [article for article in usable if len(article.paragraphs) >= MIN_PARAGRAPHS]
    guests = [article for article in usable if len(article.paragraphs) >= MIN_EMBEDDED_PARAGRAPHS]
    kinds = [kind for kind in MAKERS for _ in range(SHARES.get(kind, 1))]
    return [
        _splice(chance, chance.choice(hosts), chance.sample(guests, MAX_CARDS), kinds[number % len(kinds)])
        for number in range(count)
    ]


def _splice(chance: random.Random, host: Article, guests: Sequence[Article], kind: str) -> Splice:
    place = chance.choice(("beginning", "middle", "end", "end"))
    at = {"beginning": 1, "middle": max(1, len(host.paragraphs) // 2), "end": len(host.paragraphs)}[place]
    if kind == "repeated titles":  # without a phrase or text between them, they stand at the end of pages
        at, place = len(host.paragraphs), "end"
    inserted = MAKERS[kind](chance, guests)
    head: Block = [(host.title, MAIN)]
    if chance.random() < SHARE_CHROME:
        head += [(line, NEUTRAL) for line in chance.sample(CHROME, 2)]
    body: Block = [(line, MAIN) for line in host.paragraphs]
    if chance.random() < SHARE_CAPTION:
        body.insert(chance.randrange(at), (chance.choice(CAPTIONS), NEUTRAL))
        at += 1
    lines = [*head, *body[:at], *inserted, *body[at:]]
    if chance.random() < SHARE_REPEATED:
        lines.insert(len(head) + 1, lines[len(head)])
    if chance.random() < SHARE_CHROME:
        lines += [(line, NEUTRAL) for line in chance.sample(CHROME, 3)]
    return Splice(kind, place, _laid_out(chance, lines), (host.id, *(guest.id for guest in guests)))


def _laid_out(chance: random.Random, lines: Block) -> Block:
    """The lines, perhaps with blank lines between them and wrapped at one width."""
    blank, wrapped = chance.random() < SHARE_BLANK, chance.random() < SHARE_WRAPPED
    width = chance.choice(WRAP_WIDTHS)
    laid: Block = []
    for text, owner in lines:
        pieces = textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False) if wrapped else [text]
        laid += [(piece, owner) for piece in pieces]
        if blank or wrapped:
            laid.append(("", NEUTRAL))
    return laid


def _phrase(chance: random.Random) -> Block:
    return [(chance.choice(PHRASES), NEUTRAL)]


def _headlines(chance: random.Random, guests: Sequence[Article]) -> Block:
    return [(guest.title, CARD) for guest in guests[: chance.randint(1, MAX_CARDS)]]


def _headlines_after_phrase(chance: random.Random, guests: Sequence[Article]) -> Block:
    return [*_phrase(chance), *_headlines(chance, guests)]


def _inline_headline(chance: random.Random, guests: Sequence[Article]) -> Block:
    return [(f"{chance.choice(PHRASES).rstrip(' :')}: {guests[0].title}", CARD)]


def _repeated_titles(chance: random.Random, guests: Sequence[Article]) -> Block:
    has_teasers = chance.random() < 0.6
    block: Block = []
    for guest in guests[: chance.randint(2, 3)]:
        block += [(guest.title, CARD), ("", NEUTRAL), (guest.title, CARD)]
        if has_teasers:
            block.append((_teaser(guest), CARD))
    return block


def _teaser(guest: Article) -> str:
    words = guest.paragraphs[0][:MAX_TEASER_CHARS].rsplit(" ", 1)[0]
    return words if words.endswith(".") else f"{words}."


def _article_after_phrase(chance: random.Random, guests: Sequence[Article]) -> Block:
    return [*_phrase(chance), *_whole(guests[0])]


def _article_after_cards(chance: random.Random, guests: Sequence[Article]) -> Block:
    return [*_phrase(chance), (guests[1].title, CARD), (guests[2].title, CARD), *_whole(guests[0])]


def _article_after_headline(_chance: random.Random, guests: Sequence[Article]) -> Block:
    return _whole(guests[0])


def _article_with_byline(chance: random.Random, guests: Sequence[Article]) -> Block:
    guest = guests[0]
    head: Block = []
    if chance.random() < 0.6:
        head.append((chance.choice((f"بقلم: {chance.choice(REPORTERS)}", chance.choice(REPORTERS))), EMBEDDED))
    if not head or chance.random() < 0.7:
        head.append((_printed_date(chance, guest), EMBEDDED))
    return [(guest.title, EMBEDDED), *head, *((line, EMBEDDED) for line in guest.paragraphs)]


def _printed_date(chance: random.Random, guest: Article) -> str:
    day = dt.date.fromisoformat(guest.dated) if guest.dated else dt.date(2020, 3, 4)
    printed = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    return chance.choice((printed, f"تاريخ النشر: {printed}", f"{day.day:02}-{day.month:02}-{day.year}"))


def _article_with_dateline(chance: random.Random, guests: Sequence[Article]) -> Block:
    first, *rest = guests[0].paragraphs
    dateline = f"{chance.choice(PLACES)} ({chance.choice(AGENCIES)}) - "
    return [(guests[0].title, EMBEDDED), (dateline + first, EMBEDDED), *((line, EMBEDDED) for line in rest)]


def _article_without_headline(chance: random.Random, guests: Sequence[Article]) -> Block:
    return _article_with_dateline(chance, guests)[1:]


def _whole(guest: Article) -> Block:
    return [(line, EMBEDDED) for line in (guest.title, *guest.paragraphs)]


MAKERS: dict[str, Maker] = {
    "headlines after a phrase": _headlines_after_phrase,
    "phrase and headline in a line": _inline_headline,
    "repeated titles": _repeated_titles,
    "article after a phrase": _article_after_phrase,
    "article after a phrase and headlines": _article_after_cards,
    "article after its headline": _article_after_headline,
    "article with byline or date": _article_with_byline,
    "article with dateline": _article_with_dateline,
    "article without headline": _article_without_headline,
}
SHARES = {"headlines after a phrase": 2, "article after a phrase": 3, "article after its headline": 2}
"""How often a kind comes, where it is not once."""
