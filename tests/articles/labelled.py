"""Sentences that a person has labelled, and how often the checks agree.

    python -m tests.articles.labelled

Precision: of the sentences that a check names, how many it names rightly. Recall: of those that
it should name, how many it does.
"""

from articles.language import numbers, passive

PASSIVE = """
The scan was read by a radiologist.
Your bladder is controlled by nerves in the spine.
You may be asked to keep a diary.
The dose is raised slowly over some weeks.
Steroids are often given for a relapse.
The letter was sent to the wrong address.
This kind of tightness is called spasticity.
The nerves have been damaged.
You will be shown how to use the catheter.
Blood tests are taken before each infusion.
Mistakes were made in the first leaflet.
The muscle is being stretched too fast.
Are you affected by heat?
It has been known for years that smoking makes MS worse.
The cause is not yet understood.
The tablets must not be stopped suddenly.
A referral can be made by your nurse.
The signals are slowed or blocked on the way.
The plan was agreed with her team.
He got hit by a car.
The appointment had been moved without notice.
Symptoms can be eased with simple changes.
The chair was built for taller people.
The results will be explained to you.
Your eyes are checked with a bright light.
This was found in three trials.
More rest is needed after a bad night.
The guide is reviewed every three years.
The forms should be filled in at home.
New lesions were seen on the scan.
The frame is paid for by the council.
The medicine isn't absorbed well with food.
We're being told to wait.
It is thought that sunlight plays a part.
Help is offered at most clinics.
Parking badges are issued by the local council.
The word was chosen with care.
The fibres are covered with myelin.
They were left waiting in the corridor.
She was told about the trial too late.
The questions were usually answered the same day.
Heat can be worn off by a cool shower.
The valve gets blocked now and then.
What can be done about it?
The treatment was stopped because of an infection.
"""

ACTIVE = """
You are tired after a short walk.
Many people feel worried before a scan.
The nurse reads the scan with you.
Rest before you must.
Heat makes the signals slower.
She is interested in swimming.
It used to be harder.
You get used to the frame in a week.
I am being careful with my energy.
The bed is by the window.
There is no need to hurry.
Cold rooms are often a trigger.
The pain is there most mornings.
He has finished his exercises.
We have seen this in our clinic.
Your legs may feel heavy.
They were on holiday.
It is important to drink enough.
Some people are embarrassed about it.
The team is happy to talk.
You are not alone.
The muscles tighten at night.
A nurse wrote this guide.
The doctor had raised the dose.
It is red and sore.
The clinic is open every weekday.
Her hands are numb in the cold.
You're right to ask.
That's kind of you.
The signs are easy to miss.
Are you often dizzy?
People with MS are more likely to fall.
Stretch slowly and stop before it hurts.
His speech is unclear when he is tired.
She was bored at home.
They are married and live in Leeds.
Fatigue is a feeling that sleep does not cure.
The lift is out of order.
You were exhausted by noon.
It's raining and the path is wet.
The card is in your wallet.
This is indeed common.
I was born in Cardiff.
The stairs are steep and crowded.
What is the next step?
Warm baths are relaxed moments for some.
He is retired now.
Ask the team what is possible.
It was a hundred steps to the door.
The effect is mixed.
"""

NEEDS_A_SOURCE = """
About 8 in 10 people with MS have stiff muscles.
Up to 80% of people feel tired every day.
One in three people notices this in the first year.
Around 130,000 people in the UK have MS.
A relapse lasts at least 24 hours.
Half of all people with MS have pain.
Women are 3 times more likely to get MS.
Smoking doubles the risk of a relapse.
The study followed 412 adults for two years.
Two thirds of the group slept better.
The tablet lowers relapses by 30 per cent.
It takes 6 to 8 weeks to work.
Most people start on 5 mg three times a day.
The highest dose is 100 milligrams a day.
Three out of four people said it helped.
Falls are twice as common in winter.
Symptoms get worse above 38 °C.
A quarter of people stop the medicine in the first year.
The risk is 1 in 1,000.
Drink 1.5 to 2 litres of water a day.
MS begins most often between 20 and 40.
In 2019, 62% of members answered the survey.
You lose up to 10 percent of your strength each week in bed.
Vitamin D levels below 50 nmol/L are common.
The operation works in 9 of 10 people.
Thirty percent of falls happen at night.
It was more than double the rate of other groups.
The nerve carries the signal at 120 metres a second.
Adults need 150 minutes of exercise a week.
About 15 people in every 100 have this type from the start.
Nearly four in five people have bladder trouble at some time.
The waiting time is 18 weeks.
People over 65 fall more often.
A tenth of people have a close relative with MS.
Scans found new lesions in 7 people.
Steroids shorten a relapse by about 2 weeks.
A rise of 0.5 degrees is enough to blur sight.
Majority opinion aside, the majority of patients stay on it.
"""

NEEDS_NONE = """
Call 999 if you cannot breathe.
Ring 111 for advice at night.
Call your nurse on 0800 123 4567.
Rest for 10 minutes before you go on.
Hold the stretch for 30 seconds.
Repeat this 5 times.
Write down 3 questions for your team.
This guide was reviewed on 3 October 2026.
Come at 9:30 on Monday.
The clinic opens at 8am.
Vitamin B12 is in meat and eggs.
COVID-19 can make symptoms worse for a while.
The scan is called a T2 scan.
See step 2 below.
See figure 3.
The law changed in 2010.
The form is on page 4.
One of the nurses will call you.
One day at a time is enough.
Two things can help.
First, sit down.
It can happen at any time.
Take a short break every hour.
Some people need more time than others.
The two muscles work against each other.
Many people find mornings hardest.
He moved to ward 7 in March 2024.
Samaritans answer day and night on 116 123.
Put your alarm on for 20 minutes.
Try to rest for 15 minutes after lunch.
Then wait 2 minutes and look again.
The guideline is called NG220.
It is the new version 3 of the form.
There are three kinds of MS.
You may have one good day and two bad ones.
Do not drive until your sight is clear.
She was diagnosed in May 2015.
If it lasts, call your team.
You are one of many.
Count to 10 and breathe out.
Breathe in for 4 seconds.
At 7 pm the house is quiet.
Sit down halfway, and again at the top.
Half an hour of rest is enough for some.
Keep both feet on the floor.
The lift is on the second floor.
A third person can join the call.
"""

# Counted by hand, as they are spoken.
SPOKEN = {
    1: """
    the a rest sleep nerve nerves move moved moves walked cause nurse eye eyes numb pain stiff
    hour hours heat clothes breathe stretch stretched knee knees stick frame don't can't you're
    view few new key days played tried while whole rule rules sale sales smile dose voice choice
    brain cord guide guides through thought though cough laugh tired fire used closed raised
    forced
    """,
    2: """
    table muscle muscles people before because wanted needed changes causes symptom symptoms
    doctor nurses fatigue relapse steroid steroids bladder bowel vision balance dizzy tremor
    tremors numbness tingling painful careful movement movements likely safely useful hopeless
    stiffness minute minutes evening morning every sometimes something special social patient
    patients create science quiet diet being doing going trying urgent urine weather cooling
    cooler breathing stretches ankle ankles shoulder wheelchair walking doesn't isn't rhythm spasm
    spasms prism well-known enjoyed carried worried studies bodies little simple simply double
    doubled trouble handle handled people's fever doses increase decrease surface language manage
    managed advice office choices image pressure spinal optic lesion lesions system immune
    treatment treatments tablet tablets headache question questions enough neighbour colour
    require required described noticed danger
    """,
    3: """
    exercise medicine medicines sclerosis multiple relapses dizziness carefully awareness everyone
    condition conditions serious various radio area idea created infection infections different
    difficult appointment appointments hospital ambulance therapist therapy baclofen catheter
    depression memory attention concentrate energy follow-up actual flexible possible possibly
    increases surfaces languages management manages services images injury injuries diagnose
    diagnosed neuritis myelin cognitive physical nausea behaviour dangerous
    """,
    4: """
    exercises spasticity neurologist neurology temperature difficulty emergency tizanidine
    gabapentin constipation anxiety concentration organism experience variety society evaluate
    usually continuous ability diagnosis inflammation psychologist information community
    """,
    5: """
    immediately occupational
    """,
    6: """
    physiotherapist rehabilitation
    """,
}


def listed(told: str) -> list[str]:
    return [line.strip() for line in told.strip().splitlines()]


def agreement(check, right: str, wrong: str) -> tuple[float, float, list[str]]:
    """Precision, recall, and the sentences on which the check and the person differ."""
    missed = [sentence for sentence in listed(right) if not check(sentence)]
    named_wrongly = [sentence for sentence in listed(wrong) if check(sentence)]
    found = len(listed(right)) - len(missed)
    precision = found / (found + len(named_wrongly))
    return precision, found / len(listed(right)), missed + named_wrongly


CHECKS = {
    "Passive voice": (passive.passive, PASSIVE, ACTIVE),
    "Numbers that need a source": (numbers.claim, NEEDS_A_SOURCE, NEEDS_NONE),
}


def table() -> str:
    """As docs/authors.md shows it."""
    rows = ["| check | sentences | precision | recall |", "|---|---|---|---|"]
    for name, (check, right, wrong) in CHECKS.items():
        precision, recall, _differing = agreement(check, right, wrong)
        count = len(listed(right)) + len(listed(wrong))
        rows.append(f"| {name} | {count} | {precision:.0%} | {recall:.0%} |")
    return "\n".join(rows)


if __name__ == "__main__":
    print(table())  # noqa: T201 -- this is what the command is for
    for name, sentences in CHECKS.items():
        print(f"\n{name}: told otherwise than by the person")  # noqa: T201
        print("\n".join(agreement(*sentences)[2]))  # noqa: T201
