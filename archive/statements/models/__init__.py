"""What is said in articles, and by whom; how many, and of what."""

from archive.statements.models.figure import Figure
from archive.statements.models.quotation import SPEAKING, SPOKEN_OF, Quotation

__all__ = ["SPEAKING", "SPOKEN_OF", "Figure", "Quotation"]
