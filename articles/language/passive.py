"""Sentences in which something is done and nobody does it."""

import re


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_IRREGULAR = _listed(
    """
    beaten become been begun bent bitten bled blown born borne bought bound bred broken brought
    built burnt caught chosen cut dealt done drawn driven drunk eaten fallen fed felt fought found
    forbidden forgotten frozen given ground grown heard held hidden hit hung hurt kept known laid
    led left lent let lit lost made meant met misunderstood outgrown overcome overdone paid proven
    put read ridden risen run said seen sent set sewn shaken shot shown shut slept slid sold
    sought spent spilt split spoken spread stolen struck stuck stung sung sunk swept sworn swollen
    swum taken taught thought thrown told torn understood undertaken undergone upset withdrawn won
    worn woken wound written rewritten rebuilt retold overtaken
    """
)
# Look like participles and say what somebody is, not what is done to them.
_ADJECTIVES = _listed(
    """
    tired exhausted worried scared frightened bored excited interested pleased concerned confused
    ashamed embarrassed depressed stressed relaxed mixed annoyed disappointed surprised satisfied
    determined experienced advanced limited complicated supposed used allowed-for red bed need
    seed indeed hundred sacred naked wicked rugged ragged aged blessed crooked learned gifted
    talented skilled retired married divorced engaged dedicated detailed mixed-up swollen
    bloodshot upset hurt stuck lost gone left set born blurred unrelated unexpected unwanted
    unnoticed located unchanged undecided disabled overwhelmed relieved drained bloated cramped
    constipated dehydrated impaired varied crowded focused isolated motivated speed feed shed sled
    led-lit embed weed deed reed exceed proceed succeed prepared aimed accustomed attached opposed
    """
)
_BE = r"am|is|are|was|were|be|been|being|isn['’]t|aren['’]t|wasn['’]t|weren['’]t|get|gets|got"
_BE += r"|getting|gotten"
_ADVERB = (
    r"(?:\w+ly|not|never|often|always|also|still|sometimes|usually|already|just|now|then|even|only"
    r"|ever|soon|seldom|most|more|less|best|better|well|thus|both|all|once|first|yet|so|too|rather)"
)
_PRONOUN = r"(?:you|we|they|it|he|she|this|that|these|those|people|there)"
_PASSIVE = re.compile(
    rf"\b(?:(?P<be>{_BE})|(?P<short>\w+['’](?:re|s|m)))\s+(?:{_PRONOUN}\s+)?(?:{_ADVERB}\s+){{0,3}}"
    r"(?P<done>[a-z]+(?:-[a-z]+)?)\b"
    r"(?P<by>\s+by\b(?!\s+(?:\w+ing|noon|midday|then|now|tea|\d|the end)\b))?",
    re.IGNORECASE,
)
_SHORT_BE = re.compile(r"(?:you|we|they|it|he|she|that|who|what|there|i)['’](?:re|s|m)", re.I)
_DOUBLE_E = {"agreed", "freed", "guaranteed", "refereed", "decreed"}
# "red", "bed"
_SHORTEST = 3
_NOT_DONE_AFTER_GET = {"tired", "left", "lost", "stuck", "started", "dressed", "used", "rid"}


def passive(sentence: str) -> str:
    """The words that make a sentence passive, such as "was given"; nothing in an active one."""
    start = 0
    while match := _PASSIVE.search(sentence, start):
        if _is_passive(match):
            return match[0]
        # The participle may itself be the "be" of what follows: "is being treated".
        start = match.start("done") if match["done"] else match.end()
    return ""


def _is_passive(match: re.Match[str]) -> bool:
    done = match["done"].lower()
    if match["short"] and not _SHORT_BE.fullmatch(match["short"]):
        return False
    if (match["be"] or "").lower().startswith("g") and done in _NOT_DONE_AFTER_GET:
        return False
    if not _is_participle(done):
        return False
    # "well-known", "wheelchair-bound" say what somebody is.
    return bool(match["by"]) or (done not in _ADJECTIVES and "-" not in done)


def _is_participle(word: str) -> bool:
    stem = word.rpartition("-")[2]
    if stem in _IRREGULAR:
        return True
    return (
        len(stem) > _SHORTEST
        and stem.endswith("ed")
        and (not stem.endswith("eed") or stem in _DOUBLE_E)
    )
