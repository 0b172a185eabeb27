"""The sample archive shipped with the project, loaded into an empty archive."""

from pathlib import Path

from archive.catalog.models import Article
from archive.ingest.services import paths_import

FOLDER = Path(__file__).parent / "sample"


def sample_load() -> str:
    """Load the sample into an empty archive; the summary line, or an empty string if there are articles already."""
    if Article.objects.exists():
        return ""
    return str(paths_import(paths=[str(FOLDER)], label="عيّنة الأرشيف"))
