"""Words that hurt or hide, each with what to say instead."""

import re
from typing import NamedTuple


class Avoid(NamedTuple):
    """What was written, and what to write instead."""

    words: str
    instead: str


# The first column is a pattern of whole words.
_TABLE = [
    (r"suffer(?:s|ed|ing)? (?:from|with)(?: (?:ms|multiple sclerosis))?", "has, have, lives with"),
    (r"(?:ms|multiple sclerosis)[ -]sufferers?", "people with MS"),
    (r"sufferers?", "people with …"),
    (r"victims? of (?:ms|multiple sclerosis)|(?:ms|stroke) victims?", "people with …"),
    (r"victims?", "a person, people"),
    (r"wheelchair[ -]bound|confined to a wheelchair|bound to a wheelchair", "uses a wheelchair"),
    (r"bed[ -]?ridden|house[ -]?bound", "cannot leave their bed, cannot leave home"),
    (r"afflicted (?:with|by)|stricken (?:with|by)|struck down (?:with|by)", "has, have"),
    (r"cripples?|crippled|crippling", "disabled; say what is hard"),
    (r"handicap(?:ped|s)?", "disabled, disability"),
    (r"the disabled|the handicapped", "disabled people"),
    (r"(?:an? |the )?invalids?(?= (?:who|and|is|are|at|in)\b)", "a disabled person"),
    (r"able[ -]bodied", "people without a disability"),
    (r"mentally ill", "has a mental health condition"),
    (r"non[ -]?compliant|non[ -]?compliance", "did not take the medicine; say why"),
    (r"fail(?:s|ed)? (?:to respond to )?(?:the )?(?:treatment|therapy)", "it did not help"),
    (r"complain(?:s|ed|ing)? of", "says, has"),
    (r"battl(?:e|es|ed|ing) (?:with |against )?(?:ms|multiple sclerosis)|"
     r"fight(?:s|ing)? (?:against )?(?:ms|multiple sclerosis)", "live with MS"),
    (r"special needs", "say what is needed"),
    (r"burden(?:s)? (?:on|to|for) (?:carers?|famil(?:y|ies)|others|society)", "say what helps"),
    (r"committed suicide|commit(?:s|ting)? suicide", "died by suicide, take one's own life"),
    (r"patients should", "you can, you could"),
    (r"it is important to note that|please note that|it should be noted that", "(leave it out)"),
    (r"utili[sz](?:e|es|ed|ing)", "use"),
    (r"prior to", "before"),
    (r"in order to", "to"),
    (r"commence(?:s|d)?", "start"),
    (r"approximately", "about"),
    (r"ambulat(?:e|es|ed|ing|ion)", "walk, walking"),
    (r"exacerbat(?:e|es|ed|ing|ions?)", "make worse; a relapse"),
    (r"administer(?:s|ed|ing)?", "give"),
    (r"adverse (?:events?|effects?|reactions?)", "side effects"),
    (r"micturition|micturate", "passing urine, peeing"),
    (r"(?:obviously|just|simply|easily)(?= (?:do|take|stop|follow|relax|ignore|rest)\b)",
     "(leave it out: it may not be easy)"),
    (r"miracle|cure for (?:ms|multiple sclerosis)", "say what has been shown"),
    (r"normal people|healthy people", "people without MS"),
]  # fmt: skip
_ALL = "|".join(rf"(?P<w{place}>{pattern})" for place, (pattern, _) in enumerate(_TABLE))
# No pattern begins with another letter; most words are passed over at once.
_BEGINNINGS = "abcefhimnpsuvwojt"
_AVOID = re.compile(rf"\b(?=[{_BEGINNINGS}])(?:{_ALL})(?!\w)", re.IGNORECASE)


def to_avoid(text: str) -> list[Avoid]:
    """The words of a text that hurt or hide, in order."""
    return [
        Avoid(match[0], _TABLE[int(str(match.lastgroup)[1:])][1]) for match in _AVOID.finditer(text)
    ]
