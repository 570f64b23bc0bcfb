from typing import Any

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand
from django.db import transaction

from accounts import sealing

# Where a factor keeps something that is sealed.
SEALED = ("secret", "seed")


class Command(BaseCommand):
    """Seal what second factors keep with the newest key, so that an old key can be thrown away."""

    help = "Seals the secrets of second factors anew, after MFA_KEY was changed."

    def handle(self, *args: Any, **options: Any) -> None:
        done = closed = 0
        for pk in Authenticator.objects.values_list("pk", flat=True).iterator():
            try:
                done += self._seal(pk)
            except sealing.CannotOpen:
                closed += 1
        self.stdout.write(f"{done} sealed anew.")
        if closed:
            self.stderr.write(
                f"{closed} cannot be opened with any key: add it to MFA_KEY_FALLBACKS."
            )

    @transaction.atomic
    def _seal(self, pk: int) -> int:
        factor = Authenticator.objects.select_for_update().filter(pk=pk).first()
        names = [name for name in SEALED if factor and name in factor.data]
        for name in names:
            factor.data[name] = sealing.seal_anew(factor.data[name])
        if names:
            factor.save(update_fields=["data"])
        return bool(names)
