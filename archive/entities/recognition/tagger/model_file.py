"""The file of a tagger's model: gzip of a line of JSON (format, labels, number of features), the features one a line, then
little-endian half-precision weights: a row for each feature, then a row for each label that a transition starts from."""

import gzip
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from archive.entities.authority import DATA
from archive.entities.recognition.tagger.model import LABELS, Tagger

MODEL = DATA / "tagger.model.gz"
_FORMAT = "khizana-tagger-1"


class TaggerError(ValueError):
    """A file that is not a model of this format."""


def save(path: Path, weights: Mapping[str, Sequence[float]], transitions: Sequence[Sequence[float]]) -> None:
    """Write a model atomically: a reader sees the old file or the new one."""
    features = sorted(weights)
    rows = np.array([*(weights[feature] for feature in features), *transitions], "<f2")
    header = {"format": _FORMAT, "labels": LABELS, "features": len(features)}
    part = path.with_suffix(".part")
    with part.open("wb") as raw, gzip.GzipFile(filename="", fileobj=raw, mode="wb", mtime=0) as file:
        file.write(json.dumps(header).encode() + b"\n" + "".join(f"{feature}\n" for feature in features).encode())
        file.write(rows.tobytes())
    part.replace(path)


def load(path: Path = MODEL) -> Tagger:
    """Read a model. Raises TaggerError if it is not one, OSError if it cannot be read."""
    with gzip.open(path, "rb") as file:
        try:
            header = json.loads(file.readline())
            if header["format"] != _FORMAT or tuple(header["labels"]) != LABELS:
                raise TaggerError(f"{path} has another format or other labels.")
            features = [file.readline().decode().removesuffix("\n") for _ in range(header["features"])]
            rows = np.frombuffer(file.read(), "<f2").reshape(-1, len(LABELS))
        except (ValueError, KeyError, EOFError) as error:
            raise TaggerError(f"{path} is not a tagger's model: {error}") from error
    return Tagger(features, rows[: len(features)], rows[len(features) :])
