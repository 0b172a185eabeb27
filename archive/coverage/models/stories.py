"""Story ─< StoryMember ─ Article: articles that tell one happening, and keys that were merged."""

from django.db import models
from django.db.models import F, Q

from archive.catalog.keys import new_key
from archive.catalog.models import Article
from archive.coverage.querysets import StoryQuerySet


class Story(models.Model):
    """One happening, as several articles tell it. Its key lasts: rows stay when the members go, and come back with them.

    `previous` is the story of an earlier day that this one continues; `previous_odds` how sure that is (log odds), and
    `previous_decided` whether a curator said it. `title` is a curator's; without one the headline of a member is shown. A story
    of one member is the chapter of another one, or what is left of a larger one.
    """

    key = models.CharField("المفتاح", max_length=32, unique=True, default=new_key, editable=False)
    title = models.CharField(
        "العنوان",
        max_length=300,
        blank=True,
        help_text="إن تُرك فارغًا عُرض عنوان أوثق مقالاتها صلةً بها",
    )
    first_day = models.DateField("أول يوم", null=True, db_index=True)
    last_day = models.DateField("آخر يوم", null=True)
    previous = models.ForeignKey(
        "self", models.SET_NULL, related_name="next_chapters", null=True, blank=True, verbose_name="ما سبقها"
    )
    previous_odds = models.FloatField("ترجيح ما سبقها", null=True)
    previous_decided = models.BooleanField("قرّر محرر ما سبقها", default=False)

    objects = StoryQuerySet.as_manager()

    class Meta:
        verbose_name = "قصة خبرية"
        verbose_name_plural = "قصص خبرية"
        constraints = (models.CheckConstraint(condition=~Q(previous=F("pk")), name="story_follows_another"),)

    def __str__(self) -> str:
        """A curator's title, else the headline where it was read along (`StoryQuerySet.with_headline`): always that where a name
        is redacted, which the title may have."""
        title = "" if getattr(self, "is_closed", False) else self.title
        return title or getattr(self, "headline", None) or self.key


class StoryMember(models.Model):
    """An article in its story. `sureness` is the mean chance, by words and days, that it tells what another member tells;
    `nearest` the member for which the chance is highest."""

    class Basis(models.TextChoices):
        WORDS = "words", "الكلمات والأيام"
        VERSION = "version", "نسخة من نص فيها"
        CURATOR = "curator", "قرار محرر"

    article = models.OneToOneField(Article, models.CASCADE, related_name="story_member", verbose_name="المقال")
    story = models.ForeignKey(Story, models.CASCADE, related_name="members", verbose_name="القصة")
    basis = models.CharField("أساس القرار", max_length=8, choices=Basis)
    sureness = models.FloatField("الترجيح")
    nearest = models.ForeignKey(
        Article, models.SET_NULL, related_name="+", null=True, blank=True, verbose_name="أقرب المقالات إليه"
    )

    class Meta:
        verbose_name = "مقال في قصة"
        verbose_name_plural = "مقالات في قصص"
        constraints = (
            models.CheckConstraint(
                condition=Q(basis__in=("words", "version", "curator")), name="story_member_basis_known"
            ),
            models.CheckConstraint(
                condition=Q(sureness__gte=0, sureness__lte=1), name="story_member_sureness_is_a_chance"
            ),
        )

    def __str__(self) -> str:
        return str(self.article)


class FormerStoryKey(models.Model):
    """The key of a story that was merged into another one: it leads there for ever. Or that of a story whose last article went
    to another one: it leads there while that story has no members."""

    key = models.CharField("المفتاح", max_length=32, unique=True, editable=False)
    story = models.ForeignKey(Story, models.CASCADE, related_name="former_keys", verbose_name="القصة")

    class Meta:
        verbose_name = "مفتاح سابق"
        verbose_name_plural = "مفاتيح سابقة"

    def __str__(self) -> str:
        return self.key
