"""A dossier as evidence: a ZIP with texts, records and originals, hashes of all, and a verifier that needs nothing but Python."""

from archive.web.formats.evidence_folder.folder import Original, evidence_export

__all__ = ["Original", "evidence_export"]
