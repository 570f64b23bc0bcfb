"""What invented people say: whole paragraphs put together from parts, rendered once."""

from dataclasses import dataclass
from random import Random

from markup import to_html

# Each is rendered once; more would not look more lively.
PARAGRAPHS = 600

OPENINGS = (
    "I have lived with this for {years} years.",
    "My {person} asked me the same thing last week.",
    "Mornings are the hardest part of my day.",
    "Thank you for writing this down.",
    "It took me a long time to say this aloud.",
    "I read the guide twice and it helped.",
    "This is what I learnt after {years} years.",
    "Does anybody else know this?",
    "For me it starts in the {part}.",
    "On a good day I hardly notice my {part}.",
    "My nurse told me to write things down.",
    "I was told {years} years ago.",
)
MIDDLES = (
    "Heat makes my {part} worse, so I keep a fan beside me.",
    "I rest for {minutes} minutes before I go out, not after.",
    "A short walk of {minutes} minutes is better for me than none.",
    "I split the work over the week and leave one day free.",
    "When my {part} is stiff I stretch it slowly, holding on to the kitchen table.",
    "I stopped doing everything on {day}, and it made room for the rest.",
    "Some days *nothing* works, and then I let it be.",
    "My {person} does the shopping on {day} and I cook.",
    "I use a timer, because I forget to stop.",
    "It comes and goes, and tiredness always makes it worse.",
    "Cold water on the wrists helps me more than a cold shower.",
    "I asked the physiotherapist, and we found **one** exercise that I keep up.",
    "I note how I slept, what I did and how my {part} felt.",
    "On {day} I plan nothing after lunch.",
)
ENDINGS = (
    "What do you do?",
    "I hope that helps somebody.",
    "Ask your own team first, of course.",
    "It is not much, but it is mine.",
    "Be kind to yourself.",
    "Has anybody tried this for longer?",
    "I would do it again.",
    "Small steps count.",
    "I will write again when I know more.",
    "",
)
FILL = {
    "years": ("two", "three", "five", "eight", "twelve", "twenty"),
    "person": ("sister", "husband", "wife", "friend", "neighbour", "daughter", "son"),
    "part": ("left leg", "right hand", "back", "calf", "shoulder", "eyes", "feet", "grip"),
    "minutes": ("five", "ten", "fifteen", "twenty", "thirty"),
    "day": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
TITLES = (
    "What helps on a hot day",
    "Sleeping through the night",
    "How do you plan your week",
    "Stiff {part} in the morning",
    "Telling my {person} about it",
    "Back to work on {day}",
    "The first {years} years",
)
SYMPTOMS = (
    *("fatigue", "stiff legs", "numb hands", "blurred sight", "poor balance", "cramps"),
    *("bladder trouble", "low mood", "pain", "foggy thinking", "heat", "tremor"),
)
PLACES = (
    *("at work", "at home", "on a journey", "in the night", "in the morning", "with children"),
    *("in summer", "in winter", "alone", "with a partner", "on a bad day", "over the years"),
)
FIRST = (
    *("calm", "quiet", "amber", "early", "gentle", "brave", "slow", "bright", "mossy", "silver"),
    *("sunny", "steady", "little", "wild", "warm", "blue", "soft", "kind", "north", "salty"),
)
SECOND = (
    *("otter", "heron", "willow", "river", "maple", "robin", "harbour", "pebble", "meadow"),
    *("sparrow", "lantern", "cedar", "badger", "kettle", "island", "clover", "finch", "anchor"),
)


@dataclass(frozen=True)
class Paragraph:
    """A few sentences: as typed, and as read."""

    source: str
    html: str


class Phrasebook:
    """Says things. The same seed says the same."""

    def __init__(self, random: Random, *, comments: int) -> None:
        self.random = random
        size = min(PARAGRAPHS, 40 + comments // 50)
        self.paragraphs = [self.paragraph() for _ in range(size)]

    def paragraph(self) -> Paragraph:
        middles = self.random.sample(MIDDLES, self.random.randint(1, 3))
        parts = [self.random.choice(OPENINGS), *middles, self.random.choice(ENDINGS)]
        source = self.fill(" ".join(part for part in parts if part))
        return Paragraph(source, to_html(source))

    def fill(self, text: str) -> str:
        return text.format(**{name: self.random.choice(FILL[name]) for name in FILL})

    def say(self) -> tuple[str, str]:
        """A whole comment: one to three paragraphs, as typed and as read."""
        some = self.random.choices(self.paragraphs, k=self.random.choice((1, 1, 2, 3)))
        return "\n\n".join(p.source for p in some), "\n".join(p.html for p in some)

    def title(self) -> str:
        return self.fill(self.random.choice(TITLES))

    def guide_title(self, number: int) -> str:
        """A title of its own for each number."""
        symptom = SYMPTOMS[number % len(SYMPTOMS)]
        place = PLACES[number // len(SYMPTOMS) % len(PLACES)]
        round_ = number // (len(SYMPTOMS) * len(PLACES))
        part = f", part {round_ + 1}" if round_ else ""
        return f"Living with {symptom} {place}{part}"

    def name(self, number: int) -> str:
        """A public name of its own for each number."""
        return f"{self.random.choice(FIRST)} {self.random.choice(SECOND)} {number}"
