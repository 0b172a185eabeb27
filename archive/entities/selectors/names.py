"""Name forms as sets of words: for datelines, and for the stemmer."""

from archive.entities.authority import authority_rows, bare_form
from archive.entities.models import NameForm
from archive.text import fold, is_inflected_noun, takes_article
from archive.text.stemming import protected_form

ARTICLES = ("ال", "وال", "لل", "بال")


def known_places() -> frozenset[str]:
    """Folded names of places that count without a context word."""
    forms = NameForm.objects.filter(relation="name", is_guarded=False, entity__type="place")
    return frozenset(fold(text) for text in forms.values_list("text", flat=True) if "(" not in text)


def known_agencies() -> dict[str, str]:
    """Folded forms of news agencies → the preferred name."""
    rows = NameForm.objects.filter(entity__is_agency=True).values_list("text", "entity__name")
    return {fold(bare_form(text)): name for text, name in rows}


def protected_names(*, shipped: bool = False) -> frozenset[str]:
    """Printed words that the stemmer leaves whole: names of one word, and each word of persons and places.

    `shipped`: from the shipped tables, without a database. Not protected: words of longer names of organizations, which
    are common words; nationalities, which inflect; of longer names of places those words that take the article (جنوب, not
    يانغ). A name that needs a context word («مدينة صور», «أحلام مستغانمي») and is also a common noun's plural or feminine
    is stemmed with that noun: a search for صور wants pictures too, and the place is found as printed and by its entity.
    """
    if shipped:
        forms = ((row.type, text) for row in authority_rows() for text, relation in row.forms if relation == "name")
    else:
        rows = NameForm.objects.filter(relation="name").values_list("entity__type", "text")
        forms = ((kind, text) for kind, text in rows)
    standalone: set[str] = set()
    contextual: set[str] = set()
    for kind, text in forms:
        words = bare_form(text).split()
        if len(words) == 1 and "(" not in text:
            standalone.update(words)
        elif len(words) == 1 or kind == "person":
            contextual.update(words)
        elif kind == "place":
            standalone.update(word for word in words if not word.startswith(ARTICLES) and not takes_article(fold(word)))
    return frozenset(standalone.union(word for word in contextual if not is_inflected_noun(protected_form(word))))
