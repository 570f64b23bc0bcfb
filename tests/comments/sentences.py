"""Sentences labelled by hand, for what rules look for in words.

Two tasks: telling somebody else what to do with a treatment, against telling what one did oneself;
and what leads to a person, against doses, dates and other numbers. Every second sentence is held
out: the patterns were changed by looking at the others alone. `python -m tests.comments.sentences`
prints the figures that stand in docs/moderation.md.
"""

import os

import django

if __name__ == "__main__":
    os.environ |= {"DJANGO_SETTINGS_MODULE": "msforum.settings", "DEBUG": "1"}
    django.setup()

from comments.offers import advice, private

TELLS_OTHERS = """
You should stop taking those tablets, they do nothing.
Stop the injections and try turmeric instead.
Just double your baclofen for a few days.
You need to come off gabapentin, it rots the brain.
Don't listen to them, quit your DMT and eat clean.
Cut your dose in half and see how you feel.
My advice: drop the steroids after two days.
Everyone should bin their medication.
Take 50 mg twice a day and ignore the leaflet.
You must not take Tecfidera any more, stop today.
Take an extra tablet before you go out.
Increase the dose until the spasms are gone.
Please stop your Tysabri, it is killing you.
I would stop the infusions if I were you.
You can just skip a few doses, nobody dies from it.
Come off it cold turkey like I did.
Go up to 600 mg, the doctors are too careful.
Switch to LDN and forget the rest.
If I were you I'd halve the dose.
Your dose is far too high, reduce it.
Ditch Rebif and go keto.
Take 10,000 IU vitamin D a day, that is what works.
Try 25 mg first and then go to 50 mg.
You'd be better off without any medication, so stop it.
Throw the pills away.
You ought to ask for nothing and simply stop the treatment.
Never take the prednisolone they give you.
Get off the antidepressants as fast as you can.
Swap your tablets for CBD oil.
Stop Gilenya, then start the diet.
Start with 5 mg and raise it every day.
You don't need Ocrevus, so cancel your infusion.
Use two patches at once, it is safe.
Refuse the steroids, they always make it worse.
Take it with alcohol, it makes it stronger.
Halve your tizanidine if you are sleepy.
Do what I did and stop Copaxone.
Double up on the fampridine when you have a wedding.
Keep off the DMTs and let the body heal.
You have to pause the medication in summer.
Quit amitriptyline, it made me fat and it will make you fat.
Best to stop the pills before the holiday.
Lower your dose a little each week, no need to ask.
Take half a tablet more at night.
Wean off diazepam in three days, that is enough.
Leave out the evening tablet.
Raise the pregabalin to 300 mg.
Stop taking all of it for a week.
I'd tell anybody to stop interferon.
So take 40 mg of simvastatin as well.
You really need to cut down on the painkillers.
Adjust the dose yourself, that is what I do.
Skip Kesimpta this month, you will feel better.
Seriously, go off Aubagio.
Inject it every other day instead, that is plenty.
Reduce your modafinil and drink coffee.
Take 200 mg when it is bad and 100 mg when it is not.
You should change to another drug right now.
Try stopping it for two weeks.
Forget your medication, fresh air is all you need.
Take more baclofen than they say.
You could try 2 mg of tizanidine at lunch.
Stop them, trust me.
Just come off the tablets over a weekend.
Listen: stop the cladribine.
""".strip().splitlines()

TELLS_ONES_OWN = """
I stopped the injections after two years and felt no different.
My neurologist told me to double my baclofen.
I was told to stop taking it before the operation.
Please don't stop your tablets without asking your nurse.
You should never stop baclofen suddenly.
Has anyone here stopped Tecfidera because of flushing?
I take 10 mg in the morning and 20 mg at night.
When I came off gabapentin I could not sleep.
Do not change your dose on your own.
Should I double the dose when it gets hot?
My nurse asked me to reduce the dose slowly.
They switched me to Ocrevus in March.
We decided together that I would stop the steroids.
Ask your doctor before you change your dose.
I skipped my tablets once and regretted it.
She had to come off Tysabri because of the virus.
I used to take two tablets, now I take one.
How long did it take you to come off amitriptyline?
Talk to your neurologist before stopping any treatment.
It took me months to get used to the higher dose.
I wish I had never stopped Copaxone.
The leaflet says not to stop it suddenly.
What happens if you stop taking fampridine?
I was scared of the infusion, and it was fine.
You should speak to your nurse about the dose.
My doctor wants me to try 25 mg.
I halved my dose with my doctor and the fog lifted.
If you want to stop, speak to your team first.
He stopped interferon ten years ago.
Can I take it with food?
I forgot my evening tablet again.
The pharmacist said I can take half a tablet.
You might ask whether a lower dose is possible.
I am on 300 mg and still have spasms.
They say you should not drive after the first tablet.
Stopping it was the hardest thing I did.
My mother quit her tablets and ended in hospital.
Nobody should stop a treatment because of a forum.
After the third infusion I felt stronger.
I would not stop it without a plan.
Reducing the dose helped my sleep.
I only take paracetamol now.
For me 50 mg was too much.
You should drink more water when it is hot.
Try resting after lunch.
Take your time with the stairs.
Stop when your legs feel heavy, then rest.
You need to plan breaks.
Cut down on meetings if you can.
Reduce the stress a little, said my physio.
Increase your steps slowly.
Take a fan with you in summer.
You have to be patient with yourself.
Drop the bags and sit down for a minute.
Skip the party if you are tired.
Switch the heating off at night.
Change your shoes, it helped my balance.
My GP stopped the diazepam last week.
I had to pause the treatment for a vaccine.
The trial doubled the dose for half of us.
Who else had to go up to 75 mg?
I asked to go on a lower dose and they agreed.
It says take one tablet with water.
When the dose went up, the spasms went away.
I never dared to stop.
""".strip().splitlines()

LEADS_TO_SOMEBODY = """
Ring me on 07700 900456 any time.
My number is 020 7946 0123.
Call +44 7700 900789 after six.
Write to anna.meyer@example.org please.
You can reach me at j_doe77@mail.example.co.uk.
I live at SW1A 2AA.
The clinic is in M13 9WL, come with me.
Dr Ferguson treats me in Leeds.
Ask for Nurse Okafor at the desk.
My consultant is Prof. Lindqvist.
Text 07700900222 if you want company.
My NHS number is 943 476 5919.
Mail me: beth+ms@example.net
It was Doctor Adeyemi who told me.
Phone (0161) 496 0345 and ask for Sam.
I am at 12 Rosewood Avenue, Bath.
My address is 4 Mill Lane.
Her name is Karen Whitfield and she lives in York.
Find me on WhatsApp: 0044 7700 900333.
The postcode is EH1 1YZ.
Send it to mark.o'neil@example.com.
You can call my wife on 01632 960555.
Dr. A. Novak is very good.
We meet at 23 Station Road on Friday.
Write me at tina(at)example.org
My mobile is 07700-900-888.
Prof Sandoval does the trial.
Here is her mail, lou@example.org, tell her hello.
I work for the council in Hull, ask for Jenny Marsh.
Sister Bernadette on ward 4 is lovely.
My NHS no. 4010232137 is on the letter.
Call +353 1 555 0123.
Contact me on Telegram as jo_ms_1984.
Please post it to Flat 3, 9 Queen Street.
Ring 0113 496 0999.
ruth.k@example.org is where I read mail.
Consultant Petrov signed it.
My neighbour Alan Price at number 7 drinks.
The code for my door is LS2 7EY.
My phone is 07700 900 111, my mail ed@example.org.
Nurse Jackie Dunn helped me fill it in.
You find us in CF10 3AT.
Dr O'Brien said so.
Doctor Mehta-Singh is in on Mondays.
Tel. 01632 960 777
Her number: 07700900345
My son goes to Oakfield School in Derby.
Leave a message at 028 9649 6111.
I was born on 14 March 1979 in Stoke, look me up.
Add me, I am Petra Kowalska on Facebook.
my mail is gmail, pam.lister88@example.com
Dr Yusuf knows me well.
Our house is 88 Victoria Street, by the church.
Ring (020) 7946 0987 for the group.
Professor Haugen wrote the letter.
The parcel goes to G2 1AL.
I see Dr. Kaplan next week.
Call me at +49 30 5550123.
Nurse Abiola rang me back.
My national insurance number is QQ123456C.
Just mail s.t@example.io.
Number plate AB12 CDE is our van.
His mobile: +44 (0)7700 900 654.
It is Dr Wójcik at the hospital.
Skype me: ms.lena.89
""".strip().splitlines()

LEADS_NOWHERE = """
I take 20 mg at 08:00 and 20 mg at 20:00.
Diagnosed on 12/03/2015.
My dose is 300-600-300.
The NHS line is 111.
In an emergency call 999 or 112.
The helpline is 0808 800 8000.
From 2010 to 2019 I had no relapse.
It costs 9.90 a month.
I had lesions at T8 and C4.
My EDSS went from 2.5 to 4.
B12 was 145, vitamin D 32.
She is 58 and was diagnosed at 41.
I walked 4,500 steps in 45 minutes.
The nurse said it was fine.
Doctors should listen more.
Dr Google scared me.
Take bus 42 to the clinic.
It is 10000000000 times better.
My last scan was on 3.11.2024.
The trial NCT01234567 is closed.
5 mg, then 10 mg, then 15 mg.
Room 214 on floor 2.
At 38.2 degrees my legs give up.
I wait since 1 January 2024.
The drug came out in 2023.
We were 12 in the group.
See chapter 3, page 112.
I sleep from 22:30 to 06:15.
He had 2 relapses in 18 months.
The study had 1,012 people.
Blood pressure 120/80.
I use version 17.4.1 of the app.
My B cells were at 0.02.
It was minus 5 outside.
Half past 3 is my worst time.
I need 8 to 9 hours.
My consultant is on holiday.
The professor was late.
A nurse and two doctors came.
Every 28 days I get the infusion.
My tablets are 4 x 500 mg.
The letter came after 6 weeks.
ISBN 978-0-306-40615-7 is a good book.
Order number 20240917001 never came.
It is 3 miles to the shop.
Call your MS nurse.
Mail your GP if in doubt.
The MS Society has a helpline.
I scored 27 of 30.
The room is at 21 degrees.
Week 24 of the trial began.
The dose was 0.25 mg for a week.
I read it in The Guardian on 5 May.
MS started in 1998 for me.
My fatigue is 9/10 today.
Two times 15 minutes on the bike.
He is called Max, my dog.
It rained for 40 days.
Doctor's appointments tire me.
About 1 in 500 people here has it.
I am on day 90 of rest.
Nurse-led clinics are great.
The appointment is on 4 July at 10.
My lymphocytes were 0.8 in week 12.
I pay 0.30 a minute.
""".strip().splitlines()

TASKS = {
    "advice": (lambda text: advice.found_in(text, ""), TELLS_OTHERS, TELLS_ONES_OWN),
    "private": (lambda text: private.found_in(text, ""), LEADS_TO_SOMEBODY, LEADS_NOWHERE),
}
LOOKED_AT = 0
HELD_OUT = 1


def measure(name, half):
    """Precision, recall, what was missed and what was found wrongly, for one half."""
    find, wanted, unwanted = TASKS[name]
    wanted, unwanted = wanted[half::2], unwanted[half::2]
    missed = [text for text in wanted if not find(text)]
    wrong = [text for text in unwanted if find(text)]
    right = len(wanted) - len(missed)
    return right / (right + len(wrong)), right / len(wanted), missed, wrong


if __name__ == "__main__":
    for task in TASKS:
        for half, called in ((LOOKED_AT, "looked at"), (HELD_OUT, "held out")):
            precision, recall, missed, wrong = measure(task, half)
            print(f"{task}, {called}: precision {precision:.0%}, recall {recall:.0%}")  # noqa: T201
            if half == LOOKED_AT:
                print(*missed, *wrong, sep="\n")  # noqa: T201
