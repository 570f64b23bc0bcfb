"""Words in somebody's own comment that say they may want to die or to hurt themselves.

How it works, so that anybody can follow and mend it:

1. What others said is left out: lines that quote, and words between quotation marks, unless the
   writer quotes their own thoughts.
2. The rest is folded (`folding`): capitals, accents, look-alike letters and unseen signs are gone.
3. Each sentence is held against three lists (`patterns`). `NOW` is what people say about
   themselves in the present; it does not count where the sentence speaks of long ago. `THEN` is
   the same in the past tense; it counts only where the sentence says that it was just now.
   `ALWAYS` counts however it is told.

The patterns ask for "I" (or a sentence without anybody), because pain and tiredness are told in
the same words with another subject: "the spasms are killing me", "my legs are dead". How often
it is right: docs/moderation.md.
"""

import re

from comments.concern.folding import folded
from comments.concern.patterns import ALWAYS, NOW, THEN

# When it was just now.
_RECENT = re.compile(
    r"\b(?:last night|yesterday|today|tonight|this (?:morning|afternoon|evening|week|weekend)"
    r"|(?:an|\w+) (?:hours?|minutes?) ago|just|on (?:mon|tues|wednes|thurs|fri|satur|sun)day|again"
    r"|lately|recently|earlier|the other (?:day|night))\b"
)
# When it was long ago, or somebody else's mind.
_LONG_AGO = re.compile(
    r"\b(?:(?:years?|months?|decades?) (?:ago|back)|used to|back then|at the time"
    r"|as a (?:teenager|teen|child|kid|student)|in (?:19|20)\w\w|in my (?:teens|twenties|thirties|"
    r"youth)|that (?:winter|year|summer|spring|autumn)|i remember|i thought|long before|in the past"
    r"|in the first year|glad i (?:did|called)|isnt that i|is not that i|not saying i|not that i)\b"
)
_RIGHT_NOW = re.compile(
    r"\b(?:right now|tonight|today|again|still|but now i|and now i|these days|this week)\b"
)

_WORDS = re.compile(r"\w+")
_QUOTED_LINE = re.compile(r"^[ \t]{0,3}>.*$", re.MULTILINE)
_QUOTED = re.compile(
    r"“[^”\n]{0,200}”|\"[^\"\n]{0,200}\"|(?<![\w‘])‘[^’\n]{0,200}’(?!\w)"
    r"|(?<![\w'])'(?=\w)[^\n']{0,200}(?:'(?=\w)[^\n']{0,200}){0,4}'(?!\w)"
)
_OWN_THOUGHT = re.compile(
    r"\bi(?:m| am|ve)? (?:\w+ ){0,3}(?:think|thinking|thought|feel|feeling|say|saying|tell|telling"
    r"|scream|mean|repeat|told myself)(?: \w+){0,2}[ ,:]*$"
)
_SENTENCE = re.compile(r"[^.!?\n]+")


def found_in(words: str) -> list[str]:
    """What was found, folded and each thing once, in the order of the words; empty for nearly
    everybody. `words` are as somebody typed them."""
    found = []
    for sentence in _SENTENCE.finditer(folded(_own(words))):
        told = sentence[0].strip()
        found += [match for match in _matches(told) if match]
    return list(dict.fromkeys(found))


def _own(words: str) -> str:
    """Without what others said. Somebody's own thoughts stay, with or without the signs."""
    kept, end = [], 0
    words = _QUOTED_LINE.sub("", words)
    for quote in _QUOTED.finditer(words):
        before = words[max(0, quote.start() - 80) : quote.start()]
        own = _OWN_THOUGHT.search(folded(before))
        kept += [words[end : quote.start()], f", {quote[0][1:-1]}. " if own else " … "]
        end = quote.end()
    return "".join([*kept, words[end:]])


def _matches(sentence: str) -> list[str]:
    long_ago, recent = _LONG_AGO.search(sentence), _RECENT.search(sentence)
    asked = list(ALWAYS)
    if not long_ago or _RIGHT_NOW.search(sentence):
        asked += NOW
    if recent and not long_ago:
        asked += THEN
    there = set(_WORDS.findall(sentence))
    patterns = [pattern for group in asked if group.words & there for pattern in group.patterns]
    found = [match for pattern in patterns if (match := pattern.search(sentence))]
    return [match[0].strip(" ,;:") for match in sorted(found, key=lambda one: one.start())]
