"""Uploads of curators, their files, and the rows of their previews."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0011_facet_labels"),
        ("ingest", "0004_feeds"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Upload",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("label", models.CharField(max_length=300, verbose_name="الوصف")),
                ("uploaded_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="رُفعت")),
                ("changed_at", models.DateTimeField(auto_now=True, db_index=True, verbose_name="آخر تغيير")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("previewing", "تُقرأ للمعاينة"),
                            ("ready", "تنتظر التحميل"),
                            ("loading", "تُحمَّل"),
                            ("loaded", "حُمّلت"),
                            ("discarded", "أُهملت"),
                        ],
                        default="previewing",
                        max_length=10,
                        verbose_name="الحالة",
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="المصدر")),
                ("namespace", models.CharField(blank=True, max_length=200, verbose_name="نطاق الأرقام")),
                ("left_out", models.JSONField(blank=True, default=list, verbose_name="ما استُثني")),
                ("attempt", models.PositiveIntegerField(default=1, verbose_name="رقم المعاينة")),
                ("done", models.PositiveBigIntegerField(default=0, verbose_name="قُرئ")),
                ("total", models.PositiveBigIntegerField(default=0, verbose_name="من")),
                ("reading", models.CharField(blank=True, max_length=300, verbose_name="يُقرأ الآن")),
                ("counts", models.JSONField(blank=True, default=dict, verbose_name="أعداد المعاينة")),
                ("failures", models.JSONField(blank=True, default=list, verbose_name="ما تعذّر")),
                ("notices", models.JSONField(blank=True, default=list, verbose_name="ما يُترك على حاله")),
                ("checkpoint", models.JSONField(blank=True, default=dict, verbose_name="ما حُمّل حتى الآن")),
                ("trouble", models.TextField(blank=True, verbose_name="ما حال دون ذلك")),
                (
                    "batch",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="catalog.batch",
                        verbose_name="الدفعة الأخيرة",
                    ),
                ),
                (
                    "batches",
                    models.ManyToManyField(
                        blank=True, related_name="uploads", to="catalog.batch", verbose_name="الدفعات"
                    ),
                ),
                (
                    "loaded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="حمّلها",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="رفعها",
                    ),
                ),
            ],
            options={
                "verbose_name": "رفع",
                "verbose_name_plural": "المواد المرفوعة",
                "ordering": ("-uploaded_at", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="UploadFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveIntegerField(verbose_name="الموضع")),
                ("name", models.CharField(max_length=255, verbose_name="الاسم")),
                ("size", models.PositiveBigIntegerField(verbose_name="الحجم")),
                ("format", models.CharField(default="auto", max_length=10, verbose_name="الصيغة")),
                ("columns", models.JSONField(blank=True, default=dict, verbose_name="الأعمدة")),
                ("tables", models.JSONField(blank=True, default=list, verbose_name="الجداول")),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "ينتظر"), ("loaded", "حُمّل"), ("failed", "تعذّر")],
                        default="waiting",
                        max_length=8,
                        verbose_name="الحالة",
                    ),
                ),
                (
                    "upload",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="ingest.upload",
                        verbose_name="الرفع",
                    ),
                ),
            ],
            options={
                "verbose_name": "ملف مرفوع",
                "verbose_name_plural": "ملفات مرفوعة",
                "ordering": ("upload", "position"),
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="UploadRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("attempt", models.PositiveIntegerField()),
                ("document", models.PositiveIntegerField()),
                ("place", models.PositiveIntegerField()),
                ("parent", models.PositiveIntegerField(null=True)),
                ("name", models.CharField(max_length=1000)),
                ("sha256", models.CharField(max_length=64)),
                ("verdict", models.CharField(max_length=12)),
                ("kind", models.CharField(max_length=10)),
                ("state", models.CharField(blank=True, max_length=10)),
                ("title", models.CharField(blank=True, max_length=1000)),
                ("has_own_title", models.BooleanField(default=True)),
                ("date", models.CharField(blank=True, max_length=10)),
                ("date_basis", models.CharField(blank=True, max_length=8)),
                ("date_evidence", models.CharField(blank=True, max_length=500)),
                ("source", models.CharField(blank=True, max_length=200)),
                ("author", models.CharField(blank=True, max_length=300)),
                ("opening", models.CharField(blank=True, max_length=400)),
                ("paragraphs", models.PositiveIntegerField(default=0)),
                ("curated", models.JSONField(default=list)),
                ("warnings", models.JSONField(default=list)),
                (
                    "article",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="catalog.article"
                    ),
                ),
                (
                    "same_text",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="catalog.article"
                    ),
                ),
                (
                    "upload",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rows", to="ingest.upload"
                    ),
                ),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.AddConstraint(
            model_name="upload",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ("previewing", "ready", "loading", "loaded", "discarded"))),
                name="upload_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="uploadfile",
            constraint=models.UniqueConstraint(fields=("upload", "position"), name="upload_file_position_unique"),
        ),
        migrations.AddConstraint(
            model_name="uploadfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ("waiting", "loaded", "failed"))), name="upload_file_state_known"
            ),
        ),
        migrations.AddIndex(
            model_name="uploadrow",
            index=models.Index(fields=["upload", "attempt", "verdict", "document"], name="upload_row_verdict"),
        ),
        migrations.AddConstraint(
            model_name="uploadrow",
            constraint=models.UniqueConstraint(
                fields=("upload", "attempt", "document", "place"), name="upload_row_place_unique"
            ),
        ),
    ]
