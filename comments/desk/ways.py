"""Where a press leads back to, with the queue as it was narrowed."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme


def query_of(request: HttpRequest) -> str:
    asked = request.GET.urlencode()
    return f"?{asked}" if asked else ""


def way_back(request: HttpRequest) -> str:
    """The page of the desk that somebody pressed a button on; the queue for anything else."""
    wanted = request.POST.get("next", "")
    queue = reverse("desk:queue")
    ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if ours and wanted.startswith(queue) else queue
