"""Redactions applied to what articles say: the one place where a name is replaced.

`text_redact` is called wherever a text is about to be read by recognition or stored. It always starts from what was printed: a
piece of text that is known as redacted is looked up in UnredactedText first. So applying it once more changes nothing, one rule
more or less gives the text of the rules that are left, and a text that an import, a new reading or an undone batch brings is
redacted before anything of it is stored.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import unquote

from archive.catalog.models.record import Article
from archive.catalog.models.redaction import RedactedArticle, RedactedEntity, Redaction, UnredactedText
from archive.catalog.models.revision import RevisionText
from archive.text.names import NameSpan, name_spans

ParagraphText = tuple[str, str]
PARAGRAPHS = "paragraphs"
TEXT_COLUMNS = (
    "title", "author", "agency", "dateline", "photo_credit", "section", "tag_line", "published_evidence", "not_before_evidence",
)  # fmt: skip
LIST_COLUMNS = ("cited", "tags")
ADDRESS = "url"
REDACTED_COLUMNS = (*TEXT_COLUMNS, *LIST_COLUMNS, ADDRESS)
"""Columns of an article in which a name may be printed. Sources are of many articles, and keep their names."""
_BETWEEN_WORDS = str.maketrans(dict.fromkeys("/-_+.=&?", " "))
KEYS_PER_QUERY = 500


@dataclass(slots=True)
class Redactor:
    """The redactions of one article, and what its redacted pieces of text said."""

    rules: Sequence[Redaction] = ()
    known: Mapping[str, Sequence[Sequence[str]]] = field(default_factory=dict)
    entity_keys: frozenset[str] = frozenset()
    """Entities that the article mentions no more."""

    def text(self, text: str) -> str:
        """A text with its names replaced; all rules are matched in what was printed."""
        for start, end, replacement in reversed(self._places(text)):
            text = text[:start] + replacement + text[end:]
        return text

    def spans(self, text: str) -> list[NameSpan]:
        return [NameSpan(start, end) for start, end, _ in self._places(text)]

    def address(self, address: str) -> str:
        """An address that holds a name would lead to nothing with another one in its place: it is left out."""
        return "" if self.spans(unquote(address).translate(_BETWEEN_WORDS)) else address

    def value(self, column: str, value: Any) -> Any:
        """The value of a column with its names replaced."""
        if not value or column not in REDACTED_COLUMNS:
            return value
        if column in LIST_COLUMNS:
            return list(dict.fromkeys(self.text(one) for one in value))
        return self.address(value) if column == ADDRESS else self.text(value)

    def paragraphs(self, paragraphs: Iterable[ParagraphText]) -> tuple[ParagraphText, ...]:
        return tuple((role, self.text(text)) for role, text in paragraphs)

    def revision(self, text: RevisionText) -> RevisionText:
        """An earlier text of the article."""
        columns = {name: self.value(name, value) for name, value in text.columns.items()}
        return replace(text, columns=columns, paragraphs=self.paragraphs(text.paragraphs))

    def _places(self, text: str) -> list[tuple[int, int, str]]:
        """(start, end, replacement), in order; of places that overlap the one that begins first, then the longest."""
        found = sorted(
            ((*span, rule.replacement) for rule in self.rules for span in name_spans(text, rule.forms)),
            key=lambda place: (place[0], -place[1]),
        )
        kept: list[tuple[int, int, str]] = []
        for place in found:
            if not kept or place[0] >= kept[-1][1]:
                kept.append(place)
        return kept


class _Pieces:
    """Looks pieces of a text up among what is known, redacts them, and notes what they said."""

    def __init__(self, redactor: Redactor) -> None:
        self._redactor = redactor
        self._left = {place: [tuple(pair) for pair in pairs] for place, pairs in redactor.known.items()}
        self.noted: dict[str, list[tuple[str, str]]] = defaultdict(list)

    def printed(self, place: str, text: str) -> str:
        """What a piece said before it was redacted; each note serves once, but the last of equal ones."""
        pairs = self._left.get(place, [])
        found = [number for number, (redacted, _) in enumerate(pairs) if redacted == text]
        if not found:
            return text
        return pairs[found[0]][1] if len(found) == 1 else pairs.pop(found[0])[1]

    def redacted(self, place: str, text: str) -> str:
        printed = self.printed(place, text)
        shown = self._redactor.address(printed) if place == ADDRESS else self._redactor.text(printed)
        return self._noted(place, shown, printed)

    def redacted_list(self, place: str, values: Sequence[str]) -> list[str]:
        """A list is one piece: two of its values may be one when their names are gone."""
        printed = json.loads(self.printed(place, json.dumps(list(values))))
        shown = list(dict.fromkeys(map(self._redactor.text, printed))) if self._redactor.rules else printed
        self._noted(place, json.dumps(shown), json.dumps(printed))
        return shown

    def _noted(self, place: str, shown: str, printed: str) -> str:
        if shown != printed:
            self.noted[place].append((shown, printed))
        return shown


def text_redact(article: Article, paragraphs: Iterable[ParagraphText]) -> list[ParagraphText]:
    """Replace the names in the columns of an article, which is not saved here, and in these paragraphs, which are returned.

    What was printed is noted. For an article that no redaction applies to any more this gives back what was printed.
    """
    redactor = redactors_of([article])[article.key]
    pieces = _Pieces(redactor)
    for column in (*TEXT_COLUMNS, ADDRESS):
        if value := getattr(article, column):
            setattr(article, column, pieces.redacted(column, value))
        elif column == ADDRESS:
            _redact_address(article, pieces)
    for column in LIST_COLUMNS:
        setattr(article, column, pieces.redacted_list(column, getattr(article, column)))
    given = list(paragraphs)
    shown = [(role, pieces.redacted(PARAGRAPHS, text)) for role, text in given]
    if article.title is None and (shown != given or redactor.spans(article.generated_title)):
        article.generated_title = ""  # made anew from the text when the article is saved
    _note(article, pieces.noted, redactor)
    return shown


def _redact_address(article: Article, pieces: _Pieces) -> None:
    """An address that was left out is empty; it comes back if nothing forbids it any more."""
    if pieces.printed(ADDRESS, ""):
        article.url = pieces.redacted(ADDRESS, "")


def _note(article: Article, noted: Mapping[str, list[tuple[str, str]]], redactor: Redactor) -> None:
    """What was printed is added to what is known: columns that this call did not see keep their notes."""
    pieces = {place: [list(pair) for pair in pairs] for place, pairs in redactor.known.items()}
    for place, pairs in noted.items():
        fresh = {shown for shown, _ in pairs}
        pieces[place] = [*map(list, pairs), *(pair for pair in pieces.get(place, []) if pair[0] not in fresh)]
    if pieces != {place: [list(pair) for pair in pairs] for place, pairs in redactor.known.items()}:
        UnredactedText.objects.update_or_create(article_key=article.key, defaults={"pieces": pieces})


def redactors_of(articles: Iterable[Article]) -> dict[str, Redactor]:
    """By key of the article; an article without redactions has an empty one. Articles need not be saved yet."""
    wanted = list(articles)
    found = {article.key: Redactor() for article in wanted}
    by_pk = {article.pk: article.key for article in wanted if article.pk}
    by_import_key = {article.import_key: article.key for article in wanted if not article.pk and article.import_key}
    rules: dict[str, dict[int, Redaction]] = defaultdict(dict)
    for row in _standing(by_pk, by_import_key):
        key = by_pk.get(row.article_id or 0) or by_import_key.get(row.import_key)
        if key is not None:
            rules[key][row.redaction_id] = row.redaction
    for part in _parts(list(found)):
        for text in UnredactedText.objects.filter(article_key__in=part):
            found[text.article_key].known = text.pieces
    hidden = _entities({pk for several in rules.values() for pk in several})
    for key, several in rules.items():
        found[key].rules = [several[pk] for pk in sorted(several)]
        found[key].entity_keys = frozenset().union(*(hidden[pk] for pk in several))
    return found


def _entities(redactions: Iterable[int]) -> dict[int, set[str]]:
    keys: dict[int, set[str]] = defaultdict(set)
    for part in _parts(list(redactions)):
        for pk, key in RedactedEntity.objects.filter(redaction__in=part).values_list("redaction", "key"):
            keys[pk].add(key)
    return keys


def _standing(pks: Iterable[int], import_keys: Iterable[str]) -> Iterator[RedactedArticle]:
    rows = RedactedArticle.objects.filter(redaction__undone_at=None).select_related("redaction")
    for part in _parts(list(pks)):
        yield from rows.filter(article__in=part)
    for keys in _parts(list(import_keys)):
        yield from rows.filter(article=None, import_key__in=keys)


def _parts(values: list[Any]) -> Iterator[list[Any]]:
    return (values[start : start + KEYS_PER_QUERY] for start in range(0, len(values), KEYS_PER_QUERY))


def redacted_import_keys(keys: Iterable[str]) -> set[str]:
    """Of these import keys, those of deleted articles to which a redaction applies."""
    rows = RedactedArticle.objects.filter(redaction__undone_at=None, article=None)
    if not rows.exists():
        return set()
    return {
        key
        for part in _parts(list(keys))
        for key in rows.filter(import_key__in=part).values_list("import_key", flat=True)
    }


def redaction_notes(article: Article) -> list[str]:
    """What readers of a redacted article are told, each sentence once."""
    if not article.is_redacted:
        return []
    rows = Redaction.objects.filter(articles__article=article, undone_at=None).exclude(public_note="").order_by("pk")
    return list(dict.fromkeys(rows.values_list("public_note", flat=True)))
