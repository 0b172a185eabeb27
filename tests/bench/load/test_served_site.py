import pytest

from bench.load.served_site import serve_command


def test_the_server_is_what_make_run_ends_with(tmp_path):
    (tmp_path / "Makefile").write_text(
        "PORT = 1\nrun:\n\t@echo prepare\n\t@exec server --port $(PORT) \\\n\t\t--workers 2\n"
    )
    assert serve_command(tmp_path, 8765) == "exec server --port 8765 --workers 2"


def test_a_folder_without_a_makefile_is_refused(tmp_path):
    with pytest.raises(ValueError, match="Makefile"):
        serve_command(tmp_path, 8765)
