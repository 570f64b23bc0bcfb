from dataclasses import dataclass
from urllib.parse import quote

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models.member import Member, SeenBy

LONGEST_ABOUT = 500


class MsType(models.TextChoices):
    """What people say of their MS, in the words doctors use."""

    RELAPSING = "relapsing", _("Relapsing remitting MS")
    SECONDARY = "secondary", _("Secondary progressive MS")
    PRIMARY = "primary", _("Primary progressive MS")
    FIRST_SIGN = "first_sign", _("A first sign (clinically isolated syndrome)")
    UNSURE = "unsure", _("Not known, or still being looked into")


class Role(models.TextChoices):
    """Why somebody is here. Only the last has to be true in the eyes of the team, too."""

    PERSON = "person", _("I have MS")
    CARER = "carer", _("I care for somebody with MS")
    FAMILY = "family", _("Family or friend")
    PROFESSIONAL = "professional", _("I work in health care")


# What can be shown, each to an audience of its own: the name of its field.
FIELDS = ("avatar", "about", "since_year", "ms_type", "role", "comments")


@dataclass(frozen=True)
class Seen:
    """What one reader gets of a profile. Empty where there is nothing for them."""

    about: str = ""
    has_avatar: bool = False
    since_year: str = ""
    ms_type: str = ""
    role: str = ""
    has_comments: bool = False

    @property
    def is_empty(self) -> bool:
        return self == Seen()


class Profile(models.Model):
    """What a member says of themselves, each thing to whom they like: at first to nobody."""

    member = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="profile"
    )
    about = models.TextField(
        _("a few words about you"), blank=True, validators=[MaxLengthValidator(LONGEST_ABOUT)]
    )
    # The name of a file that no address leads to: a view asks first who may see it.
    avatar = models.CharField(max_length=100, blank=True)
    since_year = models.PositiveSmallIntegerField(_("living with MS since"), null=True, blank=True)
    ms_type = models.CharField(_("kind of MS"), max_length=12, choices=MsType, blank=True)
    role = models.CharField(_("why you are here"), max_length=12, choices=Role, blank=True)
    verified_at = models.DateTimeField(_("profession checked"), null=True, blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    avatar_for = models.CharField(max_length=10, choices=SeenBy, default=SeenBy.NOBODY)
    about_for = models.CharField(max_length=10, choices=SeenBy, default=SeenBy.NOBODY)
    since_year_for = models.CharField(max_length=10, choices=SeenBy, default=SeenBy.NOBODY)
    ms_type_for = models.CharField(max_length=10, choices=SeenBy, default=SeenBy.NOBODY)
    role_for = models.CharField(max_length=10, choices=SeenBy, default=SeenBy.NOBODY)
    comments_for = models.CharField(max_length=10, choices=SeenBy, default=SeenBy.NOBODY)

    class Meta:
        verbose_name = _("profile")
        verbose_name_plural = _("profiles")

    def __str__(self) -> str:
        return f"{self.member_id}"

    def get_absolute_url(self) -> str:
        return reverse("profile", args=[self.member.name])

    @property
    def awaits_check(self) -> bool:
        """They say they work in health care, and the team has not said so yet."""
        return self.role == Role.PROFESSIONAL and self.verified_at is None

    def shows(self, field: str, audience: str) -> bool:
        """Whether the field holds something, and this audience may have it."""
        is_for = getattr(self, f"{field}_for")
        if is_for == SeenBy.NOBODY or (is_for == SeenBy.MEMBERS and audience == SeenBy.EVERYONE):
            return False
        if field == "role" and self.awaits_check:
            return False
        return field == "comments" or bool(getattr(self, field))

    def seen(self, audience: str) -> Seen:
        """As a member, or as everyone, sees it."""
        shows = {field: self.shows(field, audience) for field in FIELDS}
        return Seen(
            about=self.about if shows["about"] else "",
            has_avatar=shows["avatar"],
            since_year=str(self.since_year) if shows["since_year"] else "",
            ms_type=self.get_ms_type_display() if shows["ms_type"] else "",
            role=self.role_in_words if shows["role"] else "",
            has_comments=shows["comments"],
        )

    @property
    def role_in_words(self) -> str:
        words = {
            Role.PERSON: _("Has MS"),
            Role.CARER: _("Cares for somebody with MS"),
            Role.FAMILY: _("Family or friend of somebody with MS"),
            Role.PROFESSIONAL: _("Works in health care (checked by the team)"),
        }
        return str(words.get(Role(self.role), "")) if self.role else ""

    def keep(self) -> None:
        """Save it, and note on the member who finds anything there, so that pages full of names
        know without a question which of them lead somewhere."""
        if self.role != Role.PROFESSIONAL:
            self.verified_at = self.verified_by = None
        self.save()
        if not self.seen(SeenBy.EVERYONE).is_empty:
            audience = SeenBy.EVERYONE
        elif not self.seen(SeenBy.MEMBERS).is_empty:
            audience = SeenBy.MEMBERS
        else:
            audience = SeenBy.NOBODY
        Member.objects.filter(pk=self.member_id).update(profile_for=audience)
        self.member.profile_for = audience


def path_of(name: str) -> str:
    """The address of a profile. Asked for each name of a long page, so without a look-up."""
    return f"/members/{quote(name, safe='')}/"
