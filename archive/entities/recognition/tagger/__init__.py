"""The tagger: a linear-chain CRF that recognises names by what they look like and what stands around them."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archive.entities.recognition.tagger.model import Tagger


@cache
def shipped_tagger() -> "Tagger":
    """The tagger that comes with Khizana. numpy is imported and the weights are read on the first call."""
    from archive.entities.recognition.tagger.model_file import load

    return load()
