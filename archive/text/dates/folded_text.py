"""A text as the rules of the date grammar see it, with the way back to printed offsets."""

from dataclasses import dataclass

from archive.text.dates.normalization import fold_for_dates, printed_end
from archive.text.dates.numerals import years_in_words


@dataclass(frozen=True, slots=True)
class FoldedText:
    """`folded` has years in words replaced by digits. `offsets` maps folded to printed offsets; None if they are equal."""

    printed: str
    folded: str
    offsets: list[int] | None

    @classmethod
    def of(cls, text: str) -> "FoldedText":
        folded, offsets = fold_for_dates(text)
        for start, end, year in reversed(years_in_words(folded)):
            offsets = offsets or list(range(len(folded) + 1))
            folded = f"{folded[:start]}{year}{folded[end:]}"
            offsets[start:end] = [*[offsets[start]] * 3, offsets[end - 1]]
        return cls(text, folded, offsets)

    def printed_span(self, start: int, end: int) -> tuple[int, int]:
        """Folded offsets as printed ones."""
        if self.offsets is None:
            return start, end
        return self.offsets[start], printed_end(self.offsets, self.printed, end)
