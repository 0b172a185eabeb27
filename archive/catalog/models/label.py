"""FacetLabel: one form for all labels of a facet that look the same."""

from django.db import models
from django.db.models import Q

from archive.text import label_key

LABELLED_FACETS = ("agency", "section", "tag")
"""Facets whose values are printed labels. Sources are rows of their own."""
MAX_LABEL_KEY_CHARS = 400


def facet_label_key(label: str) -> str:
    """What labels that look the same share; "" for one of which nothing can be seen."""
    return label_key(label)[:MAX_LABEL_KEY_CHARS]


class FacetLabel(models.Model):
    """The form of an agency, section or tag that was printed first: the facet value of all that look the same."""

    facet = models.CharField("الحقل", max_length=10)
    key = models.CharField("المفتاح", max_length=MAX_LABEL_KEY_CHARS)
    text = models.TextField("كما طُبع أول مرة")

    class Meta:
        verbose_name = "صيغة قيمة"
        verbose_name_plural = "صيغ القيم"
        constraints = (
            models.UniqueConstraint(fields=("facet", "key"), name="facet_label_unique"),
            models.CheckConstraint(condition=Q(facet__in=LABELLED_FACETS), name="facet_label_facet_known"),
        )

    def __str__(self) -> str:
        return self.text
