import pytest
from django.core.management import call_command


@pytest.mark.parametrize("name", ["academy_tick", "academy_repair"])
def test_a_command_says_what_it_did(name, award, capsys):
    call_command(name)

    assert "renewals_opened: 0" in capsys.readouterr().out
