"""The made-up members: who may sign in as one of them, and who works here."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group

from accounts.models import Member
from demo import world

type People = dict[str, Member]


def settle(told: world.World, *, now: datetime, with_logins: bool) -> People:
    """Make the members that are missing; only with `with_logins` can anybody sign in as one."""
    people = {member.name: settle_one(member, now) for member in told.members}
    if with_logins:
        for member in told.members:
            if member.login:
                give_password(people[member.name], told.password)
    return people


def settle_one(told: world.Member, now: datetime) -> Member:
    known = Member.objects.filter(email=told.email).first()
    if known:
        return known
    member = Member.objects.create_user(
        told.email, told.name, joined_at=now - told.age, is_staff=bool(told.groups)
    )
    member.groups.set(Group.objects.filter(name__in=told.groups))
    EmailAddress.objects.create(user=member, email=member.email, verified=True, primary=True)
    return member


def give_password(member: Member, password: str) -> None:
    """Let people sign in as this member. Anybody can read the password in demo/members.toml."""
    if not member.has_usable_password():
        member.set_password(password)
        member.save(update_fields=["password"])
