"""Questions to whether they want a yes or a no, and with a fact to the honest one."""

from dataclasses import replace

import pytest

from assistant.answers.polar import by_number, is_polar, opening
from assistant.library.article import Fact, Opening, Passage, Quantity

POLAR = """
is it ok if my heel lifts?
is it okay to arch my back
are my palms meant to face down?
am i supposed to breathe out on the pull?
do I inhale on the way out?
does it work the glutes?
can I do it standing?
could i use a towel under my heel
should my knee go past 90 degrees?
shall i stop if it hurts
would a mat be fine?
will it hurt my knee?
may I do it on carpet?
must the heel stay on the floor?
has it got to be slow?
have i got to keep my core tight?
isn't it a hamstring exercise?
aren't the hips meant to stay down
don't I need a band?
doesn't it strain the knee?
can't i just drop the leg
shouldn't my back be flat?
won't it hurt my back?
isnt it the same as a heel slide
dont i need to warm up first
shouldnt the foot stay flat
cant i go faster
doesnt this work quads
wont my hips lift
wouldn't sliders be better?
wouldnt a band make it harder
couldn't I do both legs at once?
hasn't it got another name?
weren't the palms meant to be down?
wasn't it 10 to 15?
didn't you say 90 degrees?
need I hold my breath?
ought I to stop when it hurts?
did I read right that it's non weight bearing?
so I breathe out when dragging, right?
palms up?
palms down, yeah?
so it's low impact then, correct?
heel stays down the whole time, yes?
my heel should stay on the floor, right
i keep my core tight the whole time, ok?
it's fine to go fast, isn't it?
it is fine to go fast isnt it
i can use a towel, can't i?
the knee goes to 90, doesn't it?
the hips stay down, don't they?
i should stop if it hurts, shouldn't i?
you breathe out on the drag, don't you
glutes work too, do they?
it won't hurt, will it?
it's safe, no?
so 10 reps is enough?
is 20 reps too many?
are 3 sets enough
is 3 sets of 12 ok?
does the article mention squats?
does it say anything about breathing?
any need for a mat?
any equipment needed?
ok to lift my hips?
okay to go faster if it feels easy?
fine to do it in bed?
safe for bad knees?
safe after acl surgery?
safe to do with arthritis?
good for runners?
good for beginners?
bad for the knees?
allowed to arch my back?
possible to do it standing?
possible without a mat?
supposed to hurt?
meant to feel it in my quads?
normal to feel it in the calf?
necessary to warm up?
necessary to have a band?
wondering if I can do it on carpet
I was wondering whether it is ok to lift my hips
just checking whether my palms go down
tell me if it's ok to go fast
not sure if i should breathe out on the pull
not sure whether the heel can lift
my physio said to keep the heel down. is that right?
my knee hurts a bit. should i stop?
my friend told me to do 20. is he right?
i had an ACL reconstruction last year, can i do this?
hi, quick question: is it done lying down?
hey can you do it standing up
hello, does this work my glutes
please can i use a band
pls is it ok to use socks
so do i straighten the leg fully?
and do i keep the core on?
and is the return slow as well
but is it ok without a mat?
but can i do it with a sore knee
then do I lower the hips first?
also should the knee stay in line?
also is it low impact
ok so is it the same as a heel slide
ok but does it need equipment?
and the return, is it slow too?
for the towel version, do i loop it round my foot?
when i breathe, is it out on the pull?
if it hurts should i stop
if my range is limited, can i use a strap?
when dragging, should i exhale?
while extending, do i inhale?
after a workout is it good as a cool down?
after knee surgery is it recommended?
before squats is it any good?
with arthritis, can I do it?
on the way back do i breathe in?
at the end of the pull does my knee point up?
during the drag should the foot stay flat?
is there a standing version?
is there any reason to stop?
are there harder versions?
are there any mistakes I should know about?
does anyone need a therapist for this?
do people with knee pain do this?
do athletes use it?
does your heel leave the ground at any point
do both legs move together?
do both feet move
does one leg stay straight?
do hips come up?
do glutes work?
does momentum help?
can beginners do it?
can runners benefit?
can old people do this
are hamstrings the main muscle?
are quads worked?
is momentum bad?
is sharp pain normal?
is carpet ok?
is speed important?
is the heel in contact the whole way?
is bending to 90 enough?
should hips rise?
should palms face up?
should arms be by my sides?
would sliders make it harder?
will glutes activate?
heel off the floor ok?
arms overhead ok?
hips up ok?
quick reps ok
jerky movement fine?
shoes on, fine?
bit of pain is fine right
knee to 90 is enough, or not?
do i push the heel back or not
is it good for recovery or nah
lying down or not?
true or false: the hips lift
true or false, it works the hamstrings?
yes or no: is it high impact
i thought it was high impact, was I wrong?
is what i feel in my calf normal?
is that how it's done?
is that why the heel stays down?
is this what you do after surgery
do you know if the hips lift?
could you confirm that the heel stays down
can you confirm it's done lying down
can you tell me if i should stop
do you think it's ok for my gran
am i right in thinking the hamstrings do the work
am I wrong to lift the hips?
is it true that it helps the back
is it true you breathe in first?
would it be a mistake to arch my back
is it wrong to go fast
is there such a thing as a heel drag with a bridge
has the exercise any other name
does it have another name?
have I understood it properly
does it matter if i go fast
does it matter which way the palms face
does it make a difference where the arms are
is it important how i breathe
do i care what my arms do
it works the hamstrings?
heel stays on the floor?
lying on my back?
both legs straight?
sharp pain ok?
push through pain?
no equipment?
on a bed?
carpet ok?
every leg 15?
90 degrees?
so the back stays flat?
you can do it standing?
so i dont lift the hips?
i don't have to bend past 90?
they're all hamstrings?
glutes too?
is it good for people who have arthritis?
can anyone who has knee pain do it?
is it ok when my knee is sore?
if it aches, do I stop?
if it aches or burns, do I stop?
is it slow or not?
what I feel in my calf, is that ok?
how I breathe does not matter, right?
is that what it does?
does it hurt when i am pulling?
""".strip().splitlines()

NOT_POLAR = """
is there a trick to stop my heel sticking?
any chance you have got some good tips for a beginner?
how many reps?
how many sets should i do?
how far do i bend the knee?
how far should the knee bend
how do i do it?
how does it help the knee?
how should i breathe?
how slow is slow?
how come the heel stays down?
how is it different from a curl?
how would i make it harder
how can i make it easier?
how do i know if i'm doing it right?
hows it done
how's it done?
what is it?
what's it for
whats it called
what muscles does it work?
what should i avoid?
what do i do with my arms?
what does the drag mean
what happens if i arch my back?
what if it hurts?
what if i can't bend to 90?
what if my heel sticks to the floor
what about breathing?
what are the benefits
what can i use instead of a mat?
which muscles are worked?
which leg do i start with?
which is harder, standing or lying?
which way do the palms face?
who is it for?
who should do it
who can benefit?
whose idea was it
when do i breathe out?
when should i stop?
when is it useful
where do my arms go?
where should i feel it
where does the towel go?
why is it slow?
why should the heel stay down?
why do i engage the core
why does my back arch?
whys it called a drag
why not lift the heel?
why can't i use momentum?
do i breathe in or out when dragging?
is it in or out on the pull?
are my palms up or down?
is it 2 or 3 sets?
do i inhale or exhale on the return
is it harder with sliders or with a band?
should i do 10 or 15
arms up or down?
palms up or down
heel or toe?
hamstrings or quads?
lying or standing?
fast or slow?
tell me about the breathing
tell me how to do it
tell me what muscles it works
tell me which muscles work
describe the starting position
explain the eccentric phase
list the mistakes
list all the benefits
give me the steps
give me all the variations please
walk me through it
talk me through the set-up
name the muscles
name the hip flexors
show me the steps
starting position
breathing
reps and sets
muscles worked
benefits please
mistakes to avoid
the breathing pattern please
the main muscles
variations
harder versions
equipment list
position of the arms
and how many sets?
and what about the return?
so what do i do with my arms
so how far do i go?
but why?
but how far?
ok and where do the arms go
ok so what's the point of it
my knee hurts. what should i do?
i had surgery, when can i start?
i'm a runner. how does it help me?
hi, what is this exercise?
hello, how many reps do i do?
hey how do i breathe
please explain how it's done
can you tell me how many reps to do
could you tell me what muscles it works?
can you explain how to breathe
can you list the mistakes
could you describe the starting position?
would you walk me through the steps?
can you give me the steps
can you give me a list of the benefits?
can you show me the variations
could you please name all the hip flexors
can you say which muscles are worked
do you know how many sets i should do
do you know what the heel does?
i want to know how many reps
i'd like to know where my arms go
i need to know what to avoid
i wonder how far the knee should bend
not sure how to breathe
not sure what my arms do
no idea where my hands should be
wondering what it does for my core
confused about which muscles it hits
remind me how it starts
in the start, where are the arms?
on the way back, how should i breathe?
when lying down, what do i do with my hands?
if it hurts, what should i do?
if my range is limited, what can i use?
for rehab, who should i ask?
after the drag, what happens next?
before i start, what do i need?
with the bridge, when do i lower my hips
during the drag what should the knee do?
at the end where should my knee be
on return do i breathe in or out?
the eccentric phase: why does it matter?
the return - how slow?
breathing: in or out?
to what angle do i bend?
to which angle should the knee go?
for whom is it useful?
in what position do i start?
at what point do i breathe out?
at which point should i stop
by how much should the knee bend
from where do i start
with what can i make it harder
on which muscles does it work?
under what conditions should i stop
up to how many reps can i do?
into which direction do i drag
and in which position do i begin
how many reps is right?
which speed is ok?
what angle is fine?
where is it?
can you please just list the mistakes
will you walk us through the set-up
is it for people who are old or young?
do I go to 80 or 90 degrees?
""".strip().splitlines()

# Nothing in their form tells them from "palms up?": that is left to the wordings.
NOUN_PHRASES = """
the point of it all?
number of reps?
amount of sets?
reason for the slow return?
purpose of the bridge?
other names?
main muscles?
key benefits?
common mistakes?
starting position?
best surface?
""".strip().splitlines()

DOSE = Passage(
    id="squat#dose-1",
    article="squat",
    path=("Dose",),
    label="",
    kind="paragraph",
    text="For 2-3 sets, do 10-15 repetitions per leg.",
    start=0,
    end=43,
    label_start=0,
    polarity="state",
    quantities=(Quantity(10, 15, "repetition", "leg"), Quantity(2, 3, "set")),
)
PALMS = Fact(
    id="palms",
    kind="start",
    passages=(),
    wordings=(),
    cues=(("no", r"\bup\b"), ("yes", r"\bdown\b")),
)
PLAIN = replace(PALMS, cues=())


@pytest.mark.parametrize("question", POLAR)
def test_a_yes_or_no_question_is_known(question: str) -> None:
    assert is_polar(question)
    assert is_polar(question.upper())
    assert is_polar(f"  {question} ")


def test_nobody_is_told_that_there_is_no_trick() -> None:
    asked = "is there a trick to keep the heel from sticking?"

    assert opening(asked, PALMS, {"no": 1.0}, ()) is None
    assert opening("does the heel stick?", PALMS, {"no": 1.0}, ()) == "no"


@pytest.mark.parametrize("question", NOT_POLAR)
def test_an_open_question_is_not_taken_for_one(question: str) -> None:
    assert not is_polar(question)
    assert not is_polar(question.upper())


@pytest.mark.parametrize("question", NOUN_PHRASES)
def test_a_noun_phrase_gets_no_opening_where_the_wordings_are_open(question: str) -> None:
    sides = {"open": 0.8, "yes": 0.19, "no": 0.01}

    assert opening(question, PLAIN, sides, []) is None


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("is 12 reps ok?", "yes"),
        ("10-15 repetitions?", "yes"),
        ("are 12 reps per leg enough?", "yes"),
        ("are 2 sets of 12 reps ok?", "yes"),
        ("Is 20 reps ok?", "no"),
        ("should I do 5 sets?", "no"),
        ("are 5 sets of 12 reps ok?", "no"),
        ("can I do 10 to 30 reps?", "no"),
        ("is 12 reps a day ok?", None),  # the article counts by leg
        ("are 12 reps in 5 minutes ok?", None),  # and states no minutes
        ("is 30 seconds ok?", None),
        ("is it ok?", None),
        ("Is More than 12 reps ok?", None),
        ("is 12 reps too many?", None),
        ("can I go past 12 reps?", None),
        ("is it wrong to do 12 reps?", None),
        ("shouldn't I do 12 reps?", None),
        ("isnt 12 reps the dose", None),
        ("is it 2 or 3 sets?", None),
        ("how does it feel to do 12 reps?", None),
    ],
)
def test_numbers_decide_where_they_can_be_compared(question: str, expected: Opening | None) -> None:
    assert opening(question, PLAIN, {}, [DOSE]) == expected


def test_a_number_may_lie_in_any_range_that_is_stated() -> None:
    other = replace(DOSE, quantities=(Quantity(20, 25, "repetition"),))

    assert by_number("is 22 reps ok?", [DOSE, other]) == "yes"
    assert by_number("is 22 reps ok?", [other, DOSE]) == "yes"
    assert by_number("is 18 reps ok?", [DOSE, other]) == "no"


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("palms up?", "no"),
        ("palms down?", "yes"),
        ("do they point up, not down?", None),
        ("do they go up and then down?", None),
        ("aren't they up?", None),
        ("they go down, don't they?", "yes"),
        ("do they face down or not?", "yes"),
        ("are they up or down?", None),
        ("why are they up?", None),
        ("is it a problem if they point up?", None),
    ],
)
def test_a_cue_decides_unless_it_is_denied_or_contradicted(
    question: str, expected: Opening | None
) -> None:
    assert opening(question, PALMS, {}, []) == expected


@pytest.mark.parametrize(
    ("sides", "expected"),
    [
        ({"yes": 0.9, "no": 0.05, "open": 0.05}, "yes"),
        ({"no": 0.9, "yes": 0.05, "open": 0.05}, "no"),
        ({"partly": 0.9, "yes": 0.1}, "partly"),
        ({"yes": 0.5, "no": 0.5}, None),
        ({"yes": 0.3, "open": 0.7}, None),  # most that is near is asked openly
        ({"open": 1.0}, None),
        ({}, None),
    ],
)
def test_wordings_decide_only_where_they_agree(
    sides: dict[str, float], expected: Opening | None
) -> None:
    assert opening("is it fine to do that?", PLAIN, sides, []) == expected


def test_wordings_do_not_decide_a_question_with_a_negation() -> None:
    sides = {"yes": 1.0}

    assert opening("is it slow?", PLAIN, sides, []) == "yes"
    assert opening("is it not slow?", PLAIN, sides, []) is None
    assert opening("is it wrong to be slow?", PLAIN, sides, []) is None


def test_an_open_question_with_a_false_premise_is_denied_and_never_affirmed() -> None:
    assert opening("why do my palms face the ceiling?", PALMS, {"no": 0.9}, []) == "no"
    assert opening("why do my palms face the floor?", PALMS, {"yes": 0.9}, []) is None
    assert opening("where do my palms go?", PALMS, {"open": 0.9, "no": 0.1}, []) is None
