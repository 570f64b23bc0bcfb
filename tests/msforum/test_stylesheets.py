"""Many small sheets are served as one, and Django's lie beneath ours."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from msforum.stylesheets import StylesheetFinder, compact, joined
from tests.msforum.sheets import CSS, bare


@pytest.fixture
def finder(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return StylesheetFinder()


def test_imports_are_replaced_by_what_they_name(tmp_path):
    (tmp_path / "all.css").write_text(
        '@layer a, b;\n@import url("one.css");\n@import url("two.css") layer(b) (width > 1px);\n'
    )
    (tmp_path / "one.css").write_text('/* not this */\n@import url("deep.css");\n')
    (tmp_path / "deep.css").write_text("a { top: 0; }\n")
    (tmp_path / "two.css").write_text("b {\n  top: 0;\n\n}\n")

    assert compact(joined(tmp_path / "all.css")).split("\n") == [
        "@layer a, b;",
        "a { top: 0; }",
        "@media (width > 1px) {",
        "@layer b {",
        "b {",
        "top: 0;",
        "}",
        "}",
        "}",
        "",
    ]


def test_the_public_pages_need_one_small_sheet(finder):
    css = Path(finder.find("css/site.css")).read_bytes()

    assert b"@import" not in css
    assert b".comment" in css
    assert len(gzip.compress(css)) <= 12 * 1024


def test_every_sheet_is_served_by_some_index():
    imported = {
        name
        for index in [*CSS.glob("*.index.css"), CSS / "themes.css"]
        for name in re.findall(r'@import url\("([^"]+)"\)', bare(index))
    }
    parts = {
        str(sheet.relative_to(CSS))
        for sheet in CSS.rglob("*.css")
        if not sheet.name.endswith(".index.css")
    }

    assert parts == imported


def test_only_sheets_beside_the_index_may_point_to_files():
    """A relative address is read from where the joined sheet lies."""
    pointing = [sheet for sheet in (CSS / "themes").glob("*.css") if "url(" in bare(sheet)]

    assert pointing == []


def test_django_s_sheets_lie_beneath_ours(finder):
    css = Path(finder.find("admin/css/forms.css")).read_text("utf-8")
    ours = bare(CSS / "site.index.css").strip().splitlines()[0]

    assert css.startswith(f"{ours}\n@layer django {{\n")
    assert ours.startswith("@layer django, ")


def test_the_finder_knows_only_its_own(finder):
    assert finder.find("css/nothing.css") == []
    assert finder.find("css/button.css") == []
    assert finder.find("css/site.css", find_all=True) == [finder.find("css/site.css")]


def test_a_sheet_is_written_only_when_it_changed(finder):
    made = Path(finder.find("css/site.css"))
    made.write_text("old")
    assert made.read_text() == "old"

    finder.find("css/site.css")
    first = made.stat()
    finder.find("css/site.css")

    assert made.read_text().startswith("@layer")
    assert made.stat().st_ino == first.st_ino
    assert [file.name for file in made.parent.iterdir()] == ["site.css"]


def test_all_that_can_be_found_is_listed(finder):
    names = [name for name, _ in finder.list([])]

    assert {"css/site.css", "css/admin.css", "admin/css/base.css"} <= set(names)
    assert all(finder.made.exists(name) for name in names)


def test_the_site_asks_this_finder_first():
    first = next(iter(finders.get_finders()))

    assert isinstance(first, StylesheetFinder)
    assert first.check() == []
