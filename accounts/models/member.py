from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from accounts import names


class SeenBy(models.TextChoices):
    """To whom a member shows something of themselves."""

    EVERYONE = "everyone", _("Everyone")
    MEMBERS = "members", _("Members")
    NOBODY = "nobody", _("Nobody")


class MemberManager(BaseUserManager["Member"]):
    """Makes members; finds them by address and by name, whatever the capitals."""

    def has_name(self, name: str, *, besides: "Member | None" = None) -> bool:
        """Does somebody here carry this name already, or one that passes for it?"""
        same = models.Q(name__iexact=name) | models.Q(name__in=names.other_cases(name))
        same |= models.Q(skeleton=names.skeleton(name) or None)
        others = self.exclude(pk=besides.pk) if besides else self
        return others.filter(same).exists()

    def create_user(
        self, email: str, name: str, password: str | None = None, **fields: Any
    ) -> "Member":
        member = self.model(email=self.normalize_email(email).lower(), name=name, **fields)
        member.set_password(password)
        member.save(using=self._db)
        return member

    def create_superuser(self, email: str, name: str, password: str | None = None) -> "Member":
        return self.create_user(email, name, password, is_staff=True, is_superuser=True)

    def get_by_natural_key(self, email: str | None) -> "Member":
        return self.get(email__iexact=email or "")


class SkeletonField(models.CharField):
    """What is left of the name for a hasty eye; written when a member is made."""

    def pre_save(self, member: models.Model, add: bool) -> str | None:
        if add and isinstance(member, Member) and not member.skeleton:
            member.skeleton = names.skeleton(member.name) or None
        return super().pre_save(member, add)


class Member(AbstractBaseUser, PermissionsMixin):
    """One person here: an address only they and the operator know, and a name all may read."""

    email = models.EmailField(
        _("e-mail address"),
        unique=True,
        help_text=_("Never shown to other members."),
    )
    name = models.CharField(
        _("public name"),
        max_length=40,
        help_text=_("Everyone can read it. It need not be your real name."),
    )
    # No two names pass for each other. Empty where that was so before this was looked at.
    skeleton = SkeletonField(max_length=200, unique=True, null=True, editable=False)
    name_changed_at = models.DateTimeField(
        _("changed their name"), null=True, blank=True, editable=False
    )
    is_active = models.BooleanField(_("may log in"), default=True)
    is_staff = models.BooleanField(
        _("works in the admin"),
        default=False,
        help_text=_("Authors and moderators. What they may do comes from their groups."),
    )
    joined_at = models.DateTimeField(_("joined"), default=timezone.now, editable=False)

    sessions_ended = models.PositiveIntegerField(
        _("times logged out everywhere"),
        default=0,
        editable=False,
        help_text=_("Each session is checked by it: one more, and all that were open are over."),
    )
    # Who finds anything on their profile; kept by `Profile.keep`.
    profile_for = models.CharField(
        max_length=10, choices=SeenBy, default=SeenBy.NOBODY, editable=False
    )

    objects = MemberManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="one_account_per_address",
                violation_error_message=_("This address cannot be used. Try another one."),
            ),
            models.UniqueConstraint(
                Lower("name"),
                name="one_member_per_name",
                violation_error_message=_("Somebody here has this name. Choose another one."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def deactivate(self) -> None:
        """Log them out everywhere and let them in no more. What they wrote stays."""
        self._let_in(False)

    def reactivate(self) -> None:
        self._let_in(True)

    def end_sessions(self) -> None:
        """Log them out everywhere. They can log in again."""
        self.sessions_ended += 1
        self.save(update_fields=["sessions_ended"])

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What a session is checked by: the password, and how often all sessions were ended."""
        if not self.sessions_ended:
            return super()._get_session_auth_hash(secret=secret)  # type: ignore[misc]
        what = f"{self.password} {self.sessions_ended}"
        return salted_hmac("accounts.sessions", what, secret=secret, algorithm="sha256").hexdigest()

    def _let_in(self, yes: bool) -> None:
        self.is_active = yes
        self.save(update_fields=["is_active"])
