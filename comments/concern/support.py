"""Where help is: contacts of the country that somebody chose, or of the site's own."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest

from comments.concern import crisis
from comments.models import Comment, Country, SupportContact
from comments.shown import path_of

COOKIE = "country"


@dataclass(frozen=True)
class Support:
    """What the panel with contacts shows."""

    country: str
    contacts: list[SupportContact]


def country_of(request: HttpRequest) -> str:
    """What this browser was asked to keep; else the site's own."""
    chosen = request.COOKIES.get(COOKIE, "")
    return chosen if chosen in Country.values else settings.SUPPORT_COUNTRY


def support_for(request: HttpRequest) -> Support:
    """The contacts for whoever asks. Where a country has none: those for everywhere."""
    country = country_of(request)
    contacts = list(SupportContact.objects.in_country(country))
    if not contacts:
        contacts = list(SupportContact.objects.in_country(Country.ELSEWHERE))
    return Support(str(Country(country).label), contacts)


def asked_for(request: HttpRequest) -> Support | None:
    """The contacts on a page that somebody landed on after words that sound like danger."""
    return support_for(request) if "support" in request.GET else None


def arrival_at(page: str, *words: str) -> str:
    """Where somebody lands after writing these words to the team: at their page, or at the contacts
    on it."""
    is_danger = any(crisis.found_in(each) for each in words)
    return f"{page}?support=1#support" if is_danger else page


def arrival(comment: Comment, words: str) -> str:
    """Where its author lands after posting these words: at the comment, or at the contacts on its
    page, if they sound like danger."""
    if crisis.found_in(words):
        return f"{path_of(comment.pk)}?support=1#support"
    return comment.get_absolute_url()
