"""What each kind of rule asks for, and how it looks. Words and patterns are looked for by
`comments.rules.ruleset`, all at once."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from comments.models import Comment, Rule, RuleKind
from comments.offers import advice, private
from comments.offers.offer import Found
from comments.rules import cures, repeating
from comments.rules.phrases import MOST_PLACES
from comments.rules.said import Said, Span
from comments.sanctions import networks
from comments.trust.record import bad_comments

Look = Callable[[Rule, Said], list[Span] | None]

_LINK = re.compile(r"(?:https?://|www\.)[^\s<>()\[\]]{1,500}", re.IGNORECASE)
_ADDRESS = re.compile(r'href="(https?://[^"]{1,2000})"')


class ServiceFailed(Exception):
    """The service for spam gave no answer, and the operator wants a person to look then."""


class Kind(NamedTuple):
    """What a rule of this kind needs. `look` gives None, or where it found something: an empty list
    when it is nothing in the words."""

    help: Promise
    look: Look | None = None
    number: Promise | None = None  # what the number means
    within: Promise | None = None  # what the time means
    words: Promise | None = None  # what a line is
    defaults: tuple[int | None, int | None] = (None, None)
    can_be_tried: bool = True


def _links(rule: Rule, said: Said) -> list[Span] | None:
    """More links to other sites than the rule allows."""
    own = urlsplit(settings.SITE_URL).hostname
    away = [link for link in _ADDRESS.findall(said.html) if urlsplit(link).hostname != own]
    if len(away) <= (rule.number or 0):
        return None
    return [match.span() for match in _LINK.finditer(said.text)][:MOST_PLACES]


def _fast(rule: Rule, said: Said) -> list[Span] | None:
    """More new comments of one member than that many in so many minutes, this one among them."""
    if said.revision.number > 1:
        return None
    since = said.at - timedelta(minutes=rule.within or 0)
    before = Comment.objects.filter(author=said.author, posted_at__gt=since, posted_at__lt=said.at)
    most = rule.number or 0
    return [] if before.exclude(pk=said.revision.comment_id)[:most].count() >= most else None


def _record(rule: Rule, said: Said) -> list[Span] | None:
    since = said.at - timedelta(days=rule.within or 0)
    return [] if bad_comments(said.author, since, said.at) >= (rule.number or 1) else None


def _mail(rule: Rule, said: Said) -> list[Span] | None:
    """The address belongs to one of these domains, or to a part of one."""
    domain = said.author.email.rpartition("@")[2].lower()
    parts = domain.split(".")
    ends = {".".join(parts[start:]) for start in range(len(parts))}
    return [] if ends & {line.lower() for line in rule.lines} else None


def _network(rule: Rule, said: Said) -> list[Span] | None:
    """So many others posted from one of the author's networks lately."""
    since = said.at - timedelta(days=rule.within or 0)
    return [] if networks.many_others(said.author, since) >= (rule.number or 1) else None


def _sentences(found_in: Callable[[str], list[Found]]) -> Look:
    def look(_rule: Rule, said: Said) -> list[Span] | None:
        plain = said.plain
        found = [plain.where(one.start, one.end) for one in found_in(plain.text)]
        return found[:MOST_PLACES] or None

    return look


def _service(_rule: Rule, said: Said) -> list[Span] | None:
    if said.verdict.failed and settings.AKISMET_HOLDS:
        raise ServiceFailed
    return [] if said.verdict.is_spam else None


KINDS: dict[str, Kind] = {
    RuleKind.WORDS: Kind(
        _("Whole words and phrases, whatever their capitals, accents or look-alike letters. A star "
          "lets the last word go on: “miracle cur*”."),
        words=_("a word or a phrase"),
    ),
    RuleKind.PATTERNS: Kind(
        _("Regular expressions, looked for in small letters without accents. Look-ahead, back "
          "references and lazy marks cannot be used, so that no pattern can ever hang."),
        words=_("a pattern"),
    ),
    RuleKind.LINKS: Kind(
        _("Links to other sites."), _links, number=_("so many links are fine"), defaults=(0, None)
    ),
    RuleKind.REPEATS: Kind(
        _("Ten words or more that were said before in the same or nearly the same words, by the "
          "same member or by others."),
        repeating.again,
        number=_("so many times before"),
        within=_("in so many days, 90 at most"),
        defaults=(1, 30),
    ),
    RuleKind.FAST: Kind(
        _("A member who writes more new comments than one can well read."),
        _fast,
        number=_("so many comments are fine"),
        within=_("in so many minutes"),
        defaults=(5, 10),
    ),
    RuleKind.RECORD: Kind(
        _("A member of whom the team refused or took down so many comments lately. What belonged "
          "somewhere else does not count."),
        _record,
        number=_("so many comments"),
        within=_("in so many days"),
        defaults=(3, 30),
    ),
    RuleKind.ADVICE: Kind(
        _("Sentences that tell somebody else to change a dose or to stop a treatment. Telling what "
          "one did oneself is fine."),
        _sentences(lambda words: advice.found_in(words, "")),
    ),
    RuleKind.CURE: Kind(_("Sentences that promise a cure."), _sentences(cures.found_in)),
    RuleKind.PRIVATE: Kind(
        _("Telephone numbers, mail and post addresses, NHS numbers, names of clinicians."),
        _sentences(lambda words: private.found_in(words, "")),
    ),
    RuleKind.MAIL: Kind(
        _("Members whose address belongs to a service for addresses that are thrown away."),
        _mail,
        words=_("a domain, such as example.org"),
    ),
    RuleKind.SERVICE: Kind(
        _("A service that the operator set up judges the words. It learns no names or addresses."),
        _service,
        can_be_tried=False,
    ),
    RuleKind.NETWORK: Kind(
        _("A member from whose network others posted, too. Households, clinics and whole towns "
          "share one: let it count for a while first."),
        _network,
        number=_("so many other members"),
        within=_("in so many days, 30 at most"),
        defaults=(3, 7),
        can_be_tried=False,
    ),
}  # fmt: skip


def kind_of(rule: Rule) -> Kind:
    return KINDS[rule.kind]


def offered() -> list[tuple[str, Promise]]:
    """The kinds that can be chosen here: those that need something only where there is it."""
    return [
        (kind, RuleKind(kind).label)
        for kind in KINDS
        if (kind != RuleKind.SERVICE or settings.AKISMET_KEY)
        and (kind != RuleKind.NETWORK or settings.NETWORK_HINTS)
    ]
