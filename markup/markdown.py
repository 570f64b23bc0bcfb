"""The few marks that a comment may use, and how much of them."""

from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType

from markup.problems import TooTangled

# Everything else that Markdown knows stays the characters that were typed: a "#" is a number
# sign, four blanks are four blanks, and HTML is shown, never obeyed.
_BLOCK_RULES = ["blockquote", "hr", "list", "paragraph"]
_INLINE_RULES = ["newline", "escape", "emphasis", "link", "autolink"]
# Rules after the first pass; without them emphasis would not be paired.
PAIRING_RULES = ["balance_pairs", "emphasis", "fragments_join"]

# markdown-it drops what stands deeper than its own limit, words included: refuse before that.
DEEPEST = 20
_DEEPEST_BLOCK = DEEPEST - 3
# An answer quoted back and forth has some hundred tags; 10,000 single letters on lines of
# their own have 5,000, and each costs the passes that follow.
_MOST_TAGS = 3_000
# A step is one place where rules were tried. Plain text has one a line, text full of marks two
# a character; some input makes the parser go over the same lines again and again.
_MOST_STEPS = 30_000
_MOST_RAW_HTML = 250_000


def to_raw_html(source: str) -> str:
    """Render Markdown; the answer is not safe yet. Raises TooTangled where it would be slow."""
    reader = _reader()
    steps: EnvType = {"left": _MOST_STEPS}
    tokens = reader.parse(source, steps)
    refuse_a_tangle(tokens, most_tags=_MOST_TAGS)
    html: str = reader.renderer.render(tokens, reader.options, steps)
    if len(html) > _MOST_RAW_HTML:
        raise TooTangled
    return html


@cache
def _reader() -> MarkdownIt:
    reader = MarkdownIt("zero", {"html": False, "breaks": True, "maxNesting": DEEPEST})
    reader.enable([*_BLOCK_RULES, *_INLINE_RULES, *PAIRING_RULES])
    count_steps(reader, everywhere=["paragraph", "blockquote", "list"])
    return reader


def count_steps(reader: MarkdownIt, *, everywhere: list[str]) -> None:
    """Take each step from `env["left"]`, and raise TooTangled when none is left."""
    reader.block.ruler.before("table", "count", _count_block_step, {"alt": everywhere})
    reader.inline.ruler.before("text", "count", _count_inline_step)


def _count_block_step(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    _count(state.env)
    if state.level > _DEEPEST_BLOCK:
        raise TooTangled
    return False


def _count_inline_step(state: StateInline, silent: bool) -> bool:
    _count(state.env)
    return False


def _count(steps: EnvType) -> None:
    steps["left"] -= 1
    if steps["left"] < 0:
        raise TooTangled


def refuse_a_tangle(tokens: list[Token], *, most_tags: int) -> None:
    """Refuse what is quick to read but slow to clean: tags by the thousand, or boxes in boxes."""
    tags = depth = 0
    for token in _every(tokens):
        tags += bool(token.tag)
        depth += token.nesting
        if tags > most_tags or depth > 2 * DEEPEST:
            raise TooTangled


def _every(tokens: list[Token]) -> list[Token]:
    return [one for token in tokens for one in (token, *(token.children or ()))]
