"""Times as a reader's clock shows them. The zone is kept in a cookie, so no login is needed."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from accounts.zones import chosen_zone

type Answer = Callable[[HttpRequest], HttpResponse]


def local_time(get_response: Answer) -> Answer:
    """Show times in the zone that the reader chose. The desk keeps the site's, because colleagues
    who set a moment for a guide must all mean the same one."""

    def answer(request: HttpRequest) -> HttpResponse:
        at_the_desk = request.path_info.startswith(f"/{settings.ADMIN_PATH}")
        zone = "" if at_the_desk else chosen_zone(request.COOKIES)
        with timezone.override(ZoneInfo(zone) if zone else None):
            return get_response(request)

    return answer
