from allauth.account.auth_backends import AuthenticationBackend

from accounts.models import Member


class AddressBackend(AuthenticationBackend):
    """Logs members in by address and password.

    One look-up and one hash, whether the address has an account or not: allauth's own look-up
    asks once for a known address and twice for an unknown one, which shows in the time.
    """

    def _authenticate_by_email(self, email: str, password: str) -> Member | None:
        member = Member.objects.filter(email=email.lower()).first()
        return self._check_password(member, password)
