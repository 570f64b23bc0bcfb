"""A guide's Markdown, as a file brings it -> finished HTML. Wider than what a comment may use.

What Markdown has no mark for (tables with joined cells, raised words) stands in it as HTML, as
everywhere in Markdown. It is cleaned like all HTML; these rules only have to be quick.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from markup.cleaning import clean, fits
from markup.markdown import DEEPEST, PAIRING_RULES, count_steps, refuse_a_tangle
from markup.problems import TooLong, TooTangled
from markup.profiles import GUIDE
from markup.tidying import tidy_html

_BLOCK_RULES = ["table", "blockquote", "hr", "list", "heading", "paragraph"]
_INLINE_RULES = ["newline", "escape", "emphasis", "link", "autolink", "entity"]
_EVERYWHERE = ["paragraph", "blockquote", "list", "table"]
# A block of 200,000 characters full of marks takes some five times as many steps as a comment.
_MOST_STEPS = 150_000
_MOST_TAGS = 10_000

# Not the rules of markdown-it, which look for the end of a comment over the whole text, from each
# beginning of one. What is open at the end of a tag is the cleaning's affair.
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>")
_BLOCK_TAG = re.compile(
    r"</?(?:blockquote|caption|div|figcaption|figure|h[1-6]|hr|img|li|ol|p|section|table|tbody|td"
    r"|tfoot|th|thead|tr|ul)(?=[\s/>])",
    re.IGNORECASE,
)


def guide_html(source: str, *, on_lines: bool = False) -> str:
    """Render what a guide's file says into clean HTML; raise Unusable where that cannot be.

    `on_lines` puts each element on a line of its own, as imports do and the editor does not.
    Readers see no difference; the same bytes come back.
    """
    if len(source) > GUIDE.most_characters:
        raise TooLong(length=len(source), limit=GUIDE.most_characters)
    reader = _reader(on_lines)
    steps: EnvType = {"left": _MOST_STEPS}
    tokens = reader.parse(tidy_html(source), steps)
    refuse_a_tangle(tokens, most_tags=_MOST_TAGS)
    html = reader.renderer.render(tokens, reader.options, steps).strip()
    if not fits(html, GUIDE):  # only words would be left
        too_long = len(html) > GUIDE.most_characters
        raise TooLong(length=len(html), limit=GUIDE.most_characters) if too_long else TooTangled
    return clean(html, GUIDE)


class _Compact(RendererHTML):
    """Writes no line ends between elements, as the editor of the desk does not."""

    def renderToken(  # noqa: N802 -- markdown-it's name
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        return super().renderToken(tokens, idx, options, env).strip("\n")

    def hardbreak(self, *_args: Any) -> str:
        return "<br>"

    def html_block(self, tokens: Sequence[Token], idx: int, *_args: Any) -> str:
        return tokens[idx].content.strip("\n")


@cache
def _reader(on_lines: bool) -> MarkdownIt:
    renderer = RendererHTML if on_lines else _Compact
    reader = MarkdownIt(
        "zero", {"html": True, "maxNesting": DEEPEST}, renderer_cls=renderer
    ).enable([*_BLOCK_RULES, *_INLINE_RULES, *PAIRING_RULES])
    count_steps(reader, everywhere=_EVERYWHERE)
    reader.block.ruler.after("count", "tag", _block_tag, {"alt": _EVERYWHERE})
    reader.inline.ruler.after("count", "tag", _inline_tag)
    return reader


def _block_tag(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """HTML from a line that begins with a tag of its own rank to the next empty line."""
    first = state.bMarks[start] + state.tShift[start]
    if not _BLOCK_TAG.match(state.src, first, state.eMarks[start]):
        return False
    if silent:
        return True
    last = start + 1
    while last < end and not state.isEmpty(last) and state.sCount[last] >= state.blkIndent:
        last += 1
    state.line = last
    token = state.push("html_block", "", 0)
    token.map = [start, last]
    token.content = state.getLines(start, last, state.blkIndent, True)
    return True


def _inline_tag(state: StateInline, silent: bool) -> bool:
    found = _TAG.match(state.src, state.pos) if state.src[state.pos] == "<" else None
    if found is None:
        return False
    if not silent:
        state.push("html_inline", "", 0).content = found[0]
    state.pos = found.end()
    return True
