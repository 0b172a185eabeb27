"""What curators decided about stories, and the log by which it is undone.

StoryDecision and StoryPairDecision stand whatever is read later: placing asks them first. StoryChange ─< ChangedStory,
ChangedArticle tells what was done, with all that stood before and after.
"""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from archive.catalog.models import Article
from archive.coverage.models.stories import Story


class StoryDecision(models.Model):
    """A curator's decision that an article belongs to a story, or does not.

    It is about the article of `article_key` (`Article.stored_key`): if that is deleted, `article` is null until an import brings
    it back.
    """

    article = models.ForeignKey(
        Article, models.SET_NULL, related_name="story_decisions", null=True, verbose_name="المقال"
    )
    article_key = models.CharField("مفتاح المقال", max_length=320)
    story = models.ForeignKey(Story, models.CASCADE, related_name="decisions", verbose_name="القصة")
    belongs = models.BooleanField("ينتمي إليها")
    by = models.CharField("قرّره", max_length=150, blank=True)
    at = models.DateTimeField("تاريخ القرار", default=timezone.now)

    class Meta:
        verbose_name = "قرار في قصة"
        verbose_name_plural = "قرارات في القصص"
        ordering = ("-at", "-pk")
        constraints = (
            models.UniqueConstraint(fields=("article_key", "story"), name="story_decision_once"),
            models.UniqueConstraint(
                fields=("article_key",), condition=Q(belongs=True), name="story_decision_in_one_story"
            ),
        )

    def __str__(self) -> str:
        return f"{self.article or self.article_key} {'∈' if self.belongs else '∉'} {self.story}"


class StoryPairDecision(models.Model):
    """A curator's decision about two stories: they are not one (`apart`, whichever is `story`), or `story` does not continue
    `other` (`unlinked`)."""

    class Kind(models.TextChoices):
        APART = "apart", "ليستا قصة واحدة"
        UNLINKED = "unlinked", "ليست تتمة لها"

    story = models.ForeignKey(Story, models.CASCADE, related_name="+", verbose_name="القصة")
    other = models.ForeignKey(Story, models.CASCADE, related_name="+", verbose_name="القصة الأخرى")
    kind = models.CharField("القرار", max_length=8, choices=Kind)
    by = models.CharField("قرّره", max_length=150, blank=True)
    at = models.DateTimeField("تاريخ القرار", default=timezone.now)

    class Meta:
        verbose_name = "قرار في قصتين"
        verbose_name_plural = "قرارات في قصتين"
        ordering = ("-at", "-pk")
        constraints = (
            models.UniqueConstraint(fields=("story", "other", "kind"), name="story_pair_decision_once"),
            models.CheckConstraint(condition=~Q(story=F("other")), name="story_pair_of_two"),
            models.CheckConstraint(condition=Q(kind__in=("apart", "unlinked")), name="story_pair_kind_known"),
        )

    def __str__(self) -> str:
        return f"{self.story}، {self.other}: {self.get_kind_display()}"


class StoryChange(models.Model):
    """What a curator did to stories. `before` and `after` are what stood of all that it touched (`services.story_state`).

    Headlines are not copied here: they go with their articles.
    """

    class Kind(models.TextChoices):
        TAKE_OUT = "out", "إخراج"
        PUT_IN = "in", "إدخال"
        MERGE = "merge", "دمج"
        SPLIT = "split", "فصل"
        APART = "apart", "إبقاء قصتين"
        CONFIRM = "confirm", "تأكيد"
        TITLE = "title", "تسمية"
        CHAPTER = "chapter", "تتمة"

    kind = models.CharField("القرار", max_length=8, choices=Kind)
    label = models.CharField("ما جرى", max_length=300)
    reason = models.CharField("السبب", max_length=300, blank=True)
    by = models.CharField("المشرف", max_length=150, blank=True)
    made_at = models.DateTimeField("متى", default=timezone.now)
    undone_at = models.DateTimeField("تُراجع عنه", null=True, blank=True)
    before = models.JSONField("ما قبله", default=dict, editable=False)
    after = models.JSONField("ما بعده", default=dict, editable=False)

    class Meta:
        verbose_name = "قرار في القصص"
        verbose_name_plural = "سجل القرارات في القصص"
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=("out", "in", "merge", "split", "apart", "confirm", "title", "chapter")),
                name="story_change_kind_known",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.label}"


class ChangedStory(models.Model):
    """A story that a change touched, by its key: its row may be gone since, merged into another."""

    change = models.ForeignKey(StoryChange, models.CASCADE, related_name="stories")
    key = models.CharField("المفتاح", max_length=32, db_index=True)

    class Meta:
        verbose_name = "قصة في قرار"
        verbose_name_plural = "قصص في قرارات"
        constraints = (models.UniqueConstraint(fields=("change", "key"), name="changed_story_once"),)

    def __str__(self) -> str:
        return self.key


class ChangedArticle(models.Model):
    """An article that a change touched, by `Article.stored_key`: its row may be gone, or another one since."""

    change = models.ForeignKey(StoryChange, models.CASCADE, related_name="articles")
    key = models.CharField("المفتاح", max_length=320, db_index=True)

    class Meta:
        verbose_name = "مقال في قرار"
        verbose_name_plural = "مقالات في قرارات"
        constraints = (models.UniqueConstraint(fields=("change", "key"), name="changed_article_once"),)

    def __str__(self) -> str:
        return self.key
