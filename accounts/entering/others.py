"""Logging in with an account somewhere else (Google, Microsoft, Apple), where the operator has keys
for it.

The other side learns that somebody uses this site, so a page says so before anybody goes there. We
ask it for the address, keep a number, and nothing else. An account here is never joined with one
there because the addresses are the same: whoever has one logs in as usual, and connects it.
"""

from typing import Any

from allauth.account.adapter import get_adapter as account_adapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount import views as allauth
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, _build_apps_from_settings
from allauth.socialaccount.internal.flows.signup import redirect_to_signup
from allauth.socialaccount.models import SocialAccount, SocialApp
from allauth.socialaccount.providers.base.constants import AuthProcess
from django.conf import settings
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts import logins
from accounts.confirming import confirmed
from accounts.models import Member
from accounts.name_forms import NameForm


class OthersAdapter(DefaultSocialAccountAdapter):
    """What allauth asks us about accounts elsewhere."""

    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        """Keys come from the environment alone, and take no query."""
        apps = _build_apps_from_settings(provider=provider, client_id=client_id)
        return [app for some in apps.values() for app in some]

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: Any) -> Any:
        """No name comes from there: the public name is chosen here."""
        sociallogin.user.email = (data.get("email") or "").lower()
        return sociallogin.user

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """They have shown that the other account is theirs. Somebody new goes on only with an
        address that is proven, and that nobody has here."""
        sociallogin.account.extra_data = {}
        connects = sociallogin.state.get("process") == AuthProcess.CONNECT
        if sociallogin.is_existing or connects:
            return
        back_to = {"next": way} if (way := sociallogin.get_redirect_url(request)) else None
        address, other = proven_address(sociallogin), sociallogin.account.provider
        if not address:
            told = _(
                "%(other)s does not say that your address is proven. Sign up with a code first; "
                "then you can connect %(other)s under Security."
            )
            messages.info(request, told % {"other": name_of(other)})
            raise ImmediateHttpResponse(redirect(reverse("account_signup", query=back_to)))
        if Member.objects.filter(email=address).exists():
            told = _(
                "You have an account here already. Log in as usual; then you can connect "
                "%(other)s under Security."
            )
            messages.info(request, told % {"other": name_of(other)})
            raise ImmediateHttpResponse(redirect(reverse("account_login", query=back_to)))

    def save_user(self, request: HttpRequest, sociallogin: Any, form: Any = None) -> Member:
        member: Member = sociallogin.user
        member.email, member.name = proven_address(sociallogin), form.cleaned_data["username"]
        member.set_unusable_password()
        sociallogin.save(request)
        return member

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: Any) -> str:
        return reverse("account_security")


def proven_address(sociallogin: Any) -> str:
    """The address of which the other side says that it is theirs."""
    proven = [each.email.lower() for each in sociallogin.email_addresses if each.verified]
    return proven[0] if proven else ""


def name_of(provider: str) -> str:
    """As people know it; also where the operator no longer has keys for it."""
    return settings.OTHER_LOGINS.get(provider, provider.title())


class OtherSignupForm(NameForm):
    """Only the public name: the address came from the other side."""

    def __init__(self, *args: Any, sociallogin: Any, **kwargs: Any) -> None:
        super().__init__(*args, address=proven_address(sociallogin), **kwargs)
        self.sociallogin = sociallogin

    def try_save(self, request: HttpRequest) -> tuple[Member | None, HttpResponse | None]:
        try:
            with transaction.atomic():
                member = OthersAdapter(request).save_user(request, self.sociallogin, self)
        except IntegrityError:  # somebody took the name a moment ago, or they joined elsewhere
            self.sociallogin.user.pk = None
            messages.warning(request, _("That did not work. Choose another name, or log in."))
            return None, redirect_to_signup(request, self.sociallogin)
        messages.success(
            request,
            _("Welcome. You can write now. A moderator reads your first comments before others."),
        )
        return member, None


class SignupView(allauth.SignupView):
    """The last step for somebody who is new: which name others will see."""

    def get_form_class(self) -> type[OtherSignupForm]:
        return OtherSignupForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = {"email": proven_address(self.sociallogin)}
        return super().get_context_data(**kwargs) | told

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = OtherSignupForm.with_idea(request, sociallogin=self.sociallogin)
        if form is not None:
            return self.render_to_response(self.get_context_data(form=form))
        answer: HttpResponse = super().post(request, *args, **kwargs)
        return answer


@confirmed
@require_POST
def disconnect(request: HttpRequest, pk: int) -> HttpResponse:
    """From now on not from there. A code by e-mail is always left."""
    member: Any = request.user
    found = get_object_or_404(SocialAccount, user=member, pk=pk)
    name = name_of(found.provider)
    found.delete()
    logins.end_elsewhere(request)
    messages.success(request, _("You log in with %(name)s no more.") % {"name": name})
    account_adapter(request).send_notification_mail(
        "socialaccount/email/account_disconnected", member, {"name": name}
    )
    return redirect("account_security")


def nowhere(request: HttpRequest) -> HttpResponse:
    raise Http404


signup = SignupView.as_view()
