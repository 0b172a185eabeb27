"""What one parameter of an address may hold: the declaration that the parser keeps to and the documents are made of."""

from dataclasses import dataclass, field
from typing import Literal

Shape = Literal["text", "choice", "flag", "keys", "first_day", "last_day", "moment", "number", "cursor"]

_DIGIT = "[0-9٠-٩۰-۹]"
DATE_PATTERN = f"^({_DIGIT}{{4}})(?:-({_DIGIT}{{1,2}})(?:-({_DIGIT}{{1,2}}))?)?$"
"""YYYY, YYYY-MM or YYYY-MM-DD, in Arabic-Indic and Persian digits, too."""
MOMENT_PATTERN = (
    f"^({_DIGIT}{{4}}-{_DIGIT}{{2}}-{_DIGIT}{{2}})"
    f"(?:([T ]{_DIGIT}{{2}}:{_DIGIT}{{2}})(:{_DIGIT}{{2}}(?:\\.{_DIGIT}{{1,6}})?)?(Z|[+\\- ]{_DIGIT}{{2}}:?{_DIGIT}{{2}})?)?$"
)
"""A day, or a day and a time with or without an offset."""


@dataclass(frozen=True)
class Parameter:
    """A parameter: its name, the form of its value, what it means (for programmers, and `arabic` for readers), and its bounds.

    Shapes: `text` as typed; `choice` one of `choices`; `flag` 0 or 1; `keys` repeatable, at most `max_values` values;
    `first_day`, `last_day` the beginning or end of a year, month or day; `moment` a day or a time; `number` from 1 to
    `maximum`; `cursor` what an answer gave as `next`. `max_length` is in characters, of one value.
    """

    name: str
    shape: Shape
    meaning: str
    choices: tuple[str, ...] = ()
    default: str | None = None
    """What is understood where the parameter is absent or empty; None: nothing, or what `meaning` says."""
    arabic: str = field(kw_only=True)
    maximum: int | None = None
    max_length: int | None = None
    max_values: int | None = None

    @property
    def is_repeatable(self) -> bool:
        return self.shape == "keys"
