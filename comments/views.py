"""Reading one comment, and everything a member does to one."""

from django.http import HttpRequest, HttpResponse


def post(request: HttpRequest, topic: str, guide: str) -> HttpResponse:
    raise NotImplementedError


def comment(request: HttpRequest, pk: int) -> HttpResponse:
    raise NotImplementedError


def reply(request: HttpRequest, pk: int) -> HttpResponse:
    raise NotImplementedError


def edit(request: HttpRequest, pk: int) -> HttpResponse:
    raise NotImplementedError


def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    raise NotImplementedError


def report(request: HttpRequest, pk: int) -> HttpResponse:
    raise NotImplementedError
