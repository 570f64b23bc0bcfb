"""Sentences that promise a cure: for an illness that has none, the oldest trick to sell something.

Hope for one, research, and "there is no cure" are not promises.
"""

import re

from comments.offers.offer import Found

_ILLNESS = (
    r"(?:MS|multiple sclerosis|your (?:illness|disease|lesions|symptoms|condition|MS)"
    r"|(?:the|this) (?:illness|disease)|lesions|autoimmune (?:disease|illness)s?|you)"
)
_MADE_WELL = (
    r"(?:cure[sd]?|heal(?:s|ed)?|revers(?:e|es|ed)|eliminate[sd]?|eradicate[sd]?"
    r"|g[eo]ts? rid of|dissolve[sd]?)"
)
_NEAR = r"[^.!?\n]{0,30}?"
_PROMISES = re.compile(
    rf"\b{_MADE_WELL} (?:all |my |your |his |her |their |our |the |any |most )?{_ILLNESS}\b"
    rf"|\b(?:MS|multiple sclerosis|{_ILLNESS}) (?:can|could|will) (?:now )?be "
    r"(?:fully |completely )?(?:cured|healed|reversed)\b"
    r"|\b(?:natural|miracle|permanent|complete|total|guaranteed|herbal|secret|real|proven|certain)"
    rf" (?:cure|remedy)s?\b"
    rf"|\bcures? for {_NEAR}\b(?:MS|multiple sclerosis)\b"
    r"|\b(?:am|is|are|was|were|be|been|became|got|completely|fully|totally) (?:now )?"
    r"(?:cured|symptom.free for ever|MS.free)\b"
    r"|\b(?:cured|healed|reversed) (?:my|his|her|their|our)\b"
    r"|\b(?:cure|heal) yourself\b",
    re.IGNORECASE,
)
_NO_PROMISE = re.compile(
    r"\b(?:no|not|never|isn['’]t|aren['’]t|wasn['’]t|won['’]t|can['’]?not|can['’]t|doesn['’]t"
    r"|didn['’]t|don['’]t|nothing|nobody|without|until|unless|if|wish|hop(?:e|es|ing)|hopeful(?:ly)?"
    r"|dream|research(?:ers)?|trials?|one day|some ?day|search(?:ing)?|looking for|waiting for"
    r"|claim(?:s|ed|ing)?|promis(?:e|es|ed|ing)|scams?|nonsense|beware|fake|so.called|sell(?:s|ing)?"
    r"|supposed(?:ly)?|myth|false|lie[sd]?)\b|\?",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")


def found_in(words: str) -> list[Found]:
    """The sentences that do."""
    return [
        Found(match.start(), match.end(), match[0].strip())
        for match in _SENTENCE.finditer(words)
        if _PROMISES.search(match[0]) and not _NO_PROMISE.search(match[0])
    ]
