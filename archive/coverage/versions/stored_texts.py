"""Articles as they are compared: sentences without the lines that recur in their outlets, day, names.

Articles that readers cannot see and stubs have no place in a group; they are read without their text.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from archive.catalog.models import Article, Paragraph
from archive.catalog.selectors import is_after_tomorrow
from archive.coverage.models import LineCount
from archive.coverage.versions.decision import ComparableText
from archive.coverage.versions.figures import is_figure
from archive.coverage.versions.minhash import Keys, hashes, sentence_keys
from archive.coverage.versions.sentences import Sentence, Words, read_sentences
from archive.entities.models import Mention
from archive.text import fold, words

RULES = "1"
"""Version of the rules of comparing; another one makes every article due."""
RECURRING_TEXTS = 3
"""A line that so many texts of one outlet have, which are no versions of one another, is boilerplate."""
WINDOW_DAYS = 14
KEYS_PER_QUERY = 500
MAX_SENTENCES = 400
"""Of longer texts only the first sentences are compared; news has 10 on average."""
NO_DAYS = range(0)
REMEMBERED_TEXTS = 500
"""Texts that are kept in memory as read (about 10 MB): what is printed on a day is compared with each other."""


@dataclass(frozen=True, slots=True)
class _ReadText:
    """What depends on an article's text and outlet alone: sentences, hashes of them as lines, the hash of all its words."""

    sentences: tuple[Sentence, ...] = ()
    lines: tuple[int, ...] = ()
    text_hash: int | None = None


_remembered: dict[tuple[str, int | None], _ReadText] = {}


@dataclass(frozen=True, slots=True)
class StoredText:
    """An article's text as read now.

    `days` are the ordinals of the days on which it may have been published; empty without a plausible date. `lines` are
    hashes of all sentences with their outlet, figures left out.
    """

    pk: int
    compared_as: str
    is_eligible: bool
    source: int | None
    days: range
    lines: tuple[int, ...]
    comparable: ComparableText

    @property
    def key_day(self) -> int | None:
        """The day under which its keys are kept; None where it is not known to the day."""
        return self.days[0] if len(self.days) == 1 else None

    def keys(self) -> Keys:
        return sentence_keys([sentence.words for sentence in self.comparable.sentences])

    def is_near(self, other: "StoredText") -> bool:
        """Whether both may have been published within WINDOW_DAYS of each other; undated ones always."""
        if not self.days or not other.days:
            return True
        apart = max(other.days[0] - self.days[-1], self.days[0] - other.days[-1])
        return apart <= WINDOW_DAYS

    @property
    def print_order(self) -> tuple[bool, int, int]:
        """Sorts by date, undated ones last."""
        return not self.days, self.days[0] if self.days else 0, self.pk


def compared_as(article: Article) -> str:
    """What the comparison of an article depends on. If it differs from what was stored, the article is due."""
    return (
        f"{RULES}:{article.content_hash}:{article.source_id}:{article.published_on}:{article.published_precision}"
        f":{article.state}:{article.kind}"
    )


def is_eligible(article: Article) -> bool:
    return article.state == Article.State.PUBLISHED and article.kind == Article.Kind.ARTICLE


def load_texts(pks: Iterable[int]) -> dict[int, StoredText]:
    """The texts of these articles that exist, in four queries for up to KEYS_PER_QUERY articles."""
    ordered = sorted(set(pks))
    found: dict[int, StoredText] = {}
    for start in range(0, len(ordered), KEYS_PER_QUERY):
        found |= _load(ordered[start : start + KEYS_PER_QUERY])
    return found


def _load(pks: Sequence[int]) -> dict[int, StoredText]:
    articles = list(Article.objects.filter(pk__in=pks).order_by())
    readable = [article.pk for article in articles if is_eligible(article)]
    names = _names(readable)
    read = _read([article for article in articles if is_eligible(article)])
    recurring = boilerplate({line for text in read.values() for line in text.lines})
    return {
        article.pk: _stored(article, read.get(article.pk, _ReadText()), recurring, names[article.pk])
        for article in articles
    }


def _read(articles: Sequence[Article]) -> dict[int, _ReadText]:
    """The texts of these articles; those read lately are remembered by the hash of the text and the outlet."""
    found: dict[int, _ReadText] = {}
    unread: dict[int, Article] = {}
    for article in articles:
        if remembered := _remembered.get((article.content_hash, article.source_id)):
            found[article.pk] = remembered
        else:
            unread[article.pk] = article
    printed: dict[int, list[tuple[int, str, str]]] = defaultdict(list)
    rows = Paragraph.objects.filter(article__in=list(unread)).order_by("article_id", "position") if unread else []
    for paragraph in rows:
        printed[paragraph.article_id].append((paragraph.position, paragraph.role, paragraph.text))
    for pk, article in unread.items():
        found[pk] = _read_text(article.source_id, printed[pk])
        if article.content_hash:
            _remembered[article.content_hash, article.source_id] = found[pk]
    while len(_remembered) > REMEMBERED_TEXTS:
        del _remembered[next(iter(_remembered))]
    return found


def _read_text(source: int | None, paragraphs: Sequence[tuple[int, str, str]]) -> _ReadText:
    sentences = read_sentences(paragraphs)
    if not sentences:
        return _ReadText()
    whole = hashes([tuple(word for sentence in sentences for word in sentence.words)])
    return _ReadText(sentences, line_hashes(source, sentences), int(whole[0]))


def _stored(article: Article, text: _ReadText, recurring: set[int], names: frozenset[str]) -> StoredText:
    own = tuple(sentence for sentence, line in zip(text.sentences, text.lines, strict=True) if line not in recurring)[
        :MAX_SENTENCES
    ]
    return StoredText(
        pk=article.pk,
        compared_as=compared_as(article),
        is_eligible=is_eligible(article) and bool(text.sentences),
        source=article.source_id,
        days=_days(article),
        lines=text.lines,
        comparable=ComparableText(own, text.text_hash, names),
    )


def _days(article: Article) -> range:
    first, last = article.published_on, article.published_until
    if first is None or last is None or is_after_tomorrow(first):
        return NO_DAYS
    return range(first.toordinal(), last.toordinal() + 1)


def line_hashes(source: int | None, sentences: Sequence[Sentence]) -> tuple[int, ...]:
    """By which the sentences are known as lines of their outlet (primary key), figures left out."""
    outlet = str(source or "")
    return tuple(hashes([(outlet, *_without_figures(sentence.words)) for sentence in sentences]).tolist())


def _without_figures(found: Words) -> Words:
    return tuple("#" if is_figure(word) else word for word in found)


def boilerplate(lines: set[int]) -> set[int]:
    """The lines of these that are boilerplate."""
    ordered, found = sorted(lines), set[int]()
    for start in range(0, len(ordered), KEYS_PER_QUERY):
        rows = LineCount.objects.filter(line__in=ordered[start : start + KEYS_PER_QUERY], texts__gte=RECURRING_TEXTS)
        found.update(rows.values_list("line", flat=True))
    return found


def _names(pks: Sequence[int]) -> dict[int, frozenset[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    rows = Mention.objects.visible().filter(article__in=pks).order_by()
    for pk, surface in rows.values_list("article_id", "surface").distinct():
        found[pk].update(words(fold(surface)))
    return defaultdict(frozenset, {pk: frozenset(names) for pk, names in found.items()})
