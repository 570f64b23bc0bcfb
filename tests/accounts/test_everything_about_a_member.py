"""Every column that points to a member is known to the copy of their data and to their erasing, or
stands below with the reason why it need not be. Whoever adds one says what becomes of it."""

import re

import pytest
from django.apps import apps
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from accounts.leaving.parts import erasers, sections
from accounts.models import Leaving, Member
from tests import make

WORK = "that they did this work here; the words are the site's"
OF_THE_TEAM = "who of the team it was; the member's copy says what was done, without them"
OF_OTHERS = "what others said or chose; it is in the copy of those others"
TECHNICAL = "says nothing of them that the copy does not say already"

NOT_COPIED = {
    "notifications.Digest.member": "when their next letter goes out",
    "notifications.Postbox.member": "the secret in the links of their letters",
    "comments.Appeal.decided_by": WORK,
    "comments.Case.member": "worry of others about them, and reports of their profile",
    "comments.Case.claimed_by": "for ten minutes: who has a case in hand",
    "comments.AtDesk.member": "for some minutes: who is at the desk",
    "comments.Opinion.asked_by": WORK,
    "comments.Opinion.answered_by": WORK,
    "comments.ConcernStep.by": WORK,
    "comments.Message.by": OF_THE_TEAM,
    "comments.Decision.by": WORK,
    "comments.SecondLook.by": WORK,
    "comments.SeenFrom.member": "a mark, from which nobody can read the network",
    "comments.Follow.person": OF_OTHERS,
    "comments.Mute.muted": OF_OTHERS,
    "comments.Note.by": WORK,
    "comments.Report.member": OF_OTHERS,
    "comments.Rule.owner": WORK,
    "comments.RuleChange.by": WORK,
    "comments.RuleTrial.by": WORK,
    "comments.TrustChange.by": OF_THE_TEAM,
    "articles.Revision.created_by": WORK,
    "articles.Revision.published_by": WORK,
    "articles.Override.by": WORK,
    "articles.FactCheck.made_by": WORK,
    "articles.Schedule.by": WORK,
    "articles.Presence.member": "for some minutes: who has a form open",
    "articles.GuideQuestion.settled_by": WORK,
    "articles.ReadingMemory.member": "that they asked us to remember; what is remembered is copied",
    "articles.Redirect.made_by": WORK,
    "accounts.FreedName.by": "a mark, from which not even we can read the name",
    "accounts.Leaving.member": "is there only while somebody leaves",
    "accounts.WayBack.member": "is there for a week, and their letters told them",
    "accounts.WayBack.by": OF_THE_TEAM,
    "accounts.Member_user_permissions.member": TECHNICAL,
    "accounts.Profile.verified_by": OF_THE_TEAM,
    "accounts.Suspension.by": OF_THE_TEAM,
    "accounts.Suspension.lifted_by": OF_THE_TEAM,
    "admin.LogEntry.user": WORK,
}
FEW = "one row, or a few: it goes in the last step, with the account"
ONE_BY_ONE = "as many as they did by hand at work here; it goes in the last step"
# No eraser has to look at these: they go when the account goes.
GOES_WITH_THE_ACCOUNT = {
    "comments.AtDesk.member": FEW,
    "comments.Report.member": FEW,
    "comments.Trust.member": FEW,
    "comments.TrustChange.member": FEW,
    "articles.GuideDraft.author": FEW,
    "articles.Presence.member": FEW,
    "articles.ReadingMemory.member": FEW,
    "accounts.Consent.member": FEW,
    "accounts.Leaving.member": FEW,
    "accounts.Member_groups.member": FEW,
    "accounts.Member_user_permissions.member": FEW,
    "accounts.WayBack.member": FEW,
    "account.EmailAddress.user": FEW,
    "admin.LogEntry.user": ONE_BY_ONE,
}
STAYS = "stays for the site and for others, without the member"
# Likewise, and the row stays with nobody in this column.
STAYS_WITHOUT_THE_MEMBER = {
    "comments.Appeal.decided_by": STAYS,
    "comments.Case.claimed_by": STAYS,
    "comments.Opinion.asked_by": STAYS,
    "comments.Opinion.answered_by": STAYS,
    "comments.Message.by": STAYS,
    "comments.Note.by": STAYS,
    "comments.Rule.owner": STAYS,
    "comments.RuleChange.by": STAYS,
    "comments.RuleTrial.by": STAYS,
    "comments.TrustChange.by": STAYS,
    "articles.Guide.owner": STAYS,
    "articles.Revision.created_by": STAYS,
    "articles.Revision.published_by": STAYS,
    "articles.Approval.by": STAYS,
    "articles.Override.by": STAYS,
    "articles.FactCheck.made_by": STAYS,
    "articles.Schedule.by": STAYS,
    "articles.Image.uploaded_by": STAYS,
    "articles.GuideQuestion.asked_by": STAYS,
    "articles.GuideQuestion.settled_by": STAYS,
    "articles.Redirect.made_by": STAYS,
    "accounts.FreedName.by": "nobody else gets the name",
    "accounts.Profile.verified_by": STAYS,
    "accounts.WayBack.by": STAYS,
    "accounts.Suspension.by": STAYS,
    "accounts.Suspension.lifted_by": STAYS,
}
EXCUSED = {**NOT_COPIED, **GOES_WITH_THE_ACCOUNT, **STAYS_WITHOUT_THE_MEMBER}


def columns():
    """Every column of every table that points to a member, as "app.Model.field"; those of tables
    between two (many to many), too."""
    return {
        f"{model._meta.label}.{field.name}": field
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
        if field.remote_field and field.remote_field.model is Member
    }


def asked_for(captured):
    """By which columns rows were looked for, or changed."""
    found = set()
    for query in captured:
        condition = query["sql"].partition(" WHERE ")[2]
        found |= set(re.findall(r'"(\w+)"\."(\w+)"', condition))
    return found


def labels_of(pairs):
    return {
        label
        for label, field in columns().items()
        if (field.model._meta.db_table, field.column) in pairs
    }


@pytest.fixture
def copied(fatigue, ada):
    """The columns by which the copy of somebody's data finds what is theirs."""
    make.comment(fatigue, ada)
    with CaptureQueriesContext(connection) as captured:
        for section in sections():
            list(section.rows(ada))
    return labels_of(asked_for(captured))


@pytest.fixture
def erased(fatigue, ada):
    """The columns by which the erasing of somebody finds what is theirs."""
    make.comment(fatigue, ada)
    leaving = Leaving.objects.create(member=ada)
    with CaptureQueriesContext(connection) as captured:
        for erase_some in erasers():
            erase_some(leaving)
    return labels_of(asked_for(captured))


def test_everything_about_a_member_is_in_their_copy_or_has_a_reason(copied):
    assert len(copied) > 25
    assert copied.isdisjoint(NOT_COPIED), "It is copied after all: take it off the list."
    assert set(columns()) - copied == set(NOT_COPIED)


def test_everything_about_a_member_is_erased_or_goes_with_the_account(erased):
    on_delete = {label: field.remote_field.on_delete for label, field in columns().items()}
    left = set(columns()) - erased

    assert len(erased) > 20
    assert {label for label in left if on_delete[label] is models.CASCADE} == set(
        GOES_WITH_THE_ACCOUNT
    )
    assert {label for label in left if on_delete[label] is models.SET_NULL} == set(
        STAYS_WITHOUT_THE_MEMBER
    )


def test_nothing_keeps_an_account_from_being_deleted():
    """A column that forbids it (PROTECT, RESTRICT) would leave somebody half erased for ever."""
    ways = {field.remote_field.on_delete for field in columns().values()}

    assert ways == {models.CASCADE, models.SET_NULL}


def test_every_reason_says_something():
    assert all(len(reason) > 15 for reason in EXCUSED.values())


def test_what_the_team_noted_about_somebody_is_in_their_copy(ada, mo):
    from comments.models import Note

    Note.objects.create(member=ada, by=mo, words="Was tired in May.")
    notes = {section.name: section for section in sections()}["notes"]

    assert [words for _at, words in notes.rows(ada)] == ["Was tired in May."]
    assert list(notes.rows(mo)) == []
