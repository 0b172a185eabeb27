"""The form that redacts a name: its printed forms, the articles, what stands in its place, and why."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from archive.catalog.models import DEFAULT_REPLACEMENT, MAX_FORM_CHARS, MAX_FORMS, Article, Redaction
from archive.catalog.selectors import Redactor, key_given
from archive.curation.redactions import MAX_ARTICLES
from archive.entities.models import Entity

MIN_LETTERS = 2
NO_NAME = "اختر صيغة واحدة على الأقل، أو اكتب الاسم كما طُبع."
NAMED_IN = "هذه العبارة نفسها تذكر الاسم."


class RedactionForm(forms.Form):
    """`names` are the entities that the articles mention, with the forms printed of each."""

    forms_chosen = forms.MultipleChoiceField(required=False)
    other_forms = forms.CharField(
        label="صيغ أخرى كما طُبعت",
        required=False,
        max_length=MAX_FORMS * MAX_FORM_CHARS,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text="كل صيغة في سطر. يُعثر عليها بما يتصل بها (وسليم، لسليم، سليمًا، للزعفراني) وكيف كُتبت ألفها وياؤها وهاؤها.",
    )
    chosen = forms.MultipleChoiceField(required=False)
    more_articles = forms.CharField(
        label="مقالات أخرى",
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "ltr"}),
        help_text="عناوين صفحاتها أو مفاتيحها، كل واحد في سطر",
    )
    replacement = forms.CharField(label="ما يحل محل الاسم", max_length=100, initial=DEFAULT_REPLACEMENT)
    reason = forms.CharField(
        label="السبب",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="يقرؤه القيّمون الأُوَل وحدهم",
    )
    public_note = forms.CharField(
        label="ملاحظة معلنة",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="يقرؤها من يقرأ المقال، فلا يُذكر فيها الاسم",
    )

    def __init__(
        self, data: Any = None, *, names: Sequence[tuple[Entity, list[str]]], articles: Sequence[Article]
    ) -> None:
        super().__init__(data)
        self.names = names
        self.given = {str(article.pk): article for article in articles}
        known = {form for _, several in names for form in several}
        self._choices("forms_chosen").choices = [(form, form) for form in sorted(known)]
        related = [pk for pk in (data.getlist("chosen") if data else ()) if pk.isascii() and pk.isdecimal()]
        extra = Article.objects.in_bulk(
            [int(pk) for pk in related if pk not in self.given and len(pk) < 19][:MAX_ARTICLES]
        )
        self._known = self.given | {str(pk): article for pk, article in extra.items()}
        self._choices("chosen").choices = [(pk, article.display_title) for pk, article in self._known.items()]

    def _choices(self, name: str) -> Any:
        return self.fields[name]

    @property
    def checked(self) -> set[str]:
        """The forms that were ticked."""
        return set(self.data.getlist("forms_chosen")) if self.is_bound else set()  # type: ignore[attr-defined]

    @property
    def shown_articles(self) -> list[tuple[Article, bool]]:
        """The articles to choose from, and whether each is ticked."""
        ticked = set(self.data.getlist("chosen")) if self.is_bound else set(self.given)  # type: ignore[attr-defined]
        return [(article, pk in ticked) for pk, article in self._known.items()]

    def clean_other_forms(self) -> list[str]:
        found = [" ".join(line.split()) for line in self.cleaned_data["other_forms"].splitlines()]
        for form in filter(None, found):
            if sum(sign.isalpha() for sign in form) < MIN_LETTERS or len(form) > MAX_FORM_CHARS:
                raise ValidationError(f"«{form[:40]}» أقصر أو أطول من أن يكون اسمًا.")
        return [form for form in found if form]

    def clean_more_articles(self) -> list[Article]:
        keys = [key_given(line) or line for line in self.cleaned_data["more_articles"].split()]
        found = {article.key: article for article in Article.objects.filter(key__in=keys[:MAX_ARTICLES])}
        if missing := next((key for key in keys if key not in found), None):
            raise ValidationError(f"لا مقال بهذا المفتاح: {missing[:60]}")
        return list(found.values())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        names = self.chosen_forms()
        if not names:
            raise ValidationError(NO_NAME)
        if len(names) > MAX_FORMS:
            raise ValidationError(f"صيغ الاسم أكثر من {MAX_FORMS}.")
        redactor = Redactor([Redaction(forms=names)])
        for field in ("replacement", "public_note"):
            if redactor.spans(cleaned[field]):
                self.add_error(field, NAMED_IN)
        articles = self.chosen_articles()
        if not articles:
            raise ValidationError("اختر مقالًا واحدًا على الأقل.")
        if len(articles) > MAX_ARTICLES:
            raise ValidationError(f"أكثر من {MAX_ARTICLES} مقال في مرة واحدة.")
        return cleaned

    def chosen_forms(self) -> list[str]:
        return list(dict.fromkeys([*self.cleaned_data["forms_chosen"], *self.cleaned_data["other_forms"]]))

    def chosen_articles(self) -> list[Article]:
        ticked = [self._known[pk] for pk in self.cleaned_data["chosen"]]
        return list({one.pk: one for one in (*ticked, *self.cleaned_data["more_articles"])}.values())

    def redaction(self) -> Redaction:
        """Unsaved."""
        fields = ("replacement", "reason", "public_note")
        return Redaction(forms=self.chosen_forms(), **{name: self.cleaned_data[name] for name in fields})
