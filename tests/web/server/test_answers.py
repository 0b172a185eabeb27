"""Responses gathered before they are sent: in memory while short, in a file when long, given up when nobody reads them."""

import threading
import tracemalloc

import pytest

from archive.web.server.answers import IN_MEMORY_BYTES, Answer, ReaderGoneError, gather

PART = b"x" * 65536


def test_a_short_response_stays_in_memory(tmp_path):
    assert gather([b"a", b"", b"b"], tmp_path, threading.Event()) == (b"ab", None)


def test_a_page_is_one_part_and_stays_in_memory_whatever_its_size(tmp_path):
    page = b"x" * (IN_MEMORY_BYTES + 1)
    assert gather([page], tmp_path, threading.Event()) == (page, None)


def test_a_long_response_is_a_file_without_a_name_with_every_byte(tmp_path):
    parts = [bytes([number % 251]) * 70_001 for number in range(40)]
    content, file = gather(iter(parts), tmp_path, threading.Event())
    assert content == b""
    assert list(tmp_path.iterdir()) == []
    with file, open(Answer(200, [], file=file).path, "rb") as opened:
        assert opened.read() == b"".join(parts)


def test_a_long_response_takes_the_same_memory_whatever_its_length(tmp_path):
    def peak(count):
        tracemalloc.start()
        _, file = gather((bytes(PART) for _ in range(count)), tmp_path, threading.Event())
        file.close()
        size = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return size

    assert peak(400) < 1.2 * peak(100)


def test_nothing_more_is_computed_for_a_reader_who_has_gone(tmp_path):
    gone, asked = threading.Event(), []

    def parts():
        for number in range(100):
            asked.append(number)
            if number == 50:
                gone.set()
            yield PART

    with pytest.raises(ReaderGoneError):
        gather(parts(), tmp_path, gone)
    assert asked[-1] == 50


def test_an_error_in_the_midst_is_no_shorter_response(tmp_path):
    def parts():
        yield from [PART] * 30
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        gather(parts(), tmp_path, threading.Event())
