import importlib

import pytest
from django.core.management.base import BaseCommand

from bench.__main__ import COMMANDS, main


def test_without_a_command_the_commands_are_listed_and_the_status_is_an_error(capsys):
    assert main([]) == 2
    listed = capsys.readouterr().out
    assert all(f"  {name} " in listed for name in COMMANDS)


@pytest.mark.parametrize("flag", ["-h", "--help", "help"])
def test_help_lists_the_commands(flag, capsys):
    assert main([flag]) == 0
    assert capsys.readouterr().out.startswith("usage: python -m bench")


def test_a_mistyped_command_is_answered_with_the_nearest_one(capsys):
    assert main(["relevanse"]) == 2
    assert "Did you mean `relevance`?" in capsys.readouterr().err


def test_an_unknown_command_points_to_the_list(capsys):
    assert main(["xyz"]) == 2
    assert "`python -m bench` lists the commands" in capsys.readouterr().err


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_exists_and_explains_its_options(name, capsys):
    command = importlib.import_module(COMMANDS[name][0]).Command
    assert issubclass(command, BaseCommand)
    with pytest.raises(SystemExit) as stopped:
        main([name, "--help"])
    assert stopped.value.code == 0
    assert f"python -m bench {name}" in capsys.readouterr().out
