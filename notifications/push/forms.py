from django import forms
from django.utils.translation import gettext_lazy as _

from accounts import logins
from accounts.http import MemberRequest
from notifications.models import Device
from notifications.push.knocking import is_of_a_service

# Somebody with a few browsers; never a way to fill the database.
MOST = 10


class DeviceForm(forms.Form):
    """The address that a browser got from its maker when somebody asked to be told there."""

    address = forms.CharField(
        max_length=Device._meta.get_field("address").max_length, widget=forms.HiddenInput
    )

    def clean_address(self) -> str:
        address: str = self.cleaned_data["address"]
        if not is_of_a_service(address):
            raise forms.ValidationError(_("This browser cannot be told."), code="unknown")
        return address

    def save(self, request: MemberRequest) -> None:
        """This browser, for whoever is logged in in it now."""
        label = logins.device(request.META.get("HTTP_USER_AGENT", ""))
        Device.objects.update_or_create(
            address=self.cleaned_data["address"],
            defaults={"member": request.user, "label": label[:80]},
        )
        kept = Device.objects.of(request.user).values_list("pk", flat=True)[:MOST]
        Device.objects.of(request.user).exclude(pk__in=list(kept)).delete()
