"""Labels of articles (agency, section, tags) that look the same are one facet value: the form that was printed first."""

from collections import defaultdict
from collections.abc import Iterable

from archive.catalog.models import Article, FacetLabel, facet_label_key

Label = tuple[str, str]
"""(facet, label as printed)"""
ROWS = 500
"""Keys of one query, rows of one INSERT statement."""


def printed_labels(article: Article) -> list[Label]:
    """The labels that an article prints."""
    labels = [("agency", article.agency), ("section", article.section), *(("tag", str(tag)) for tag in article.tags)]
    return [(facet, label) for facet, label in labels if label]


def first_printed(labels: Iterable[Label]) -> dict[Label, str]:
    """Each label with the form printed first of those that look the same; "" where nothing can be seen.

    A label that is not on record is its own form.
    """
    keys = {label: facet_label_key(label[1]) for label in labels}
    texts = _texts({(facet, key) for (facet, _), key in keys.items()})
    return {label: texts.get((label[0], key), label[1]) if key else "" for label, key in keys.items()}


def printed_forms(facet: str, labels: tuple[str, ...]) -> tuple[str, ...]:
    """The labels in order, each once, in the form printed first."""
    forms = first_printed((facet, label) for label in labels)
    return tuple(dict.fromkeys(forms[facet, label] or label for label in labels))


def labels_add(articles: Iterable[Article]) -> None:
    """Record the labels of these articles that look like none before."""
    new: dict[Label, str] = {}
    for article in articles:
        for facet, label in printed_labels(article):
            if key := facet_label_key(label):
                new.setdefault((facet, key), label)
    for known in _texts(new):
        del new[known]
    rows = (FacetLabel(facet=facet, key=key, text=text) for (facet, key), text in new.items())
    FacetLabel.objects.bulk_create(rows, batch_size=ROWS, ignore_conflicts=True)


def _texts(keys: Iterable[Label]) -> dict[Label, str]:
    """(facet, key) → the form on record."""
    wanted: dict[str, list[str]] = defaultdict(list)
    for facet, key in keys:
        wanted[facet].append(key)
    return {
        (facet, key): text
        for facet, all_keys in wanted.items()
        for start in range(0, len(all_keys), ROWS)
        for key, text in FacetLabel.objects.filter(facet=facet, key__in=all_keys[start : start + ROWS]).values_list(
            "key", "text"
        )
    }
