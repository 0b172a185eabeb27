"""Static files of a site that a proxy may serve under a prefix."""

from django.contrib.staticfiles.storage import StaticFilesStorage
from django.urls import get_script_prefix


class PrefixedStaticFilesStorage(StaticFilesStorage):
    """Addresses begin with the prefix of the current request.

    A relative STATIC_URL would do so, too, but Django computes it once, from the first request of a process.
    """

    def url(self, name: str | None) -> str:
        return get_script_prefix().removesuffix("/") + super().url(name)
