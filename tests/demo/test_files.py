"""The demo company's files are checked before anything is written."""

import shutil

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from academy.demo.interchange import BrokenDemoError, read_company
from academy.demo.interchange.company import DATA
from academy.demo.models import DemoSeed


@pytest.fixture
def folder(tmp_path):
    """A copy of the files that a test may break."""
    return shutil.copytree(DATA, tmp_path / "data")


def rewrite(file, old, new):
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def test_the_built_in_company_has_no_problems():
    company = read_company()

    assert (len(company.people), len(company.courses), len(company.certifications)) == (40, 6, 3)


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "said"),
    [
        ("10_people.yaml", "manager: wei.lan", "manager: nobody", 4, "nobody"),
        ("questions/1_desk_essentials.yaml", "answer: false", "answer: perhaps", 14, "de-q02"),
        ("courses/1_desk_essentials.yaml", "draw: 8", "draw: 80", 21, "holds 12"),
        ("80_history.yaml", "state: certified, issued: -120", "state: expired, issued: -120", 7, "days are left"),
        ("50_certifications.yaml", "course: fast-deal-playbook", "course: slow-deals", 13, "slow-deals"),
        ("20_capabilities.yaml", "kind: product\n", "kind: 7\n", 7, "wrong kind"),
        ("60_toolkit.yaml", "owner: grace.okoye", "owner: grace", 5, "owner"),
    ],
)
def test_a_broken_row_is_named_with_its_file_and_line(folder, file, old, new, line, said):
    rewrite(folder / file, old, new)

    with pytest.raises(BrokenDemoError) as broken:
        read_company(folder)

    problem = broken.value.problems[0]
    assert problem.file == file
    assert abs(problem.line - line) <= 1
    assert said in str(problem)


def test_yaml_that_cannot_be_read_is_named_with_its_line(folder):
    rewrite(folder / "00_site.yaml", "locales: [en, zh-hans]", "locales: [en, zh-hans")

    with pytest.raises(BrokenDemoError, match=r"00_site\.yaml, line"):
        read_company(folder)


def test_a_missing_file_is_named(folder):
    (folder / "70_demand.yaml").unlink()

    with pytest.raises(BrokenDemoError, match=r"70_demand\.yaml"):
        read_company(folder)


@pytest.mark.django_db
def test_the_command_loads_nothing_from_a_broken_folder(folder):
    rewrite(folder / "10_people.yaml", "manager: wei.lan", "manager: nobody")

    with pytest.raises(CommandError, match=r"10_people\.yaml, line"):
        call_command("seed_demo", folder=folder)

    assert not get_user_model().objects.exists()


@pytest.mark.django_db
def test_it_is_not_loaded_among_other_people_unless_forced(rep):
    with pytest.raises(CommandError, match="not of the demo company"):
        call_command("seed_demo")

    assert not DemoSeed.objects.exists()
