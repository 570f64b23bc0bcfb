"""Sentences that tell somebody else to change a dose or to stop a treatment.

"I stopped baclofen" is a story; "stop your baclofen" is an order from somebody who has not seen
the reader's notes. Only the second is asked about.
"""

import re

from comments.offers.offer import Found

NAME = "advice"

_MEDICINE = (
    r"(?:medication|medicines?|meds|tablets?|pills?|capsules?|patch(?:es)?|drugs?|treatments?|therapy"
    r"|DMTs?"
    r"|injections?|jabs?|infusions?|steroids?|antidepressants?|painkillers?|dos(?:e|es|age)"
    r"|baclofen|tizanidine|gabapentin|pregabalin|fampridine|fampyra|dantrolene|diazepam|clonazepam"
    r"|amantadine|modafinil|amitriptyline|duloxetine|oxybutynin|solifenacin|mirabegron|sativex"
    r"|natalizumab|tysabri|ocrelizumab|ocrevus|ofatumumab|kesimpta|rituximab|alemtuzumab|lemtrada"
    r"|fingolimod|gilenya|siponimod|ponesimod|ozanimod|dimethyl fumarate|tecfidera|teriflunomide"
    r"|aubagio|interferon|avonex|rebif|plegridy|glatiramer|copaxone|cladribine|mavenclad"
    r"|prednisolone|methylprednisolone|naltrexone|LDN|carbamazepine|levetiracetam|topiramate)"
)
_STOP = (
    r"(?:stop|quit|drop|skip|ditch|bin|pause|throw|refuse|leave out|cut out"
    r"|(?:come|go|get|keep|stay|lay) off|wean (?:yourself )?off|cold turkey)(?: taking| using)?"
)
_CHANGE = (
    r"(?:double|halve|triple|increase|raise|up|reduce|lower|lessen|cut(?: down)?(?: on)?"
    r"|split|change|adjust|titrate|switch|swap)"
)
_TAKE = (
    r"(?:start (?:with|on)|take|use|try|inject|swallow|go (?:on|up|down)(?: to)?"
    r"|move (?:up|down)(?: to)?)"
)
_TRYING = r"(?:stopping|skipping|halving|doubling|reducing|increasing|cutting|quitting)"
_AMOUNT = r"\d+(?:[.,]\d+)?\s*(?:mg|mcg|µg|g|ml|IU|units?|tablets?|pills?|capsules?)\b"
_NEAR = r"[^.!?\n]{0,40}?"
_ACT = (
    rf"(?:(?:{_STOP}|{_CHANGE})\b{_NEAR}\b{_MEDICINE}\b|{_TAKE}\b{_NEAR}\b{_AMOUNT}"
    rf"|{_TAKE} (?:an? )?(?:more|less|extra|half|twice|double)\b{_NEAR}\b{_MEDICINE}\b"
    rf"|try {_TRYING}\b{_NEAR}\b(?:{_MEDICINE}|it|them)\b)"
)
_YOU_MUST = (
    r"\byou(?: really| just| all)?(?:['’]d(?: better)?| should| must| need to| have to| ought to"
    r"| can (?:just|safely)| could just"
    r"| had better| better| would be better to|['’]re better off if you)"
    r"(?: really| just| also| definitely| probably| try to)?"
)
_MY_ADVICE = (
    r"\b(?:my (?:advice|tip)(?: is| to you is|:)?|(?:I|i) ?(?:['’]d| would)? (?:advise|urge|tell)"
    r" (?:you(?: all)?|anybody|anyone|everybody|everyone)|try|best"
    r"|if I were you,?(?: I(?:['’]d| would))?)(?: is)?(?: to|:|,)?"
)
# An order stands where a sentence or a clause begins.
_ORDER = (
    r"(?:^|[,;:–-] |\b(?:and|so|then|but) )[\s\"“(*_>-]*"
    r"(?:(?:please|just|honestly|really|simply|seriously|everyone|everybody|guys)[, ]+){0,2}"
)
_TELLS = re.compile(
    rf"(?:{_YOU_MUST}\s+|{_MY_ADVICE}\s+|{_ORDER}){_ACT}|{_YOU_MUST}\s+{_STOP} (?:it|them|that)\b",
    re.IGNORECASE,
)
# Where it is a warning, a question, a story, or sends people to somebody who knows.
_NOT_TOLD = re.compile(
    r"\b(?:don['’]t|do not|never|not to|shouldn['’]t|mustn['’]t|can['’]t|wouldn['’]t|should not"
    r"|must not|without (?:asking|talking|speaking|telling|checking))\b"
    r"|\b(?:ask|talk to|speak to|speak with|check with|call|ring|phone|tell|see)\b[^.!?\n]{0,30}"
    r"\b(?:doctors?|gp|neurologists?|nurses?|teams?|pharmacists?|consultants?)\b"
    r"|\b(?:doctor|gp|neurologist|nurse|team|pharmacist|consultant|neuro|he|she|they)\b[^.!?\n]{0,20}"
    r"\b(?:told|said|asked|wants?|wanted|suggested|advised|made|had)\b"
    r"|\b(?:if|when|whether|what|how|why|does|did|do|can|could|should)\b[^.!?\n]*\?"
    r"|\bI['’ ](?:m|am)?\b"
    r"[^.!?\n]{0,15}\b(?:had to|have to|want to|need to|decided|tried|going to)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!?\n]+(?:\.(?=\d)[^.!?\n]+)*[.!?]*")


def found_in(words: str, _kind: str) -> list[Found]:
    """The sentences that tell others to."""
    return [
        Found(match.start(), match.end(), match[0].strip())
        for match in _SENTENCE.finditer(words)
        if _TELLS.search(match[0].strip()) and not _NOT_TOLD.search(match[0])
    ]
