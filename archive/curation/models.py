"""What the history keeps beside Django's log of the admin, and that log as curators read it."""

from django.contrib.admin.models import LogEntry
from django.db import models


class KeptVersion(models.Model):
    """What a record said before a change that people made (`kept_versions.Content`), so that it can be put back."""

    entry = models.OneToOneField(LogEntry, models.CASCADE, related_name="kept", primary_key=True)
    packed = models.BinaryField()

    class Meta:
        verbose_name = "ما كان قبل تغيير"
        verbose_name_plural = "ما كان قبل التغييرات"

    def __str__(self) -> str:
        return str(self.entry)


class RecordedChange(LogEntry):
    """A row of the log: who did what to which record."""

    class Meta:
        proxy = True
        verbose_name = "تغيير"
        verbose_name_plural = "تغييرات الزملاء"
