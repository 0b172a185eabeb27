"""What is said in articles, and by whom."""

from archive.statements.models.quotation import Quotation

__all__ = ["Quotation"]
