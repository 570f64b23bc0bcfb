from django.http import HttpRequest

from accounts.models import Member


class MemberRequest(HttpRequest):
    """The type of a logged-in request."""

    user: Member
