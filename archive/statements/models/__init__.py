"""What is said in articles, and by whom; how many, and of what."""

from archive.statements.models.figure import Figure
from archive.statements.models.quotation import Quotation

__all__ = ["Figure", "Quotation"]
