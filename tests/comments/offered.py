"""Sentences labelled by hand: what a writer should be asked about, and what not.

`python -m tests.comments.offered` prints how often the offers are right.
"""

from comments.offers import advice, private, source

TELLS_OTHERS = """
Stop taking baclofen, it is poison.
Just stop your medication and eat well.
You should double your dose of gabapentin.
You need to come off Tysabri straight away.
Please quit the tablets, they only make it worse.
Honestly, ditch the steroids.
You must reduce your baclofen to 5 mg.
Take 20 mg of baclofen at night and you will sleep.
Take 4,000 IU of vitamin D every day.
Try 300 mg gabapentin three times a day.
My advice is to stop the injections.
Skip the evening dose when you feel weak.
I would advise you to increase the dose slowly.
You ought to switch to another drug.
Go up to 75 mg, then it works.
You can safely halve the tablets.
Cut down on the painkillers.
Everyone, bin your meds.
So stop the treatment and see what happens.
I had the same, so just double the dose.
You could just stop it.
Come off the infusions before your holiday.
You really should take more baclofen.
Wean yourself off the antidepressants over a week.
Raise your dose by 10 mg a week.
You have to go on 40 mg like me.
Ditch Copaxone and change your diet instead.
If it hurts, skip the injection.
Take half the dose in summer.
You'd better stop them before you drink.
Reduce the dosage yourself, nobody will notice.
Go off your meds for a month.
""".strip().splitlines()

TELLS_A_STORY = """
I stopped taking baclofen and my legs got worse.
I take 20 mg at night, and it helps me.
My neurologist told me to stop the injections.
We doubled the dose after my last visit.
Don't stop taking baclofen suddenly.
Never change your dose without asking your nurse.
Ask your doctor before you stop any medication.
Has anybody come off Tysabri?
Should I stop the tablets before surgery?
How do I reduce the dose?
I had to stop the treatment because of my liver.
My nurse said to take 10 mg first.
Stopping gabapentin was hard for me.
I forgot to take my tablets twice last week.
He wanted me to increase the dose, and I said no.
Coming off steroids made me cry for a week.
You should rest before you must.
You need to be patient with yourself.
Take a break every ten minutes.
Try a cooling vest.
Stop when it hurts.
Stop worrying about the washing up.
Take your time.
You should talk to your MS nurse about the dose.
I wish I had stopped earlier.
The tablets make me sleepy, so I take them at night.
My dose was raised to 75 mg in May.
It took three months until the treatment did anything.
Does anyone take 4 mg tizanidine?
You should not stop them on your own.
Cut down on stairs if you can.
Drop the shopping and sit down.
Please do not skip your medicine because of a forum.
Increase the light in the room.
I quit smoking when I started the treatment.
You must tell your team before you change anything.
They took me off the drug in spring.
When I stop, the spasms come back.
I was told to double up on water while on steroids.
The infusion takes three hours, so take a book.
Take 5 minutes in the shade.
You can ask for a smaller tablet.
Change how you hold the cup.
What happens when you stop taking it?
Tell your nurse if you want to lower the dose.
""".strip().splitlines()

LEADS_TO_SOMEBODY = """
Call me on 07700 900123 any time.
My number is 020 7946 0958.
Ring +44 7700 900456 after six.
Write to anna.b@example.org please.
My mail is ms_warrior+forum@mail.example.com.
I live at SW1A 1AA if anyone wants coffee.
We meet at M1 1AE every week.
My NHS number is 943 476 5919.
The letter says 9434765919.
Dr Rahman is wonderful.
I see Dr. Helen Okafor at the clinic.
Professor Lindqvist runs the trial.
Nurse Kelly rang me back.
Text me: 07700900789.
(020) 7946 0018 is my landline.
+49 30 901820 is my office.
Mail me at bob@example.co.uk or not at all.
My consultant is Dr O'Neill.
Dr J. Hartmann changed my plan.
We are at EH1 1YZ.
""".strip().splitlines()

LEADS_NOWHERE = """
I take 10 mg twice a day.
It began on 3 October 2019.
In an emergency call 999.
Call 111 when you are not sure.
The helpline is 0808 800 8000.
Their number is 0300 500 8084.
I was at 38.5 degrees.
It costs 1,250 a month.
My doctor is kind.
The nurse rang me back.
Dr Google is not my friend.
I watched Doctor Who all night.
I need B12 and D3.
Version 10.4.2 broke the app.
I walked 10000 steps.
Between 2015 and 2020 I had six relapses.
My EDSS is 4.5.
https://www.example.org/guide/0123456789
Ask your GP or your MS nurse.
I am in room E3 on ward 5.
Lesions at C3 and T2.
Meet @ the cafe.
Samaritans are at 116 123.
It was 1234567890 reasons.
The study had 2,000 people aged 18 to 55.
Nurse specialists helped me most.
I rated it 10/10.
From 9:30 to 12:45 I rest.
""".strip().splitlines()

UNSOURCED = """
A new drug is coming next year.
Heat makes symptoms worse in most people.
Vitamin D prevents relapses.
They changed the rules for parking badges.
""".strip().splitlines()

SOURCED = """
The MS Society says the rules for parking badges changed.
My nurse explained it to me like this.
See https://example.org/parking.
According to the leaflet, it takes a month.
A study from 2020 looked at it.
My neurologist told me about a new drug.
""".strip().splitlines()

LABELLED = {
    "advice": (lambda text: advice.found_in(text, ""), TELLS_OTHERS, TELLS_A_STORY),
    "private": (lambda text: private.found_in(text, ""), LEADS_TO_SOMEBODY, LEADS_NOWHERE),
    "source": (lambda text: source.found_in(text, "information"), UNSOURCED, SOURCED),
}


def measure(name):
    """Precision, recall, and the sentences where it was wrong."""
    find, wanted, unwanted = LABELLED[name]
    hits = [text for text in wanted if find(text)]
    false = [text for text in unwanted if find(text)]
    wrong = [text for text in wanted if text not in hits] + false
    return len(hits) / (len(hits) + len(false)), len(hits) / len(wanted), wrong


if __name__ == "__main__":
    for offer in LABELLED:
        precision, recall, wrong = measure(offer)
        print(f"{offer}: precision {precision:.0%}, recall {recall:.0%}", *wrong, sep="\n  ")  # noqa: T201 -- its purpose
