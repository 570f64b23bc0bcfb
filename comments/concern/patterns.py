"""What people say who may want to die or to hurt themselves, as patterns over folded words.

Each group names its key words: it is asked only about sentences that have one of them, so that
nearly every sentence costs one look. Gaps are bounded, and no pattern goes back and forth.
"""

import re
from typing import NamedTuple


class Group(NamedTuple):
    """Patterns that make sense only where one of the words stands."""

    words: frozenset[str]
    patterns: list[re.Pattern[str]]


# Any word but one that turns the meaning round.
_WORD = (
    r"(?:(?!(?:not|never|no|dont|didnt|doesnt|wont|wouldnt|havent|hasnt|isnt|arent|cant|couldnt"
    r"|hardly|without|stopped)\b)\w+)"
)
_REALLY = (
    r"(?:(?:really|just|only|so|honestly|still|now|actually|truly|often|always|sometimes|simply"
    r"|constantly|seriously|again|all i want|even|also|quite|very|pretty|kind of|sort of|just about"
    r"|literally|currently|secretly|feeling|a bit) ){0,3}"
)
_START = rf"(?:^|(?<=[,;:] )|\b(?:and|but|so|or|because|that|now|tonight|today) ){_REALLY}"
_I = rf"(?:\bi {_REALLY}|{_START})"
_IM = rf"(?:\b(?:i am|im|i feel|i have been|ive been|i was) {_REALLY}|{_START}(?:been )?{_REALLY})"
_WANT = (
    r"(?:want(?:s)? (?:to|2)|wanna|need to|would like to|d like to|id like to|long to|hope to"
    r"|would love to)"
)
_SHALL = (
    r"(?:am going to|m going to|am gonna|m gonna|will|ll|might|may|could(?: just)?|should(?: just)?"
    r"|have decided to|ve decided to|am about to|m about to|plan to|am planning to|m planning to"
    r"|am ready to|m ready to|feel ready to)"
)
_WISH = rf"(?:{_I}{_WANT} {_REALLY}|\bi ?{_SHALL} {_REALLY}|{_START}(?:going to|gonna) {_REALLY})"
_THINK = (
    r"(?:think(?:ing)? (?:about|of)|thoughts? (?:of|about)|plan(?:ning|s)?(?: on| to)?"
    r"|consider(?:ing)?|contemplat(?:e|ing)|dream(?:ing)? (?:of|about)|feel(?:ing)? like)"
)
_I_THINK = (
    r"(?:(?:\b(?:i|im|ive|i am|i have)|\b(?:cant stop|keep|constantly|been)) "
    rf"(?:{_WORD} ){{0,3}}?|{_START}){_THINK}"
)
# What may follow where nothing else may: the end, or why and since when.
_END = (
    r"(?= ?$| ?[,;:()]| (?:any ?more|any longer|like this|this way|and|but|so|or|tonight|today"
    r"|tomorrow|now|soon|again|right|because|since|please|too|tbh|every|at all|i|im|by|this|either"
    r"|as well|thank|thanks|if|is all|in my sleep|with ms|with this pain|in pain|in this pain)\b)"
)
_TO_MYSELF = r"(?:kill|hurt|harm|cut|hang|drown|shoot|poison|starve|burn|do away with|finish|off)"
_MEDICINE = (
    r"(?:pills?|tablets?|meds|medication|medicines?|painkillers?|capsules?|baclofen|gabapentin"
    r"|pregabalin|amitriptyline|tizanidine|morphine|paracetamol|insulin|stash)"
)
# "Killing myself trying to keep up" is about chores.
_CHORE = (
    r"(?! (?:\w+ing\b|over\b|at\b|to get\b|to keep\b|to make\b|on (?:the|a|that|this)\b"
    r"|by (?:doing|mistake|accident)|with (?:the|my) (?:knife|tremor|razor)|when\b|while\b))"
)
_OF_SHAME = (
    r"(?! (?:of (?!this|pain|ms|the pain)\w+|laughing|when (?:he|she|they|it|the|my)\b"
    r"|with (?:shame|embarrassment|laughter)|by (?:noon|four|the end)|young|before (?:i|my)\b"
    r"|of laughter|at home|in a (?:bed|hospice)|for (?:it|that|a)\b))"
)
_PLACE = (
    r"(?:train|bus|lorry|truck|car|traffic|bridge|roof|cliff|balcony|building|window|tube|tram"
    r"|subway|tracks|river|wall|tree)"
)
_PEOPLE = (
    r"(?:everyone|everybody|every one|they|theyd|you|youd|people|the world|the family|we all"
    rf"|the (?:kids|children)|my (?:{_WORD} ){{0,2}}?(?:kids|children|husband|wife|family|partner"
    r"|mum|mom|mother|dad|father|parents|son|daughter|boys|girls|friends|boyfriend|girlfriend))"
)


def group(words: str, *patterns: str) -> Group:
    return Group(frozenset(words.split()), [re.compile(pattern) for pattern in patterns])


# Of themselves, in the present.
NOW = [
    group(
        "die dead",
        rf"{_WISH}(?:die|be dead|drop dead)\b{_OF_SHAME}",
        rf"{_I}(?:wish|wished) (?:that )?i (?:was|were|am|could be) dead\b(?! (?:certain|sure))",
        rf"{_I}(?:wish|wished) (?:that )?i (?:could|would) (?:{_WORD} ){{0,2}}die\b{_OF_SHAME}",
        rf"{_I}(?:hope|pray|hoping)(?: {_WORD}){{0,2}} (?:that )?i (?:{_WORD} )?die "
        r"(?:soon|in my sleep|tonight|tomorrow)",
        r"\b(?:i would|id|i) rather (?:be dead|die) than (?:to )?"
        r"(?:live|go on|go through|carry on|face|keep|continue|wake|suffer|be a burden|exist)\b",
        rf"\b(?:id (?:{_WORD} )?be|i would be|im) better off dead\b",
    ),
    group(
        "dying death kms unalive dignitas kills born",
        r"\bdeath would be (?:a |such a )?(?:relief|release|easier|better|blessing)",
        r"\b(?:way out|answer|option|escape) (?:except|but|is|than|left is) (?:dying|death)\b",
        rf"{_I_THINK} (?:{_WORD} )?(?:dying|death|my own death)\b"
        r"(?=.{0,20}\b(?:all the time|constantly|every (?:day|night)|always|a lot|own death)\b)",
        r"\b(?:constantly|always|keep) thinking (?:about|of) (?:dying|death|my own death)\b",
        rf"^kms\b|\bi kms\b|{_WISH}(?:kms|unalive myself)\b",
        rf"{_I}hope (?:this|the|my) (?:{_WORD} )?(?:ms|disease|illness|relapse|cancer) kills me\b",
        rf"(?:{_WISH}|{_I_THINK} )(?:go(?:ing)? to )?dignitas\b",
        rf"{_I}wish (?:that )?i (?:had|d|was|were) never (?:been )?born\b",
    ),
    group(
        "myself",
        rf"(?:{_WISH}|{_I_THINK} |\bfeel like ){_TO_MYSELF}(?:ting|ning|ing)? myself\b{_CHORE}",
        r"\b(?:thoughts|thinking|plans?|planning|urges?|ways?) (?:of|to|about|on) "
        rf"(?:kill|killing|hang|hanging|drown|drowning) myself\b{_CHORE}",
        r"\b(?:started|back to|keep|im|ive been|been) (?:cutting|burning) myself\b"
        r"(?= ?$| ?[,;]| again| to cope| every| at night)",
        r"\b(?:cant|cannot|dont know how to|cant promise to) keep myself safe\b",
        r"\b(?:do not feel|dont feel|not) safe with myself\b",
        r"\b(?:might|going to|could|afraid of what i might|scared of what i might) do "
        r"(?:something )?to myself\b",
        r"\b(?:dont|do not|cant) trust myself (?:not to|tonight|alone|to be alone|with my)\b",
        rf"(?:{_WISH}|{_I_THINK} |\bfeel like )(?:{_WORD} )?"
        rf"(?:throw|throwing) myself (?:in front of|under|off|into|out of|on) (?:{_WORD} )"
        rf"{{1,2}}?{_PLACE}\b",
    ),
    group(
        "end ending finish life",
        rf"(?:{_WISH}|{_I_THINK} |\b(?:afraid|scared) (?:that )?i )(?:{_WORD} ){{0,2}}?"
        r"(?:end(?:ing)?|take|taking) (?:my own life|my life)\b(?! as\b)",
        rf"(?:{_WISH}|{_I_THINK} )(?:{_WORD} )?end(?:ing)? it all\b",
        rf"{_WISH}(?:end|finish) it"
        r"(?= ?$| ?[,;]| (?:now|tonight|today|tomorrow|for good|soon|and)\b)",
        r"\b(?:tonight|today|tomorrow) (?:i will|ill|im going to|i am going to) end it\b",
        r"\bi want it all to end\b",
        r"\b(?:my )?life (?:is not|isnt|is no longer|not) worth living\b",
        rf"{_IM}(?:tired|sick|weary) of life{_END}",
        rf"{_IM}(?:done|finished) with (?:life|this life){_END}",
        r"\bhad enough of (?:life|this life)\b|\bwant out of (?:this )?life\b",
    ),
    group(
        "suicidal suicide",
        rf"{_IM}(?:{_WORD} )?suicidal\b(?! (?:tendencies )?(?:headache|disease))",
        rf"{_I_THINK} (?:{_WORD} )?suicide\b(?! (?:prevention|headache|disease|awareness|mission))",
        rf"\b(?:have|having|getting|get|got) (?:{_WORD} ){{0,2}}?suicidal "
        r"(?:thoughts|ideation|feelings|urges)",
        r"^suicidal (?:thoughts|feelings|urges) (?:every|all|again|daily|now|tonight|are back)",
    ),
    group(
        "live alive exist wake living",
        rf"{_I}{_WANT} {_REALLY}(?:not exist|not be alive)\b",
        rf"{_I}(?:dont|do not|no longer|cant) {_REALLY}want to "
        rf"(?:live|be alive|exist|wake up|carry on living|go on living){_END}",
        rf"{_I}no longer want to (?:live|be alive|exist|be here){_END}",
        rf"{_I}(?:cant|cannot|can not) (?:go on|carry on) living\b",
        rf"{_I}(?:cant|cannot|can not) live (?:like this|this way)(?= ?$| ?[,;]| any)",
        r"\b(?:no|nothing left|any) (?:more )?(?:reasons?|point|purpose)"
        r"(?: for me)?(?: left)? (?:to|in|of) (?:go on |going on |carrying on )?"
        r"(?:live|living|being alive)\b(?! (?:with|near|by|on|in a)\b)",
        r"\bnothing (?:left )?to live for\b",
        r"\b(?:dont see|cant see|whats|what is) the (?:point|use) (?:of|in) "
        rf"(?:living|being alive){_END}",
        rf"{_IM}(?:tired|sick|weary) of (?:living|being alive){_END}",
        rf"{_IM}(?:done|finished) with living{_END}",
        r"\bi (?:hate|cant stand) being alive\b",
        r"\b(?:i have|ive) lost (?:the|my) will to live(?= ?$| ?[,;]| and)",
    ),
    group(
        "here around earth planet on going gone goodbye farewell good",
        rf"{_I}(?:dont|do not|no longer) {_REALLY}want to be "
        r"(?:here|around|on this (?:earth|planet)) (?:any ?more|any longer)",
        r"(?:easier|better|best) (?:if i (?:was|were|am) (?:not|no longer) here|if i wasnt here"
        rf"|if i werent here|not to be here|to not be here){_END}",
        rf"{_I}(?:cant|cannot|can not) (?:go on|carry on|keep going){_END}(?! any ?more \w)",
        r"\bby the time you read this i(?:ll| will)(?: be| have) (?:gone|dead)\b",
        r"^goodbye everyone,? i wont be (?:here|around)\b",
        rf"\bthis is (?:my|a|the last) (?:goodbye|farewell){_END}",
        r"\bi(?: have|ve)? (?:already )?(?:written|wrote|am writing|m writing) "
        r"(?:my |a |the )?(?:goodbye|farewell) (?:letter|note)s?",
        rf"{_WISH}(?:disappear|be gone) for good\b",
    ),
    group(
        "wake waking ever forever note",
        rf"\bi (?:{_WORD} )?(?:hope|wish|pray)(?: that)? i (?:dont|never|didnt|wont) "
        rf"wake(?: up)?{_END}(?! tomorrow (?:with|in|at|to)\b)",
        rf"\bhoping (?:that )?i (?:dont|wont|never) wake up{_END}(?! tomorrow (?:with|in|at)\b)",
        r"\b(?:sleep|asleep|bed)(?: and)? (?:never|not|to never|to not) wak(?:e|ing)(?: up)?"
        rf"{_END}",
        rf"{_WISH}(?:go to sleep|fall asleep) for ?ever\b",
        r"\bi(?: have|ve)? (?:already )?(?:written|wrote) (?:my |a |the )?suicide note\b",
    ),
    group(
        "take taking swallow saving saved stockpiling stockpiled hoarding hoarded enough",
        rf"(?:{_WISH}|\bthinking (?:of|about) )(?:take|taking|swallow|swallowing) "
        rf"(?:all|every(?: one)?)(?: of)?(?: my| the| these)? (?:{_WORD} )?{_MEDICINE}\b"
        r"(?! (?:with|on|to|at (?:night|bedtime|lunch|breakfast)|in the|before|after|as|every"
        r"|along)\b)",
        rf"\b(?:saving|saved|stockpil\w+|hoard\w+)(?: up)?(?: {_WORD}){{0,2}} "
        rf"{_MEDICINE}\b(?=.{{0,30}}\b(?:end|die|kill|go|finish|enough|do it)\b)",
        rf"\benough (?:{_WORD} ){{0,2}}{_MEDICINE}(?: {_WORD}){{0,3}}? to "
        r"(?:finish|end|kill|die|do it)\b",
    ),
    group(
        "many much overdose overdosing",
        rf"\bhow (?:many|much) (?:{_WORD} ){{0,9}}?to "
        r"(?:kill me|kill myself|die|not wake up|never wake up|end it|overdose)\b",
        rf"(?:{_WISH}|{_I_THINK} )(?:{_WORD} )?"
        r"(?:overdos(?:e|ing)|(?:take|taking) an overdose)\b"
        r"(?! of (?:chocolate|sun|cake|sugar|caffeine))",
    ),
    group(
        "front under off bridge ledge roof tracks railing balcony rope noose",
        rf"(?:{_WISH}|{_I_THINK} |\bfeel like )(?:{_WORD} )?"
        rf"(?:jump|roll|step|walk|drive|crash|steer|lie)(?:ing)?(?: {_WORD}){{0,3}}? "
        rf"(?:in front of|under|off) (?:a|an|the) (?:{_WORD} )?{_PLACE}\b",
        r"\bi(?: have|ve)? (?:the|a|my) (?:rope|noose) (?:is )?ready\b",
        r"\bim (?:sitting|standing) on (?:the|a) (?:bridge|ledge|roof|tracks|railing|balcony)\b"
        rf"(?=(?: {_WORD}){{0,3}}? i (?:dont|want|cant|might|could)\b)",
    ),
    group(
        "better miss notice care",
        rf"\b{_PEOPLE}(?: would|d| will|s|ll)?(?: all)? (?:would )?be (?:so much |much )?better"
        r"(?: off)? (?:without me(?! \w+ing\b)|with me (?:gone|dead)"
        r"|if i (?:was|were|am) (?:dead|gone|not here)|if i (?:died|disappeared|wasnt here))",
        r"\b(?:nobody|no one|noone) would (?:even )?(?:miss|notice|care)(?: me)? if i "
        r"(?:was gone|were gone|died|disappeared|was dead|were dead|wasnt here)",
    ),
    group(
        "harming harm",
        r"\bself (?:harming|harm again)\b(?=.{0,40}\b(?:again|stop|now|tonight|every)\b)"
        r"(?<!is self harming)(?<!are self harming)",
    ),
]
# The same in the past tense.
THEN = [
    group(
        "myself life all die dead",
        rf"\bi {_REALLY}wanted to "
        rf"(?:die|kill myself|end my life|end it all|hurt myself|be dead)\b{_OF_SHAME}",
        rf"\bi (?:{_WORD} )?(?:tried|attempted) to "
        r"(?:kill myself|end my life|take my (?:own )?life|hang myself)",
        rf"\bi (?:{_WORD} )?felt like (?:killing|hurting|harming) myself\b",
        r"\bi (?:cut|hurt|harmed) myself\b(?=.{0,20}\b(?:to cope|on purpose)\b)",
    ),
    group(
        "suicide suicidal overdose ended took",
        rf"\bi (?:{_WORD} )?attempted suicide\b",
        rf"\bi (?:{_WORD} )?(?:nearly|almost) (?:ended it|ended my life|took my life)\b",
        rf"\bi (?:(?:have|ve) )?(?:{_WORD} )?(?:taken|took) an overdose\b"
        r"(?! of (?:chocolate|sun|cake))",
        rf"\bi (?:{_WORD} )?(?:felt|was) (?:{_WORD} )?suicidal\b",
    ),
]
# However it is told.
ALWAYS = [
    group(
        "taken took swallowed",
        r"\bive (?:just )?taken an overdose\b",
        r"\b(?:i have|ive|i|just) (?:just )?(?:taken|took|swallowed) "
        rf"(?:too many|all my|all the|a lot of) (?:{_WORD} )?{_MEDICINE}(?: {_WORD}){{0,3}}? "
        r"(?:on purpose|to die|to end)\b",
    ),
]
