"""Read the style sheets as plain text, the way the tests of the look need them."""

import re
from pathlib import Path

STATIC = Path(__file__).resolve().parent.parent.parent / "static"
CSS = STATIC / "css"
THEMES = ("paper", "dusk", "night", "bold", "boldnight")


def bare(sheet: Path) -> str:
    """A sheet without its comments."""
    return re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)


def sheets() -> list[Path]:
    """Every sheet of ours but the themes."""
    return sorted(CSS.glob("*.css"))


def theme(name: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6});", bare(CSS / "themes" / f"{name}.css")))


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    shares = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)
