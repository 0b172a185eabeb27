import os

from archive.ingest.inputs import Input, find_inputs, printed_name


def _names(found):
    return [(each.path.name, each.format) if isinstance(each, Input) else each.reason for each in found]


def test_files_are_known_by_their_names(tmp_path):
    for name in ("a.txt", "b.jsonl", "c.jsonl.gz", "d.json", "e"):
        (tmp_path / name).touch()
    paths = [str(tmp_path / name) for name in ("a.txt", "b.jsonl", "c.jsonl.gz", "d.json", "e")]
    assert [kind for _name, kind in _names(find_inputs(paths))] == ["text", "jsonl", "jsonl", "jsonl", "text"]


def test_a_folder_is_walked_by_name_and_other_kinds_are_passed_over(tmp_path):
    (tmp_path / "sub").mkdir()
    for name in ("b.txt", "a.jsonl", "README.md", ".hidden.txt", "sub/c.txt"):
        (tmp_path / name).touch()
    assert _names(find_inputs([str(tmp_path)])) == [("a.jsonl", "jsonl"), ("b.txt", "text"), ("c.txt", "text")]


def test_a_given_format_goes_before_the_name(tmp_path):
    (tmp_path / "a.txt").touch()
    assert _names(find_inputs([str(tmp_path / "a.txt")], "jsonl")) == [("a.txt", "jsonl")]


def test_what_is_no_file_is_a_failure_with_its_reason(tmp_path):
    (tmp_path / "broken.txt").symlink_to(tmp_path / "gone")
    (tmp_path / "loop").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "pipe.txt")
    assert _names(find_inputs([str(tmp_path / "missing.txt")])) == ["no such file"]
    assert sorted(_names(find_inputs([str(tmp_path)]))) == [
        "a broken link",
        "a link to a folder, not followed",
        "not a regular file",
    ]


def test_a_file_without_permission_is_a_failure(tmp_path, monkeypatch):
    (tmp_path / "a.txt").touch()
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    assert _names(find_inputs([str(tmp_path / "a.txt")])) == ["no permission to read it"]


def test_a_name_too_long_for_any_file_is_a_failure_of_its_own(tmp_path):
    (tmp_path / "a.txt").touch()
    failure, found = find_inputs([str(tmp_path / ("n" * 300)), str(tmp_path / "a.txt")])
    assert failure.reason.startswith("cannot be reached")
    assert found.path.name == "a.txt"


def test_bytes_of_a_name_that_are_no_text_are_replaced():
    assert printed_name(os.fsdecode(b"a\xff.txt")) == "a\ufffd.txt"


def test_a_link_out_of_the_folder_is_not_followed(tmp_path):
    outside, folder = tmp_path / "outside", tmp_path / "folder"
    (folder / "sub").mkdir(parents=True)
    outside.mkdir()
    (outside / "secret.txt").touch()
    (folder / "a.txt").touch()
    (folder / "sub" / "absolute.txt").symlink_to(outside / "secret.txt")
    (folder / "relative.txt").symlink_to("../outside/secret.txt")
    (folder / "inside.txt").symlink_to("a.txt")
    (folder / "chain.txt").symlink_to("relative.txt")
    found = {(each.path if isinstance(each, Input) else each.name): each for each in find_inputs([str(folder)])}
    followed = sorted(each.path.name for each in found.values() if isinstance(each, Input))
    refused = {each.reason for each in found.values() if not isinstance(each, Input)}
    assert followed == ["a.txt", "inside.txt"]
    assert refused == {"a link that leads out of the folder, not followed"}


def test_a_folder_reached_through_a_link_may_hold_links_within_it(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.txt").touch()
    (tmp_path / "real" / "b.txt").symlink_to("a.txt")
    (tmp_path / "link").symlink_to("real")
    assert [each.path.name for each in find_inputs([str(tmp_path / "link")])] == ["a.txt", "b.txt"]


def test_links_in_a_circle_end(tmp_path):
    (tmp_path / "a.txt").symlink_to("b.txt")
    (tmp_path / "b.txt").symlink_to("a.txt")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "up").symlink_to("..")
    assert sorted(_names(find_inputs([str(tmp_path)]))) == [
        "a broken link",
        "a broken link",
        "a link to a folder, not followed",
    ]
