"""The index as Haystack sees it: its model and the fields that a SearchQuerySet may use."""

from django.db.models import QuerySet
from haystack import indexes

from archive.catalog.models import Article


class ArticleIndex(indexes.SearchIndex, indexes.Indexable):
    """Published articles. The backend reads them from the database itself, in batches (`indexing.documents`)."""

    text = indexes.CharField(document=True, stored=False)
    title = indexes.CharField(model_attr="display_title")
    key = indexes.CharField(model_attr="key", indexed=False)
    kind = indexes.CharField(model_attr="kind")
    source = indexes.CharField(null=True)
    agency = indexes.CharField(model_attr="agency")
    section = indexes.CharField(model_attr="section")
    language = indexes.CharField(model_attr="language")
    tag = indexes.MultiValueField(model_attr="tags")
    person = indexes.MultiValueField()
    place = indexes.MultiValueField()
    organization = indexes.MultiValueField()
    published = indexes.DateField(model_attr="published_on", null=True)

    def get_model(self) -> type[Article]:
        return Article

    def index_queryset(self, using: str | None = None) -> "QuerySet[Article]":
        return Article.objects.published()

    def get_updated_field(self) -> str:
        return "changed_at"

    def prepare_text(self, article: Article) -> str:
        return "\n".join(article.paragraphs.values_list("text", flat=True))

    def prepare_source(self, article: Article) -> str | None:
        return article.source.key if article.source else None
