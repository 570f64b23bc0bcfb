"""Who answers whom: invented threads of every shape, with what became of each comment."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from random import Random

from comments.models import Audience, Purpose, Status

# Out of a hundred comments, so many begin a thread.
THREADS_IN_100 = 22
# Which of the latest threads still get answers.
ALIVE = 150
# What happens to comments, in shares of one. The rest is published and stays.
WAITING, REJECTED, HIDDEN, BRANCH, WITHDRAWN = 0.003, 0.002, 0.004, 0.0005, 0.007
EDITED, REPORTED, MEMBERS_ONLY, ANONYMOUS, TITLED = 0.02, 0.001, 0.04, 0.01, 0.3
# One comment in ten is said to have helped: most of them by one, few by many.
RARELY_HELPED, MOST_HELPED = 6.8, 20
# One thread of each batch draws so many of the replies; another is a talk of two people that
# goes ever deeper.
BUSY, DEEP = 0.08, 0.03
PURPOSES = (Purpose.NONE, Purpose.NONE, Purpose.EXPERIENCE, Purpose.QUESTION)


@dataclass(slots=True)
class Said:
    """One invented comment. `place` is its place in the batch, `talk` its discussion."""

    place: int
    talk: int
    number: int
    author: int
    at: datetime
    parent: "Said | None" = None
    root: "Said | None" = None
    branch: int = 0
    seq: int = 0
    last_seq: int = 0
    status: str = Status.PUBLISHED
    hides_branch: bool = False
    members_only: bool = False
    edited: bool = False
    reported: bool = False
    helped: int = 0
    purpose: str = Purpose.NONE

    @property
    def who_may_read(self) -> str:
        return Audience.MEMBERS if self.members_only else Audience.EVERYONE

    @property
    def approved(self) -> bool:
        """Whether readers ever got it."""
        return self.status not in {Status.WAITING, Status.REJECTED}


@dataclass
class Threads:
    """The threads of one discussion that are still talked in."""

    alive: deque[list[Said]] = field(default_factory=lambda: deque(maxlen=ALIVE))
    busy: list[Said] | None = None
    deep: list[Said] | None = None


class Talk:
    """One batch of comments, in the order in which they are said."""

    def __init__(self, random: Random, *, talks: int, authors: int) -> None:
        self.random = random
        self.authors = authors
        # A few discussions are lively, most are not.
        self.weights = [1 / (rank + 1) for rank in range(talks)]

    def say(self, times: Sequence[datetime], last_numbers: list[int]) -> list[Said]:
        """As many comments as there are times; `last_numbers` counts on, one a discussion."""
        chosen = self.random.choices(range(len(self.weights)), self.weights, k=len(times))
        threads: dict[int, Threads] = {}
        said = []
        for place, (talk, at) in enumerate(zip(chosen, times, strict=True)):
            last_numbers[talk] += 1
            one = Said(place, talk, last_numbers[talk], self.random.randrange(self.authors), at)
            self.find_a_place(one, threads.setdefault(talk, Threads()))
            said.append(one)
        return said

    def find_a_place(self, one: Said, threads: Threads) -> None:
        dice = self.random.random
        thread = self.choose(threads)
        if thread is None:
            thread = []
            threads.alive.append(thread)
            one.members_only = dice() < MEMBERS_ONLY
            self.decide(one)
            if one.approved and threads.busy is None:
                threads.busy = thread
            elif one.approved and threads.deep is None:
                threads.deep = thread
        else:
            if thread is threads.deep:
                parent = thread[-1]
            elif dice() < 1 / 3:
                parent = thread[0]
            else:
                parent = self.random.choice(thread[-30:])
            stand_under(one, parent)
            one.members_only = parent.members_only or dice() < MEMBERS_ONLY / 4
            self.decide(one)
        # Nobody can answer what was never published.
        if one.approved:
            thread.append(one)
        elif not thread:
            threads.alive.pop()

    def choose(self, threads: Threads) -> list[Said] | None:
        """The thread that is answered in; none for a new thread."""
        if self.random.random() < THREADS_IN_100 / 100 or not threads.alive:
            return None
        dice = self.random.random()
        if dice < BUSY and threads.busy:
            return threads.busy
        if dice < BUSY + DEEP and threads.deep:
            return threads.deep
        return self.random.choice(threads.alive)

    def decide(self, one: Said) -> None:
        """What the author and the team make of it, sooner or later."""
        dice = self.random.random()
        shares = (
            (WAITING, Status.WAITING),
            (REJECTED, Status.REJECTED),
            (HIDDEN, Status.HIDDEN),
            (BRANCH, Status.HIDDEN),
            (WITHDRAWN, Status.WITHDRAWN),
        )
        reached = 0.0
        for share, status in shares:
            reached += share
            if dice < reached:
                one.status, one.hides_branch = status, share == BRANCH
                return
        one.edited = self.random.random() < EDITED
        one.reported = self.random.random() < REPORTED
        one.helped = min(int(self.random.paretovariate(1.2) / RARELY_HELPED), MOST_HELPED)
        one.purpose = self.random.choice(PURPOSES)


def stand_under(one: Said, parent: Said) -> None:
    """The same places that `comments.posting` gives."""
    root = parent.root or parent
    root.last_seq += 1
    one.parent, one.root, one.seq = parent, root, root.last_seq
    one.branch = one.seq if parent.root is None else parent.branch
