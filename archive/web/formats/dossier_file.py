"""What the files that are made of a dossier have in common: when and where they were made, and how they are written out."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

CHUNK = 64 * 1024


@dataclass(frozen=True, slots=True)
class DossierFile:
    """`site` is the base of absolute addresses, without a slash at the end. Without `all_texts`, of an article that the dossier
    does not hold as a whole only passages are given: so for those who have but a link."""

    site: str
    made_at: dt.datetime
    all_texts: bool = True

    @staticmethod
    def chunks(file: IO[bytes]) -> Iterator[bytes]:
        """A temporary file from its beginning."""
        file.seek(0)
        while chunk := file.read(CHUNK):
            yield chunk
