"""The fields of a record under their Arabic names."""

from archive.catalog.models import Article

LABELS = {
    "paragraphs": "النص",
    "published": "تاريخ النشر",
    "not_before": "لم يُنشر قبل",
    "kind": "الصنف",
    "original": "الأصل الذي قُرئ منه",
}


def label_of(field: str) -> str:
    return LABELS.get(field) or str(getattr(Article._meta.get_field(field), "verbose_name", field))
