"""What was cut from an article follows its state; no article is cut from itself.

Published cards of articles that were withdrawn before are withdrawn with them, and return with them.
"""

from django.db import migrations, models
from django.db.models import F, Q


def withdraw_children(apps, schema_editor):
    article_model, outbox_model = apps.get_model("catalog", "Article"), apps.get_model("catalog", "OutboxEntry")
    article_model.objects.filter(parent=F("pk")).update(parent=None)
    above = set(article_model.objects.filter(state="withdrawn").values_list("pk", flat=True))
    while above:
        below = []
        ordered = sorted(above)
        for start in range(0, len(ordered), 500):
            children = article_model.objects.filter(parent__in=ordered[start : start + 500], state="published")
            below += children.values_list("pk", flat=True)
        for start in range(0, len(below), 500):
            batch = below[start : start + 500]
            article_model.objects.filter(pk__in=batch).update(state="withdrawn", returns_to="published")
            outbox_model.objects.bulk_create([outbox_model(article_pk=pk, priority=10) for pk in batch])
        above = set(below)


class Migration(migrations.Migration):
    dependencies = [("catalog", "0006_tombstone")]
    operations = [
        migrations.AddField(
            "article",
            "follows_parent",
            models.BooleanField(
                default=True,
                help_text="يُسحب مع ما اقتُطع منه ويعود معه، ما لم يقرر مشرف غير ذلك",
                verbose_name="يتبع ما اقتُطع منه",
            ),
        ),
        migrations.AddField(
            "article",
            "returns_to",
            models.CharField(
                blank=True,
                choices=[("published", "منشور"), ("draft", "مسودة"), ("withdrawn", "مسحوب")],
                editable=False,
                max_length=10,
                verbose_name="يعود إلى",
            ),
        ),
        migrations.RunPython(withdraw_children, migrations.RunPython.noop),
        migrations.AddConstraint(
            "article",
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("pk")),
                name="article_not_cut_from_itself",
                violation_error_message="لا يُقتطع مقال من نفسه ولا مما اقتُطع منه.",
            ),
        ),
    ]
