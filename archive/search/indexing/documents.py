"""Articles as the documents that an engine indexes: sections of printed text, and a record of keys and days.

Articles are loaded in batches, with one query each for articles and sources, paragraphs, mentions, speakers and dates, two
for groups of versions, and one for stories.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator

from archive.catalog.models import Article, Paragraph
from archive.catalog.selectors import first_printed, is_after_tomorrow, printed_labels
from archive.chronology.models import DateMention
from archive.coverage.selectors import story_keys, version_group_keys
from archive.entities.models import Mention
from archive.search.engine.document import STORY_GROUP, VERSION_GROUP, Document, MentionedDate, Record, microseconds
from archive.search.engine.forms import BODY_WEIGHT, LEDE_WEIGHT, TITLE_WEIGHT, Section
from archive.statements.selectors import speaker_keys
from archive.text import joined_contexts

FACET_RELATIONS = (Mention.Relation.NAME, Mention.Relation.NATIONALITY, Mention.Relation.COREFERENCE)
"""Metonyms (موسكو for the Russian government) are mentions, but readers do not filter by them."""
_BATCH_ARTICLES = 500


def documents(pks: Iterable[int]) -> Iterator[Document]:
    """The published ones of these articles as documents."""
    wanted = sorted(set(pks))
    for start in range(0, len(wanted), _BATCH_ARTICLES):
        yield from _load(wanted[start : start + _BATCH_ARTICLES])


def _load(pks: list[int]) -> Iterator[Document]:
    articles = list(Article.objects.published().filter(pk__in=pks).select_related("source").order_by("pk"))
    found = [article.pk for article in articles]
    paragraphs: dict[int, list[tuple[str, str]]] = defaultdict(list)
    printed = Paragraph.objects.filter(article__in=found).order_by("article_id", "position")
    for pk, role, text in printed.values_list("article_id", "role", "text"):
        paragraphs[pk].append((role, text))
    entities: dict[int, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    mentions = Mention.objects.visible().filter(article__in=found, relation__in=FACET_RELATIONS)
    for pk, kind, key in mentions.values_list("article_id", "entity__type", "entity__key").distinct():
        entities[pk][kind].add(key)
    for pk, key in speaker_keys(found):
        entities[pk]["speaker"].add(key)
    dates: dict[int, list[MentionedDate]] = defaultdict(list)
    spoken = DateMention.objects.visible().filter(article__in=found)
    for pk, first, last, basis in spoken.values_list("article_id", "first", "last", "basis"):
        dates[pk].append((first, last, basis == DateMention.Basis.STATED))
    forms = first_printed(label for article in articles for label in printed_labels(article))
    groups, stories = version_group_keys(found), story_keys(found)
    for article in articles:
        keys = {kind: tuple(sorted(found)) for kind, found in entities[article.pk].items()} | _keys(article, forms)
        if article.pk in groups:
            keys[VERSION_GROUP] = (groups[article.pk],)
        if group := stories.get(article.pk) or groups.get(article.pk):
            keys[STORY_GROUP] = (group,)
        yield _document(article, paragraphs[article.pk], keys, dates[article.pk])


def _keys(article: Article, forms: dict[tuple[str, str], str]) -> dict[str, tuple[str, ...]]:
    """The article's own keys; labels in the form in which they were printed first."""
    tags = (forms["tag", str(tag)] for tag in article.tags if tag)
    return {
        "source": (article.source.key,) if article.source else (),
        "agency": (forms.get(("agency", article.agency), ""),),
        "section": (forms.get(("section", article.section), ""),),
        "tag": tuple(dict.fromkeys(filter(None, tags))),
        "kind": (article.kind,),
        "language": (article.language,),
    }


def _document(
    article: Article, paragraphs: list[tuple[str, str]], keys: dict[str, tuple[str, ...]], dates: list[MentionedDate]
) -> Document:
    title = (Section(article.title, TITLE_WEIGHT),) if article.title else ()
    lede = Paragraph.Role.LEDE
    captions: set[str] = set()
    sections = [*title]
    sections += [Section(text) for text in (article.dateline, article.agency) if text]
    for role, text in paragraphs:
        if role == Paragraph.Role.CAPTION:
            if text in captions:
                continue
            captions.add(text)
        sections.append(Section(text, LEDE_WEIGHT if role == lede else BODY_WEIGHT))
    is_doubtful = is_after_tomorrow(article.published_on)  # indexed as undated: nothing is newer than tomorrow
    record = Record(
        pk=article.pk,
        keys=keys,
        first=None if is_doubtful else article.published_on,
        last=None if is_doubtful else article.published_until,
        precision="" if is_doubtful else article.published_precision,
        mentioned_dates=tuple(sorted(dates)),
        added=microseconds(article.created_at),
    )
    title = (*title, *_joined_readings(title))
    sections += _joined_readings(sections)
    return Document(article.pk, title, tuple(sections), record, _version(title, sections, record))


def _joined_readings(sections: Iterable[Section]) -> list[Section]:
    """What is printed as several words and may be read as one (#سوق<ZWNJ>السمك), read as one, with the words around it:
    sections of their own, so that the words as printed keep their positions."""
    return [Section(text) for section in sections for text in joined_contexts(section.text)]


def _version(*parts: object) -> int:
    """The first 63 bits of a digest of everything that is indexed and may change.

    The digest covers the former name of a field, so that the documents of indexes built before it was renamed are current.
    """
    content = repr(parts).replace(", mentioned_dates=(", ", spoken=(")
    digest = hashlib.blake2b(content.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1
