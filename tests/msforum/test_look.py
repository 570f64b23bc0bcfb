"""The colours, the tokens and the sheets keep their promises."""

import re

import pytest

from tests.msforum.sheets import CSS, STATIC, THEMES, bare, contrast, luminance, sheets, theme

SURFACES = ("page", "raised", "sunken")
WASHES = ("wash-a", "wash-b", "wash-c")
STATES = ("good", "warn", "bad")

# What may stand on what. A pair that is not here is not used.
TEXTS = [
    *((text, ground) for text in ("ink", "soft") for ground in (*SURFACES, *WASHES)),
    *((text, ground) for text in ("accent", "visited") for ground in (*SURFACES, *WASHES)),
    *((text, ground) for text in STATES for ground in ("page", "raised", f"{text}-bg")),
    *((text, f"{state}-bg") for text in ("ink", "accent") for state in STATES),
    *((f"{state}-bg", state) for state in STATES),
    ("accent-press", "page"),
    ("accent-press", "raised"),
    ("ink", "mark"),
    ("on-accent", "accent"),
    ("on-accent", "accent-press"),
]
EDGES = [
    *(("edge", ground) for ground in SURFACES),
    *((rule, "page") for rule in ("t1", "t2")),
]
SHAPES = [
    *(("focus", ground) for ground in (*SURFACES, *WASHES)),
    ("focus", "halo"),
    *(("edge", ground) for ground in WASHES),
    *(("signal", ground) for ground in ("page", "raised", *WASHES)),
]

RULES = [sheet for sheet in sheets() if "@import" not in bare(sheet)]

RAW_COLOUR = re.compile(
    r"#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\(|"
    r":\s*(?:white|black|red|green|blue|gr[ae]y|orange|yellow)\b",
    re.IGNORECASE,
)
PHYSICAL = re.compile(
    r"^\s*(?:(?:min-|max-)?(?:width|height)|left|right|top|bottom|"
    r"(?:margin|padding|border|inset)-(?:left|right|top|bottom)[\w-]*)\s*:|"
    r"(?:text-align|float|clear)\s*:\s*(?:left|right)",
    re.MULTILINE,
)


def failing(pairs, colours, least):
    return [
        f"{one} on {other}: {contrast(colours[one], colours[other]):.2f}"
        for one, other in pairs
        if contrast(colours[one], colours[other]) < least
    ]


@pytest.mark.parametrize("name", THEMES)
def test_all_text_is_seven_to_one_on_all_it_may_stand_on(name):
    assert failing(TEXTS, theme(name), 7) == []


@pytest.mark.parametrize("name", ["bold", "boldnight"])
def test_words_in_the_bold_themes_are_ten_to_one(name):
    pairs = [(text, ground) for text in ("ink", "soft", "accent") for ground in SURFACES]

    assert failing(pairs, theme(name), 10) == []


@pytest.mark.parametrize("name", THEMES)
def test_edges_are_four_to_one_and_shapes_three_to_one(name):
    assert failing(EDGES, theme(name), 4) == []
    assert failing(SHAPES, theme(name), 3) == []


def test_the_page_never_glares():
    assert luminance(theme("paper")["page"]) <= 0.88
    assert luminance(theme("dusk")["page"]) <= 0.60
    for name in ("paper", "dusk", "night"):
        assert not {"#ffffff", "#000000"} & set(theme(name).values())


@pytest.mark.parametrize("name", THEMES)
def test_every_theme_sets_the_same_colours_and_no_other(name):
    assert theme(name).keys() == theme("paper").keys()
    assert f':root[data-theme="{name}"]' in bare(CSS / "themes" / f"{name}.css")


def test_there_are_at_most_forty_tokens():
    tokens = set(re.findall(r"--([\w-]+):", bare(CSS / "tokens.css")))

    assert len(tokens | theme("paper").keys()) <= 40


def test_every_token_used_is_defined():
    defined = theme("paper").keys() | {
        name
        for sheet in (CSS / "tokens.css", CSS / "admin-colours.css")
        for name in re.findall(r"--([\w-]+):", bare(sheet))
    }
    used = {
        (sheet.name, name)
        for sheet in sheets()
        for name in re.findall(r"var\(--([\w-]+)", bare(sheet))
    }

    assert {(sheet, name) for sheet, name in used if name not in defined} == set()


def test_every_token_defined_is_used():
    used = {name for sheet in sheets() for name in re.findall(r"var\(--([\w-]+)", bare(sheet))}
    tokens = set(re.findall(r"--([\w-]+):", bare(CSS / "tokens.css")))

    assert (tokens | theme("paper").keys()) - used == set()


@pytest.mark.parametrize("sheet", sheets(), ids=lambda sheet: sheet.name)
def test_a_sheet_is_short_and_speaks_in_tokens_and_logical_directions(sheet):
    css = bare(sheet)

    assert len(sheet.read_text(encoding="utf-8").splitlines()) <= 150
    assert RAW_COLOUR.findall(css) == []
    assert PHYSICAL.findall(css) == []
    assert "!important" not in css


@pytest.mark.parametrize("sheet", RULES, ids=lambda sheet: sheet.name)
def test_a_sheet_opens_its_own_layer(sheet):
    """Rules outside a layer would beat every layer, wherever they stand."""
    outside = re.sub(r"@layer [\w-]+ \{\n.*?\n\}\n", "", bare(sheet), flags=re.DOTALL)
    outside = re.sub(r"@font-face \{.*?\}\n", "", outside, flags=re.DOTALL)

    assert outside.strip() == ""


def test_nothing_moves_unless_the_reader_allows_it():
    moving = [
        sheet.name
        for sheet in sheets()
        if re.search(r"animation|transition:(?! none)|smooth", bare(sheet))
    ]

    assert moving == []


def test_text_is_never_smaller_than_seventeen_pixels():
    sizes = [
        (sheet.name, float(size))
        for sheet in sheets()
        for size in re.findall(r"font-size:\s*([\d.]+)rem", bare(sheet))
    ]

    assert [(name, size) for name, size in sizes if size < 1.0625] == []


def test_the_font_and_the_icons_carry_their_licences():
    assert "SIL Open Font License" in (STATIC / "fonts" / "LICENSE").read_text(encoding="utf-8")
    assert "ISC License" in (STATIC / "icons" / "LICENSE").read_text(encoding="utf-8")


def test_the_vendored_icons_are_the_ones_the_script_takes():
    script = (STATIC.parent / "scripts" / "vendor.sh").read_text(encoding="utf-8")
    names = re.search(r'NAMES="([^"]+)"', script)[1].split()

    assert sorted(names) == sorted(icon.stem for icon in (STATIC / "icons").glob("*.svg"))


def test_every_icon_named_in_a_template_is_there():
    named = {
        name
        for template in (STATIC.parent / "templates").rglob("*.html")
        for name in re.findall(r"""\{% icon ["']([\w-]+)["']""", template.read_text("utf-8"))
    }

    assert len(named) > 3
    assert named - {icon.stem for icon in (STATIC / "icons").glob("*.svg")} == set()
