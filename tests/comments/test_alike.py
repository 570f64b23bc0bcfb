"""What is made once for all readers of a page, and again where one is concerned, is what each of
them would be shown alone."""

import random
import re
from contextlib import suppress
from uuid import uuid4

import pytest

from comments import alike, answering, deciding, following, marks, reacting, reading, talk
from comments.models import Discussion, ReactionKind
from comments.own import own_of
from comments.refusing import Refused
from comments.shown import Alike
from comments.team import team_of, with_team
from comments.visibility import Reader
from tests import make

pytestmark = pytest.mark.django_db
# The token of a form, and the number under which it would post.
ANOTHER_EACH_TIME = re.compile(r'value="[^"]{30,}"')


@pytest.fixture
def cast(ada, ben, mo):
    return [ada, ben, make.member("kim"), make.member("lou"), mo]


def lively(guide, cast, seed):
    """A discussion in which everybody did something, another one for each seed."""
    chance = random.Random(seed)  # noqa: S311 -- the same one each time
    people, said = cast[:-1], []
    writers = people[: chance.randint(1, len(people))]
    for _ in range(14):
        above = chance.choice([None, *said[-6:]])
        fields = {"kind": chance.choice(["", "question"])} if above is None else {}
        fields |= {"anonymous": chance.random() < 0.2}
        said.append(make.comment(guide, chance.choice(writers), parent=above, **fields))
    for _ in range(12):
        with suppress(Refused):  # their own
            reacting.react(chance.choice(said), chance.choice(cast), chance.choice([*ReactionKind]))
    for member in people:
        if chance.random() < 0.7:
            marks.stop_at(member, guide.discussion, chance.randrange(len(said)))
        if chance.random() < 0.4:
            following.mute(member, chance.choice([other for other in people if other != member]))
    for reply in said:
        if reply.root and reply.root.kind == "question" and chance.random() < 0.5:
            with suppress(Refused):
                answering.mark(reply, reply.root.author)
    gone = chance.choice(said)
    deciding.withdraw(gone, deciding.Why(by=gone.author))


@pytest.mark.parametrize("seed", range(10))
def test_everybody_is_shown_what_they_would_be_shown_alone(
    client, fatigue, cast, seed, monkeypatch
):
    lively(fatigue, cast, seed)
    version = [None]
    monkeypatch.setattr("articles.views.version", lambda: version[0])
    chance = random.Random(seed)  # noqa: S311 -- the same one each time

    def page(member, order):
        client.logout()
        if member:
            client.force_login(member)
        answer = client.get(f"{fatigue.get_absolute_url()}?order={order}")
        return ANOTHER_EACH_TIME.sub("", answer.text)

    readers = [(who, order) for who in [*cast, None] for order in reading.ORDERS]
    with monkeypatch.context() as patch:
        patch.setattr(alike, "rows_of", lambda page, showing: showing.rows(page.threads))
        alone = {each: page(*each) for each in readers}
    version[0] = uuid4().hex
    for each in chance.sample(readers * 2, len(readers) * 2):
        assert page(*each) == alone[each], each


def test_whom_nothing_concerns_is_given_the_very_same_rows(fatigue, ada, ben):
    for who in (ada, ada, ben):
        make.comment(fatigue, who)
    kim, lou = make.member("kim"), make.member("lou")
    discussion = with_team(Discussion.objects.filter(guide=fatigue)).get()

    def shown(member, as_of=uuid4().hex):  # noqa: B008 -- one for all of them
        reader = Reader.of(member)
        page = reading.page_of(discussion, reader, order="oldest", as_of=as_of)
        news = marks.news_of(discussion, own_of(discussion, member))
        return talk.rows_of(
            page, reader, discussion, team=team_of(discussion, discussion), news=news
        )

    assert isinstance(shown(kim), Alike)
    assert shown(kim) is shown(lou)
    own = shown(ada)
    assert not isinstance(own, Alike)
    assert own[2] is shown(kim)[2]  # what is not hers
    assert own[0] is not shown(kim)[0]
    assert shown(kim, as_of=None) == shown(kim)


def test_a_moderator_shares_nothing(fatigue, ada, mo):
    make.comment(fatigue, ada)
    discussion = with_team(Discussion.objects.filter(guide=fatigue)).get()
    page = reading.page_of(discussion, Reader(1), order="oldest", as_of=uuid4().hex)
    told = talk.rows_of(page, Reader.of(mo), discussion, team=team_of(discussion, discussion))

    assert not isinstance(told, Alike)
    assert page.shown == {}
