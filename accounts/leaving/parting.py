"""The last letter: that an account will be erased, so that nobody loses one unawares."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import letters
from accounts.models import Leaving


def say_goodbye(leaving: Leaving) -> None:
    """Tell the address what was asked for, and how to take it back while one can."""
    letters.send_later(letter_about(leaving))


def letter_about(leaving: Leaving) -> EmailMessage:
    context = {
        "leaving": leaving,
        "site_name": settings.SITE_NAME,
        "login_page": settings.SITE_URL + reverse("account_login"),
        "contact": settings.CONTACT_EMAIL,
    }
    body = render_to_string("accounts/letters/leaving.txt", context)
    return EmailMessage(_("Your account is closed"), body, to=[leaving.member.email])
