"""The groups are made by migrations. What they may do is written down here once more, on purpose:
whoever widens a group has to say so twice."""

import pytest
from django.contrib.auth.models import Group

from tests import make

MAY = {
    "Moderators": {
        "accounts": "suspend view_suspension",
        "articles": "add_guidequestion view_guide view_guidequestion view_topic",
        "comments": "add_rule change_discussion change_rule change_trust moderate pin view_case "
        "view_comment view_commentrevision view_decision view_discussion view_report view_rule "
        "view_trust",
    },
    "Safety": {
        "comments": "add_concernmessage add_supportcontact change_concernmessage "
        "change_supportcontact delete_concernmessage delete_supportcontact see_concerns "
        "view_concernmessage view_supportcontact",
    },
    "Authors": {
        "articles": "add_block add_contribution add_guide add_guidequestion add_image add_person "
        "change_block change_contribution change_guide change_image change_person delete_block "
        "delete_contribution delete_image view_approval view_block view_contribution "
        "view_factcheck view_glossaryterm view_guide view_guidequestion view_image view_medicine "
        "view_person view_revision view_topic",
    },
    "Editors": {
        "articles": "add_block add_contribution add_glossaryterm add_guide add_guidequestion "
        "add_image add_medicine add_person add_redirect add_topic approve_editorial change_block "
        "change_contribution change_glossaryterm change_guide change_image "
        "change_medicine change_person change_topic delete_block "
        "delete_contribution delete_glossaryterm delete_image delete_medicine delete_redirect "
        "publish_guide view_approval view_block view_contribution view_factcheck "
        "view_glossaryterm view_guide view_guidequestion view_image view_medicine view_override "
        "view_person view_redirect view_revision view_topic",
        "comments": "pin",
    },
    "Clinical reviewers": {
        "articles": "approve_clinical view_approval view_block view_contribution view_factcheck "
        "view_glossaryterm view_guide view_image view_medicine view_person view_revision "
        "view_topic",
        "comments": "advise",
    },
}


@pytest.mark.parametrize("group", MAY)
def test_a_group_may_do_exactly_this(db, group):
    person = make.member("jo", is_staff=True)
    person.groups.add(Group.objects.get(name=group))

    assert person.get_all_permissions() == {
        f"{app}.{codename}" for app, names in MAY[group].items() for codename in names.split()
    }
    assert not person.is_superuser


def test_there_are_no_other_groups(db):
    assert set(Group.objects.values_list("name", flat=True)) == set(MAY)
