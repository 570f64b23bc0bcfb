"""What accounts does when allauth or Django announces something."""

from typing import Any

from allauth.account.signals import user_signed_up
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.signals import social_account_added
from django.contrib import messages
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import pre_save
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.translation import gettext as _

from accounts import consenting, logins
from accounts.leaving import going
from accounts.models import Member


@receiver(user_signed_up)
def note_what_they_agreed_to(user: Member, **kwargs: Any) -> None:
    """Who joins agrees to what the page of joining says, as it stands that day."""
    consenting.agree(user)


@receiver(pre_save, sender=SocialAccount)
def keep_nothing_of_the_other_side(instance: SocialAccount, **kwargs: Any) -> None:
    """allauth writes down whatever Google and others tell, at each log-in: name, picture, language.
    We know them again by a number."""
    instance.extra_data = {}


@receiver(social_account_added)
def end_other_sessions(request: HttpRequest, **kwargs: Any) -> None:
    """As with every new way in."""
    logins.end_elsewhere(request)


@receiver(user_logged_in)
def stay(request: HttpRequest | None, user: Member, **kwargs: Any) -> None:
    """Whoever logs in while they could still think it over stays."""
    if going.stay(user) and request is not None and hasattr(request, "_messages"):
        messages.success(request, _("Welcome back. Your account stays, with everything in it."))
