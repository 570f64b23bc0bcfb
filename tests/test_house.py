"""The rules of the house, kept by a machine so that nobody has to remember them all."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command

HERE = Path(__file__).resolve().parent.parent
TRACKED = subprocess.run(
    ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
    cwd=HERE,
    check=True,
    capture_output=True,
    text=True,
).stdout.splitlines()
FILES = [name for name in TRACKED if (HERE / name).is_file()]

# A file may do what nobody else may, for a reason.
KNOWS_STAFF = {
    "accounts/models/member.py",  # the column itself
    "accounts/way_back.py",  # whoever works in the admin proves in person who they are
    "msforum/demo/people.py",  # makes the demo's team
    "msforum/demo/loading.py",  # tells the demo's people from an operator
    "templates/parts/_nav.html",  # tells the next one who is here
    "templates/parts/_tools.html",  # shows the way to the admin, which asks for itself
}
MAKES_SAFE = {
    "markup/templatetags/markup.py",  # what markup.clean made
    "markup/hints.py",  # likewise
    "msforum/templatetags/chrome.py",  # icons: files of our own
    "msforum/artwork.py",  # a drawing from numbers
    "fragments/late.py",  # what a template wrote, as bytes
    "fragments/tags.py",  # what a template wrote, with what is put in escaped
    "comments/composing.py",  # what a template wrote, with what is put in escaped
    "templates/parts/_field_notes.html",  # help texts, which only code writes
}
VERBS_FOR_MANY = {
    "comments/withdrawing.py",  # one verb for many; a test compares it with the verb for one
}
OUTSIDE_NAMES = ("http://www.w3.org/",)  # the name of SVG, which is not fetched
NO_ROOM = {"core", "common", "utils", "util", "helpers", "services", "managers", "misc"}


def read(name):
    return (HERE / name).read_text(encoding="utf-8")


def ours(*endings, tests=False, migrations=False):
    """Files of the site with one of these endings; told apart by who may break which rule."""
    return [
        name
        for name in FILES
        if name.endswith(endings)
        and (tests or not name.startswith(("tests/", "benchmarks/")))
        and (migrations or "/migrations/" not in name)
    ]


def lines_with(pattern, names):
    found = re.compile(pattern)
    return [
        f"{name}:{number}: {line.strip()}"
        for name in names
        for number, line in enumerate(read(name).splitlines(), start=1)
        if found.search(line)
    ]


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_imports_point_down():
    told = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=HERE,
        check=False,
        capture_output=True,
        text=True,
    )

    assert told.returncode == 0, told.stdout


def test_every_app_is_on_the_map():
    page = read("docs/architecture.md")
    own = {config.label for config in apps.get_app_configs() if Path(config.path).parent == HERE}

    assert own >= {"accounts", "articles", "comments", "markup", "notifications", "outbox"}
    assert {label for label in own if f"`{label}/`" not in page} == set()


def test_every_environment_variable_is_explained():
    page = read("docs/operations.md")
    asked = set()
    for name in ours(".py"):
        asked |= set(re.findall(r"\benv_\w+\(\s*\"([A-Z_]+)\"", read(name)))
        asked |= set(re.findall(r"environ(?:\.get\(|\[)\"([A-Z_]+)\"", read(name)))

    assert {"DATABASE_URL", "SECRET_KEY", "PORT"} <= asked
    assert {name for name in asked - {"DJANGO_SETTINGS_MODULE"} if f"`{name}`" not in page} == set()


def test_every_decision_has_a_number_of_its_own():
    numbers = [Path(name).name[:4] for name in FILES if name.startswith("docs/decisions/")]

    assert len(numbers) >= 5
    assert sorted(set(numbers)) == sorted(numbers)


def test_links_between_papers_lead_somewhere():
    dead = [
        f"{name}: {target}"
        for name in FILES
        if name.endswith(".md")
        for target in re.findall(r"\]\((?!http)([^)#\s]+)", read(name))
        if not target.startswith("docs/shots/")
        and not (HERE / name).parent.joinpath(target).exists()
    ]

    assert dead == []


def test_pictures_in_papers_are_small_described_and_there():
    pictures = {name for name in FILES if name.startswith("docs/shots/")}
    shown = {}
    for name in FILES:
        if name.endswith(".md"):
            for alt, target in re.findall(r"!\[([^\]]*)\]\(([^)\s]+\.png)\)", read(name)):
                path = os.path.normpath(HERE / name / ".." / target)
                shown[str(Path(path).relative_to(HERE))] = alt

    assert shown.keys() == pictures
    assert [name for name, alt in shown.items() if len(alt.split()) < 3] == []
    assert [name for name in pictures if (HERE / name).stat().st_size > 120_000] == []


def test_no_template_is_longer_than_a_screen_or_two():
    assert [name for name in ours(".html") if len(read(name).splitlines()) > 120] == []


def test_no_file_is_longer_than_300_lines():
    assert [n for n in ours(".py", ".js", ".css") if len(read(n).splitlines()) > 300] == []


def test_no_function_is_longer_than_40_lines():
    long = [
        f"{name}:{node.lineno} {node.name}"
        for name in ours(".py")
        for node in ast.walk(ast.parse(read(name)))
        if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno >= 40
    ]

    assert long == []


def test_a_module_is_named_for_its_subject():
    parts = {part for name in ours(".py", tests=True) for part in Path(name).with_suffix("").parts}

    assert parts & NO_ROOM == set()


def test_staff_is_a_question_for_the_admin_only():
    elsewhere = [n for n in ours(".py", ".html") if "admin" not in n and n not in KNOWS_STAFF]

    assert lines_with(r"\bis_staff\b", elsewhere) == []
    assert lines_with(r"\bis_staff\b", KNOWS_STAFF)


def test_html_is_made_safe_in_few_places():
    elsewhere = [name for name in ours(".py", ".html") if name not in MAKES_SAFE]

    assert lines_with(r"mark_safe|SafeString\(|\|\s*safe\b|autoescape off", elsewhere) == []


def test_only_markup_cleans_text():
    elsewhere = [name for name in ours(".py") if not name.startswith("markup/")]

    assert lines_with(r"^\s*(import|from) (nh3|bleach|markdown_it)\b", elsewhere) == []


def test_nothing_is_asked_of_another_host():
    links = lines_with(r"(https?:)?//[\w-]+\.[\w.-]+", ours(".css", ".js", ".svg"))

    assert [line for line in links if not any(name in line for name in OUTSIDE_NAMES)] == []
    assert lines_with(r"(src|srcset|action)=\"(https?:)?//|@import|url\(http", ours(".html")) == []


def test_nothing_is_styled_or_scripted_inside_a_page():
    inline = r"\sstyle=\"|\son[a-z]+=\"|<style\b|<script(?![^>]*\ssrc=)|javascript:"

    # Letters, and the copy of one's data, stand alone: no style sheet and no policy reaches there.
    alone = {"templates/letters/base.html", "templates/accounts/copy/_style.html"}
    pages = [name for name in ours(".html") if name not in alone]
    assert lines_with(inline, pages) == []


def test_a_link_that_is_a_paragraph_of_its_own_is_as_high_as_a_finger():
    """`.onward` does it, `.btn` and others, too. The desk has its own way, and the pages of a copy
    of one's data have no style sheet."""
    others = ("templates/admin/", "templates/accounts/copy/")
    pages = [name for name in ours(".html") if not name.startswith(others)]

    assert lines_with(r"<p><a href=", pages) == []


def test_a_status_changes_by_a_verb_and_never_by_update():
    others = [name for name in ours(".py") if name not in VERBS_FOR_MANY]

    assert lines_with(r"\.update\([^)]*\bstatus\s*=", others) == []
    assert lines_with(r"[\"']status[\"']: Status\.", others) == []


def test_settings_alone_ask_whether_this_is_development():
    allowed = {"msforum/settings.py", "msforum/preparing.py"}
    elsewhere = [name for name in ours(".py") if name not in allowed and "commands" not in name]

    assert lines_with(r"settings\.DEBUG", elsewhere) == []


def test_nothing_is_left_to_be_done():
    assert lines_with(r"\b(TODO|FIXME|XXX|HACK)\b", ours(".py", ".html", ".css", ".js")) == []


def test_every_pinned_package_has_a_hash():
    for name in ("requirements.txt", "requirements-scale.txt", "requirements-dev.txt"):
        pins = re.split(r"\n(?=[a-z])", read(name))
        assert len(pins) > 3
        assert [pin.split("==")[0] for pin in pins if "--hash=sha256:" not in pin] == []


@pytest.mark.parametrize(
    "word", [f"{os.sep}work{os.sep}", "../shared/design", "pypi.org", "registry.npmjs"]
)
def test_no_file_names_a_place_that_other_machines_lack(word):
    readable = [name for name in FILES if name.endswith((".py", ".md", ".sh", ".toml", ".html"))]

    assert [name for name in [*readable, "Makefile", ".ci/run"] if word in read(name)] in (
        [],
        ["tests/test_house.py"],
    )
