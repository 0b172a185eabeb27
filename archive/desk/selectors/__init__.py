"""What may be read of what journalists keep: each function takes the user who asks."""

from archive.desk.selectors.dossier_content import DossierContent, DossierEntry, Passage

__all__ = ["DossierContent", "DossierEntry", "Passage"]
