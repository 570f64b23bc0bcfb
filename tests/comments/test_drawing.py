"""Comments are drawn once for all who see the same of them, and for nobody else."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation

from comments import drawing, reacting, talk
from comments.acts import Act, Link
from comments.shown import Shown, Way
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
        assert len({key[1] for key in drawing.kept.young if key[-1] == ROW}) == 2


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


def test_what_nobody_asks_for_is_gone_after_two_turns():
    kept = drawing.Kept()
    for name in ("a", "b"):
        kept.get(name, lambda name=name: name * 10)
    for _ in range(2):
        kept.turn()
        kept.get("a", lambda: "drawn again")

    assert (list(kept.young), list(kept.old)) == (["a"], [])
    assert kept.get("a", lambda: "drawn again") == "a" * 10
    assert kept.get("b", lambda: "drawn again") == "drawn again"


def test_memory_has_a_bound_in_characters_and_in_time(monkeypatch):
    monkeypatch.setattr(drawing, "MOST_CHARACTERS", 1_000)
    now = [0.0]
    monkeypatch.setattr(drawing, "monotonic", lambda: now[0])
    kept = drawing.Kept()

    for number in range(100):
        kept.get(number, lambda: "x" * 100)
        held = sum(len(text) for text in [*kept.young.values(), *kept.old.values()])
        assert held <= 2 * 1_100
    now[0] += drawing.SECONDS + 1
    kept.get("new", lambda: "x")
    now[0] += drawing.SECONDS + 1
    kept.get("newer", lambda: "x")

    assert [*kept.old, *kept.young] == ["new", "newer"]
