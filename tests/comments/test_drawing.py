"""Comments are drawn once for all who see the same of them, and for nobody else."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation

from comments import drawing, reacting, talk
from comments.acts import Act, Link
from comments.shown import Alike, Shown, Way
from comments.visibility import Reader
from tests import make

ROW = Shown(
    1,
    12,
    name="ada",
    html="<p>Rest.</p>",
    written_at=datetime(2026, 10, 3, 23, 30, tzinfo=UTC),
    can_reply=True,
    said=(("helped", 2),),
)
# For each thing that can differ between two readers or two moments, another value of it.
OTHERWISE = {
    "pk": 2,
    "number": 13,
    "level": 1,
    "stub": "Comment 12 was taken back by its author.",
    "status": "waiting",
    "name": "ben",
    "profile": "/members/ada/",
    "badges": (Link("/about/badges/", "Clinician"),),
    "title": "Sleep",
    "kind": "question",
    "html": "<p>Rest!</p>",
    "written_at": datetime(2026, 10, 4, tzinfo=UTC),
    "edited_at": datetime(2026, 10, 5, tzinfo=UTC),
    "members_only": True,
    "no_answer_needed": True,
    "notes": ("Only you can see it.",),
    "answers": Way(3, "ben", "#comment-3"),
    "beside": ((("who", "Note by the team"), ("html", "<p>New dose.</p>")),),
    "answered_in": "/guides/a/b/#c",
    "can_reply": False,
    "can_worry": True,
    "can_do": (Act.EDIT,),
    "is_muted": True,
    "said": (("helped", 3),),
    "own": frozenset({"helped"}),
    "can_press": ("helped",),
    "is_new": True,
    "next_new": "#comment-9",
    "can_stop": True,
    "is_here": True,
    "is_pinned": True,
    "solved_by": Way(4, "ben", "#comment-4"),
    "solves": True,
    "can_settle": "mark",
    "below": (ROW._replace(pk=5, level=1),),
    "shown_below": 1,
    "left_out": 4,
    "place": "2_7",
}
# These are told with others only.
WITH = {
    "can_settle": {"can_stop": True},
    "shown_below": {"below": (ROW._replace(pk=5, level=1),)},
    "place": {"left_out": 4},
}


@pytest.mark.parametrize("field", Shown._fields)
def test_whatever_differs_between_two_readers_is_drawn_for_each(field):
    one = ROW._replace(**WITH.get(field, {}))
    other = one._replace(**{field: OTHERWISE[field]})

    assert drawing.conversation(one) != drawing.conversation(other)
    assert drawing.conversation(one) is drawing.conversation(ROW._replace(**WITH.get(field, {})))


def test_a_drawing_is_for_one_clock_and_one_language():
    with timezone.override(ZoneInfo("Asia/Tokyo")):
        assert "4 October 2026, 08:30" in drawing.comment(ROW)
    with timezone.override(ZoneInfo("Europe/London")):
        assert "4 October 2026, 00:30" in drawing.comment(ROW)
    with translation.override("de"):
        assert drawing.comment(ROW) is not None
        assert len({language for (_, language, _), row in drawing.kept.young if row == ROW}) == 2


def test_what_only_one_member_may_know_is_shown_to_no_other(fatigue, ada, ben):
    said = make.comment(fatigue, ada)
    reacting.react(said, ben, "helped")
    said.refresh_from_db()

    drawn = {
        who: drawing.conversation(talk.row_of(said, reader))
        for who, reader in {"ada": Reader(ada.pk), "ben": Reader(ben.pk), "": Reader()}.items()
    }

    assert ["Edit comment" in drawn[who] for who in drawn] == [True, False, False]
    assert ["You: this helped" in drawn[who] for who in drawn] == [False, True, False]
    assert ["1 person: this helped" in drawn[who] for who in drawn] == [True, False, True]
    assert "formaction" not in drawn[""]


def test_a_page_of_them_is_each_of_them_one_after_the_other():
    rows = (ROW, ROW._replace(pk=2, number=13), ROW._replace(pk=3, below=(ROW,)))
    apart = "".join(drawing.conversation(row) for row in rows)

    assert drawing.conversations(rows).decode() == apart
    assert drawing.conversations(Alike(rows)).decode() == apart
    assert drawing.conversations(Alike(rows)) is drawing.conversations(Alike(rows))
    assert drawing.conversations(Alike(rows[:2])) != drawing.conversations(Alike(rows))
