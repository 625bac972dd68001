"""Messages to whether they are English: none of ours may be refused, none of theirs searched."""

# ruff: noqa: RUF001  (other alphabets)

import tomllib
from pathlib import Path
from unicodedata import normalize

import pytest

from assistant.answers.language import is_english

FACTS = Path(__file__).parents[2] / "corpus/heel-drag-back/facts.toml"

ENGLISH = """
how many reps?
reps
sets?
reps n sets pls
how many times per leg
hw many reps shud i do
what muscles does it work
whats it for
wat does it do 4 ur hammies
hammies or quads
palms up?
palms down
arms?
breathing
breathe in or out
in or out on the pull
inhale exhale which when
exhale when
do i exhale on the way in
is it ok to arch
arch my lower back ok?
hips up
hips rising off mat
heel keeps sliding off the towel
heel off floor
my heel lifts
knee caves in
knee valgus during drag
knee splays out to the side
ROM limited to 70 deg
rom?
flexion past 90?
90 degrees
how far
how far in
post op ACL week 3
ACL recon hamstring graft 6/52
6 weeks post op TKR, safe?
TKR pt, can she do this
pt with OA both knees
meniscus repair rehab
pcl sprain grade 2
biceps femoris semitendinosus semimembranosus
transverse abdominis and obliques
psoas iliacus eccentric
transversus abdominis activation cue
gluteus maximus contribution?
posterior chain
vastus medialis?
concentric vs eccentric
eccentric phase tempo
contraindications
indications?
regressions
progressions
progress
harder
harder version pls
make it harder
easier option
sliders
furniture sliders on carpet
socks on hardwood
resistance band
band round ankles
theraband colour
glute bridge combo
bridge version steps
single leg
single-leg one
standing one
standing kick balance
equipment
no kit
mat?
bed ok
on the sofa
in bed at my mum's
before squats
before deadlifts
warm up or cool down
cooldown
DOMS after
sharp pain
pain
ouch knee pain
sore hamstring after run
cramp in hamstring mid rep
calf cramp
pins and needles
numb toes
physio said heel slides
my physio José said do these daily
Dr. Müller told me to keep my back flat
coach Nguyen says exhale first
is Pilates similar
per Dr. van der Berg do 3 sets
de Quervain says rest
Los Angeles gym, no sliders
El Paso physio, sore knee
I live in La Paz, can I do it on tiles?
Signora Rossi, 72, two new knees
mi knee hurts
ich bin a runner, can i do it
my name is Este and my knee hurts
Die hard runner here
is it par for the course to cramp
please explain
explain
ok
thanks
cheers mate
ta
hi
hello there
hey
good morning
bye
who are you
what can you do
help
why
why?
why not
how come
what about sets
and sets
and the return
then what
next
what else
anything else
go on
more
more detail
less tech pls
tl;dr
summary
sum up
list mistakes
list all the benefits
bullet points please
steps 1 to 5
step by step
walk me thru it
start position
setup
set-up
neutral spine
define supine
what's supine
supine meaning
proprioception??
motor control
neuromuscular coordination
mind muscle connection
low impact
joint friendly
good for runners
footballers
athletes
old people
my gran 84
elderly
teenagers
beginners
pregnant
preggo 20wks
kids
office workers
desk job stiff hips
sciatica
slipped disc L5 S1
hip replacement
high blood pressure
diabetic
fibromyalgia flare
hypermobile EDS
scoliosis
obese
BMI 41
calories
calories burned 20 min
weight loss
how long till results
how often
daily
every day
3x10
3 x 12
2x15
2-3 sets 10-15 reps
10-15
12 reps
20 each leg
100 reps
rest between sets
tempo 3-1-3
hold 5 secs
pause at top
when to stop
stop if pain
push thru
speed
slow
slow and steady
fast reps bad
jerky
momentum
flop
leg flops down
drop leg
uncontrolled return
heel slide vs heel drag
hamstring curl machine instead
nordics instead
swap for RDL
superset with planks
am I doing it right
am i doin it rite
does any1 no if its ok
can u do it standin
dont no wat to do wiv my arms
im scared il hurt me back
it dont feel like its workin
feels nothing in hamstrings
feel it in quads not hams
where should I feel it
left leg weaker than right
one leg or both
both legs together
alternate legs
which leg first
toes up or pointed
foot flat
foot flexed
shoes on or off
barefoot
towel under heel
strap round foot
strap
Does the gluteus maximus act as a synergist here?
Could you kindly outline the contraindications, if any?
What is the rationale for lumbopelvic stability in this drill?
I'm 67, had my left knee done in March, and the consultant wants me bending more.
not sure whether im meant to feel it at the back of my thigh
""".strip().splitlines()

FOREIGN = {
    "Spanish": """¿cuántas repeticiones hago?
¿qué músculos trabaja?
me duele la rodilla, ¿puedo seguir?
cómo debo respirar
para qué sirve este ejercicio""",
    "French": """combien de répétitions dois-je faire ?
quels muscles sont sollicités ?
j'ai mal au genou, je continue ?
comment respirer pendant le mouvement
à quoi sert cet exercice""",
    "German": """Wie viele Wiederholungen soll ich machen?
Welche Muskeln werden trainiert?
mein Knie tut weh, darf ich weitermachen?
wie atme ich dabei
wofür ist diese Übung gut""",
    "Italian": """quante ripetizioni devo fare?
quali muscoli lavorano?
mi fa male il ginocchio, posso continuare?
come devo respirare
a cosa serve questo esercizio""",
    "Portuguese": """quantas repetições devo fazer?
quais músculos trabalham?
meu joelho dói, posso continuar?
como devo respirar
para que serve este exercício""",
    "Dutch": """hoeveel herhalingen moet ik doen?
welke spieren worden getraind?
mijn knie doet pijn, mag ik doorgaan?
hoe moet ik ademen
waar is deze oefening goed voor""",
    "Swedish": """hur många repetitioner ska jag göra?
vilka muskler tränas?
jag har ont i knäet, kan jag fortsätta?
hur ska jag andas
vad är övningen bra för""",
    "Danish": """hvor mange gentagelser skal jeg lave?
hvilke muskler træner man?
jeg har ondt i knæet, må jeg fortsætte?
hvordan skal jeg trække vejret
hvad er øvelsen god for""",
    "Norwegian": """hvor mange repetisjoner skal jeg ta?
hvilke muskler trener man?
jeg har vondt i kneet, kan jeg fortsette?
hvordan skal jeg puste
hva er øvelsen bra for""",
    "Finnish": """kuinka monta toistoa minun pitää tehdä?
mitä lihaksia se harjoittaa?
polveni on kipeä, voinko jatkaa?
miten minun pitäisi hengittää
mihin tämä liike on hyvä""",
    "Polish": """ile powtórzeń mam zrobić?
jakie mięśnie pracują?
boli mnie kolano, czy mogę ćwiczyć dalej?
jak powinienem oddychać
na co jest to ćwiczenie""",
    "Czech": """kolik opakování mám udělat?
jaké svaly to procvičuje?
bolí mě koleno, mohu pokračovat?
jak mám dýchat
na co je tento cvik""",
    "Turkish": """kaç tekrar yapmalıyım?
hangi kaslar çalışır?
dizim ağrıyor, devam edebilir miyim?
nasıl nefes almalıyım
bu egzersiz ne için""",
    "Romanian": """câte repetări trebuie să fac?
ce mușchi lucrează?
mă doare genunchiul, pot să continui?
cum trebuie să respir
la ce este bun acest exercițiu""",
    "Hungarian": """hány ismétlést csináljak?
milyen izmokat dolgoztat meg?
fáj a térdem, folytathatom?
hogyan kell lélegezni
mire jó ez a gyakorlat""",
    "Indonesian": """berapa repetisi yang harus saya lakukan?
otot apa yang dilatih?
lutut saya sakit, apakah boleh lanjut?
bagaimana cara bernapas
untuk apa latihan ini""",
    "Vietnamese": """tôi nên làm bao nhiêu lần?
bài tập này tác động cơ nào?
đầu gối tôi đau, có nên tiếp tục không?
tôi nên thở như thế nào
bài tập này để làm gì""",
    "Catalan": """quantes repeticions he de fer?
quins músculs treballa?
em fa mal el genoll, puc continuar?
quan he d'agafar aire en aquest exercici
per a què serveix aquest exercici""",
    "Russian": """сколько повторений делать?
какие мышцы работают?
болит колено, можно продолжать?
как дышать
для чего это упражнение""",
    "Greek": """πόσες επαναλήψεις να κάνω;
ποιοι μύες δουλεύουν;
πονάει το γόνατό μου, να συνεχίσω;
πώς να αναπνέω
σε τι χρησιμεύει""",
    "Arabic": """كم عدد التكرارات؟
ما العضلات التي تعمل؟
ركبتي تؤلمني، هل أستمر؟
كيف أتنفس
ما فائدة هذا التمرين""",
    "Hebrew": """כמה חזרות לעשות?
אילו שרירים עובדים?
הברך כואבת לי, להמשיך?
איך לנשום
למה התרגיל טוב""",
    "Hindi": """कितनी बार करना है?
कौन सी मांसपेशियां काम करती हैं?
घुटने में दर्द है, क्या जारी रखूं?
सांस कैसे लें
यह व्यायाम किसलिए है""",
    "Chinese": """应该做多少次?
锻炼哪些肌肉?
膝盖疼, 还能继续吗?
怎么呼吸
这个动作有什么用""",
    "Japanese": """何回やればいいですか?
どの筋肉に効きますか?
膝が痛いですが続けてもいいですか?
呼吸はどうしますか
この運動の目的は何ですか""",
    "Korean": """몇 번 해야 하나요?
어떤 근육을 쓰나요?
무릎이 아픈데 계속해도 되나요?
호흡은 어떻게 하나요
이 운동은 왜 하나요""",
    "Thai": """ต้องทำกี่ครั้ง?
ใช้กล้ามเนื้ออะไร?
เจ็บเข่า ทำต่อได้ไหม?
หายใจอย่างไร
ท่านี้มีประโยชน์อะไร""",
}


def test_there_are_enough_messages_to_judge_by() -> None:
    assert len(set(ENGLISH)) >= 200
    assert all(len(set(text.splitlines())) >= 5 for text in FOREIGN.values())


@pytest.mark.parametrize("message", ENGLISH)
def test_english_is_never_refused(message: str) -> None:
    assert is_english(message)


@pytest.mark.parametrize("language", sorted(FOREIGN))
def test_ordinary_questions_of_another_language_are_told(language: str) -> None:
    taken_for_english = [text for text in FOREIGN[language].splitlines() if is_english(text)]

    assert taken_for_english == []


@pytest.mark.parametrize("message", ["", "???", "👍", "12", "3 x 10", "…", "🏋️‍♀️ 90°"])
def test_what_holds_no_letters_is_no_foreign_language(message: str) -> None:
    assert is_english(message)


def test_a_foreign_name_in_an_english_question_changes_nothing() -> None:
    assert is_english("does профессор Иванов recommend it for knees?")
    assert is_english("is the semitendinosus (semitendinoso) worked, and what is it for?")


def test_no_wording_of_the_shipped_article_is_refused() -> None:
    written = tomllib.loads(FACTS.read_text(encoding="utf-8"))
    asked = [
        wording
        for entry in (*written["fact"], *written["silence"])
        for side in ("asks", "yes", "no", "partly")
        for wording in entry.get(side, ())
        if wording.isascii()
    ]

    assert len(asked) > 5000
    assert [wording for wording in asked if not is_english(wording)] == []


def test_accents_may_be_letters_of_their_own() -> None:
    question = normalize("NFD", "trebuie să fac câte repetări?")

    assert not is_english(question)
