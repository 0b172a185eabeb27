"""Words and pairs of adjacent words in stored texts, counted by stem, with the forms in which they are printed.

Left out: captions, sentences that recur in an outlet (boilerplate), names of the outlets themselves, stop words, numbers and
single letters. A pair does not reach over punctuation or a stop word.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from archive.catalog.models import Article, Paragraph
from archive.text import current_analyzer, is_stop_word, words

Stems = tuple[str, ...]
"""Of one word, or of two adjacent ones."""
Parts = dict[int, list[Sequence[str]]]
"""By article (primary key): the printed words between marks of punctuation, part by part."""
KEYS_PER_QUERY = 500
RECURRING_TEXTS = 3
"""A sentence that so many of an outlet's articles counted have, figures aside, is boilerplate."""
LEFT_OUT = frozenset({"caption"})
MIN_LETTERS = 2
_SENTENCE_END = re.compile(r"(?<=[.!؟?…])\s+|\n+")
_BREAK = re.compile(r"[.,،؛;:!؟?…()\[\]{}«»\"“”|/–—\n]+")
_DIGITS = re.compile(r"\d+")
_PROCLITICS = "[وفبلك]{0,2}"


@dataclass(frozen=True, slots=True)
class Wording:
    """`counts` and `articles` by stems: how often, and in how many articles; `forms`: how often each printed form; `where`: one
    article (primary key) that has it."""

    counts: Counter[Stems] = field(default_factory=Counter)
    articles: Counter[Stems] = field(default_factory=Counter)
    forms: dict[Stems, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    where: dict[Stems, int] = field(default_factory=dict)

    def form(self, stems: Stems) -> str:
        """The form in which it is printed most."""
        return min(self.forms[stems].items(), key=lambda form: (-form[1], form[0]))[0]

    def total(self, length: int) -> int:
        """Of all words (1) or pairs (2)."""
        return sum(count for stems, count in self.counts.items() if len(stems) == length)


def read_parts(pks: Sequence[int], outlet_names: Iterable[str]) -> Parts:
    """Of the published ones among these articles (primary keys): the words that stand between two marks of punctuation."""
    names = _outlet_pattern(outlet_names)
    texts = {pk: text for pk, text in _texts(pks).items() if text}
    recurring = _recurring(texts.values())
    return {
        pk: [
            words(part)
            for sentence in text
            if _shape(sentence) not in recurring
            for part in _BREAK.split(names.sub("،", sentence) if names else sentence)
        ]
        for pk, text in texts.items()
    }


def count_wording(parts: Parts) -> Wording:
    levels: dict[str, str] = {}
    printed: Counter[tuple[str, ...]] = Counter()
    found = Wording()
    for pk, text in parts.items():
        own = Counter[tuple[str, ...]]()
        for part in text:
            own.update(_units(part, levels))
        printed.update(own)
        stems_here = {tuple(levels[word] for word in unit) for unit in own}
        found.articles.update(stems_here)
        for stems in stems_here:
            found.where.setdefault(stems, pk)
    for unit, count in printed.items():
        stems = tuple(levels[word] for word in unit)
        found.counts[stems] += count
        found.forms[stems][" ".join(unit)] += count
    return found


def _texts(pks: Sequence[int]) -> dict[int, list[str]]:
    """Sentences of headline and paragraphs, each once in an article."""
    found: dict[int, dict[str, None]] = {}
    for start in range(0, len(pks), KEYS_PER_QUERY):
        some = Article.objects.published().filter(pk__in=pks[start : start + KEYS_PER_QUERY]).order_by()
        for pk, title in some.values_list("pk", "title"):
            found[pk] = {title: None} if title else {}
        rows = Paragraph.objects.filter(article__in=pks[start : start + KEYS_PER_QUERY]).order_by(
            "article_id", "position"
        )
        for pk, role, text in rows.values_list("article_id", "role", "text"):
            if pk in found and role not in LEFT_OUT:
                found[pk].update(dict.fromkeys(_SENTENCE_END.split(text)))
    return {pk: list(sentences) for pk, sentences in found.items()}


def _recurring(texts: Iterable[Sequence[str]]) -> set[str]:
    counts = Counter(shape for sentences in texts for shape in {_shape(sentence) for sentence in sentences})
    return {shape for shape, count in counts.items() if count >= RECURRING_TEXTS}


def _shape(sentence: str) -> str:
    return _DIGITS.sub("#", sentence.strip())


def _units(printed: Sequence[str], levels: dict[str, str]) -> Iterator[tuple[str, ...]]:
    """The words that count, and the pairs of them that stand together."""
    before = ""
    for word in printed:
        if (stem := levels.get(word)) is None:
            stem = levels[word] = counted_stem(word)
        if not stem:
            before = ""
            continue
        yield (word,)
        if before:
            yield before, word
        before = word


def counted_stem(word: str) -> str:
    """The stem of a printed word; the empty string for what does not count."""
    _, spelling, stem, _ = current_analyzer().levels(word)
    counts = len(spelling) >= MIN_LETTERS and stem.isalpha() and not is_stop_word(spelling)
    return stem if counts else ""


def _outlet_pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    """Finds these names as printed, also without what stands in parentheses after them, and with proclitics."""
    spelled = {tuple(words(form)) for name in names for form in (name, name.partition("(")[0])} - {()}
    alternatives = (r"\W+".join(map(re.escape, one)) for one in sorted(spelled, key=len, reverse=True))
    joined = "|".join(alternatives)
    return re.compile(rf"\b{_PROCLITICS}(?:{joined})\b") if joined else None
