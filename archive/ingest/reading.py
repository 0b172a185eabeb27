"""Inputs → documents: each input is read by the reader of its format; what cannot be read becomes a failure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from archive.ingest.identity import KeyScheme
from archive.ingest.inputs import Input, printed_name
from archive.ingest.page_text.gazetteer import Gazetteer
from archive.ingest.readers import feed, jsonl, table, text
from archive.ingest.readers.html import page
from archive.ingest.record import DocumentRecord, Failure, UnreadableError

_NO_KEYS = KeyScheme()


@dataclass(frozen=True, slots=True)
class Reading:
    """What readers need besides the input: names to recognise, the scheme of keys, and headings given for fields of tables."""

    gazetteer: Gazetteer
    keys: KeyScheme = _NO_KEYS
    columns: Mapping[str, str] = field(default_factory=dict)


def read_inputs(inputs: Iterable[Input | Failure], reading: Reading) -> Iterator[DocumentRecord | Failure]:
    """The documents of all inputs, in order; failures in their place."""
    for source in inputs:
        if isinstance(source, Failure):
            yield source
            continue
        try:
            yield from _documents(source, reading)
        except UnreadableError as error:
            yield Failure(printed_name(source.path), str(error))
        except OSError as error:
            yield Failure(printed_name(source.path), f"cannot be read ({error.strerror or error})")


def _documents(source: Input, reading: Reading) -> Iterator[DocumentRecord | Failure]:
    path, gazetteer, keys = source.path, reading.gazetteer, reading.keys
    match source.format:
        case "jsonl":
            yield from jsonl.read_lines(path, keys)
        case "csv" | "tsv" | "xlsx":
            yield from table.read_file(path, keys, reading.columns, is_workbook=source.format == "xlsx")
        case "rss":
            yield from feed.read_file(path, gazetteer, keys)
        case "html":
            yield page.read_file(path, gazetteer, keys)
        case _:
            yield text.read_file(path, gazetteer, keys)
