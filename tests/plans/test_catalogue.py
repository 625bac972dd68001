"""The catalogue: what is in it, where it comes from, and that a broken one is refused."""

import re
from collections.abc import Iterator
from math import inf
from pathlib import Path

import pytest

from assistant.errors import InvalidRules
from assistant.library.chunk import passages
from assistant.library.read import read_article
from assistant.plans.catalogue import load_catalogue, parts_of
from assistant.plans.exercise import Basis, BlockKind, Exercise, Line, Pose, Value
from assistant.plans.profile import GOALS, Goal
from assistant.safety.load import load_limits, load_source_titles
from assistant.safety.rule import VARIATIONS

CORPUS = Path(__file__).parents[2] / "corpus"
CATALOGUE = load_catalogue(CORPUS / "exercises.toml")
EXERCISES = CATALOGUE.exercises
SOURCES = load_source_titles(CORPUS / "sources.toml")
LIMITS = load_limits()
BLOCKS: tuple[BlockKind, ...] = ("warm_up", "main", "cool_down")
MAX_GRADE = 8.0  # of school, by Flesch and Kincaid

each_exercise = pytest.mark.parametrize("exercise", EXERCISES.values(), ids=lambda one: one.id)


def lines(exercise: Exercise) -> tuple[Line, ...]:
    return (*exercise.steps, *exercise.faults)


def bases(exercise: Exercise) -> Iterator[Basis]:
    yield from (part for _, part in parts_of(exercise) if isinstance(part, Basis))


def values(exercise: Exercise) -> Iterator[Value]:
    yield from (part for _, part in parts_of(exercise) if isinstance(part, Value))


def test_each_variation_of_the_rules_is_an_exercise_that_they_hold_for() -> None:
    assert {name: EXERCISES[name].gated_as for name in VARIATIONS} == {
        name: (name,) for name in VARIATIONS
    }


def test_each_companion_that_can_be_read_about_is_an_exercise() -> None:
    companions = {
        path.parent.name
        for path in CORPUS.glob("*/article.md")
        if "\ncompanion: true\n" in path.read_text(encoding="utf-8")
    }

    assert companions == {exercise.article for exercise in EXERCISES.values()} - {"heel-drag-back"}


def test_the_ladder_of_the_heel_drag_goes_down_to_its_first_rung() -> None:
    rung, ladder = "slider", ["slider"]
    while EXERCISES[rung].easier:
        rung = EXERCISES[rung].easier[0]
        ladder.append(rung)

    assert ladder == ["slider", "band", "standing", "bridge", "basic", "low_friction", "assisted"]


@each_exercise
def test_each_rung_names_what_names_it(exercise: Exercise) -> None:
    """So that each but the first of a ladder has an easier one."""
    assert [name for name in exercise.harder if exercise.id not in EXERCISES[name].easier] == []
    assert [name for name in exercise.easier if exercise.id not in EXERCISES[name].harder] == []


@each_exercise
def test_no_rung_is_harder_than_the_next(exercise: Exercise) -> None:
    assert all(EXERCISES[name].load >= exercise.load for name in exercise.harder)


@each_exercise
def test_each_source_resolves_in_fields_and_in_notes(exercise: Exercise) -> None:
    named = {key for basis in bases(exercise) for key in basis.sources}
    in_notes = {
        key
        for basis in bases(exercise)
        for bracket in re.findall(r"\[([A-Z0-9, ]+)\]", basis.note)
        for key in bracket.split(", ")
    }

    assert named | in_notes <= set(SOURCES)


def test_each_quote_is_a_sentence_that_the_library_can_cite() -> None:
    known = {
        passage.text
        for path in CORPUS.glob("*/article.md")
        for passage in passages(read_article(path))
    }
    quotes = {basis.quote for exercise in EXERCISES.values() for basis in bases(exercise)}

    assert quotes - {""} <= known


@pytest.mark.parametrize("block", BLOCKS)
@pytest.mark.parametrize("goal", GOALS)
def test_each_block_of_each_goal_can_be_filled_without_kit_floor_or_balance(
    goal: Goal, block: BlockKind
) -> None:
    able = [
        exercise.id
        for exercise in EXERCISES.values()
        if goal in exercise.goals and block in exercise.blocks
        if not (exercise.kit or exercise.needs.floor or exercise.needs.balance)
        if exercise.position != "supine"
    ]

    assert able


@each_exercise
def test_each_dose_is_counted_or_timed(exercise: Exercise) -> None:
    dose = exercise.dose

    assert (dose.reps is None) != (dose.duration_s is None)
    assert dose.effort.high <= 6  # of 10: moderate is the most for the home
    assert dose.sets.high == 1 or dose.rest_s is not None


@each_exercise
def test_each_amount_has_the_unit_of_its_kind(exercise: Exercise) -> None:
    dose = exercise.dose
    seconds = (dose.hold_s, dose.lift_s, dose.lower_s, dose.rest_s, dose.duration_s)

    assert {value.unit for value in seconds if value} <= {"s"}
    assert (dose.sets.unit, dose.times_a_day.unit) == ("sets", "a day")
    assert (dose.days_a_week.unit, dose.effort.unit) == ("days a week", "of 10")
    assert dose.reps is None or dose.reps.unit == "reps"


@each_exercise
def test_each_number_in_a_sentence_is_an_amount_of_the_exercise(exercise: Exercise) -> None:
    amounts = {number for value in values(exercise) for number in (value.low, value.high)}
    said = {float(n) for line in lines(exercise) for n in re.findall(r"\d+(?:\.\d+)?", line.text)}

    assert said <= amounts


@each_exercise
def test_the_poses_are_within_what_the_exercise_needs(exercise: Exercise) -> None:
    needs = exercise.needs
    poses: tuple[Pose, ...] = (exercise.start, exercise.end)
    resting = 90 if exercise.position == "sitting" else 0  # on the other foot, as one sits

    assert max(pose.hip for pose in poses) <= max(needs.hip_deg, resting)
    assert exercise.intent == "stretch" or max(pose.knee for pose in poses) <= max(
        needs.target_deg, needs.flexion_deg, 5
    )


@each_exercise
def test_each_sentence_is_easy_to_read(exercise: Exercise) -> None:
    hard = [line.text for line in lines(exercise) if grade(line.text) > MAX_GRADE]

    assert hard == []


def grade(text: str) -> float:
    """Flesch-Kincaid grade level (Kincaid and others 1975), with syllables by a rule of thumb."""
    words = re.findall(r"[a-z']+", text.lower())
    sentences = max(len(re.findall(r"[.!?](?:\s|$)", text)), 1)
    return (
        0.39 * len(words) / sentences
        + 11.8 * sum(map(syllables, words)) / len(words)
        - 15.59
    )  # fmt: skip


def syllables(word: str) -> int:
    groups = len(re.findall(r"[aeiouy]+", word))
    silent = word.endswith("e") and not word.endswith(("le", "ee", "ye"))
    return max(groups - silent, 1)


@pytest.mark.parametrize(("text", "expected"), [
    ("The cat sat on the mat.", -1.45),
    ("Stretch both legs out straight.", -1.84),
    ("Considerable concentration helps.", 24.91),
])  # fmt: skip
def test_reading_grade(text: str, expected: float) -> None:
    assert grade(text) == pytest.approx(expected, abs=0.01)


@pytest.mark.parametrize(("cue", "told"), [
    ("lie_flat", r"\blie on your back\b"),
    ("lift_hips", r"\b(?<!not )lift your hips\b|\bhips? (?:up|down)\b"),
    ("pull", r"\bpull with\b|\bpress the heel\b"),
    ("full_range", r"\bas far as\b|\bas close as\b|\bright angle\b"),
])  # fmt: skip
def test_what_a_rule_may_forbid_carries_its_cue(cue: str, told: str) -> None:
    bare = [
        (exercise.id, line.text)
        for exercise in EXERCISES.values()
        for line in lines(exercise)
        if re.search(told, line.text.lower()) and cue not in line.cues
    ]

    assert bare == []


# The first week in which protocols allow a companion after an operation, the strictest of those
# that its article names, read apart from the catalogue. inf: a clinician has to say so.
FIRST_WEEKS = [
    ("heel-dig", "aclr-hamstring", 6),  # WINDER
    ("heel-dig", "pcl", 8),  # MLKI
    ("heel-dig", "meniscus-root", 6),  # MLKI
    ("heel-dig", "prox-hamstring", 6),  # CHIHS, SACHS
    ("glute-set", "prox-hamstring", inf),  # STEWHS, NORTHHO disagree
    ("glute-bridge", "aclr-hamstring", 6),  # GUELICH, WINDER, by inference
    ("glute-bridge", "aclr-other-graft", 2),  # ACLHEAL
    ("glute-bridge", "pcl", 8),  # MLKI, by inference
    ("glute-bridge", "meniscus-root", 6),  # MLKI, by inference
    ("glute-bridge", "prox-hamstring", 10),  # STEWHS
    ("glute-bridge", "tka", 3),  # WOODTKR
    ("glute-bridge", "tha", inf),  # ORTHOASSOC: with the doctor's approval
    ("glute-bridge", "quad-or-patellar-tendon", 7),  # DRTREVQT
    ("standing-hamstring-curl", "aclr-hamstring", 6),  # SKELHS
    ("standing-hamstring-curl", "pcl", 8),  # MLKI
    ("standing-hamstring-curl", "meniscus-root", 6),  # MLKI
    ("standing-hamstring-curl", "prox-hamstring", 6),  # STEWHS
    ("standing-hamstring-curl", "tka", 3),  # WOODTKR, lying on the front
    ("supine-hamstring-stretch", "aclr-hamstring", 2),  # SKELHS, WINDER
    ("supine-hamstring-stretch", "pcl", 8),  # MLKI
    ("supine-hamstring-stretch", "prox-hamstring", 12),  # STEWHS
    ("seated-hamstring-stretch", "pcl", 8),  # MLKI
    ("seated-hamstring-stretch", "prox-hamstring", 12),  # STEWHS
    ("seated-hamstring-stretch", "tha", 6),  # LHSC
    ("march-in-place", "meniscus-body", 2),  # MEDOPOST
    ("march-in-place", "meniscus-root", 4),  # MLKI
    ("march-in-place", "tha", 4),  # ORTHOASSOC
    ("seated-march", "prox-hamstring", 6),  # STEWHS, by inference
]


@pytest.mark.parametrize(("name", "limit_id", "first_week"), FIRST_WEEKS)
def test_the_gate_of_a_companion_is_at_least_as_strict_as_its_sources(
    name: str, limit_id: str, first_week: float
) -> None:
    (limit,) = [limit for limit in LIMITS if limit.id == limit_id]

    first = min(limit.from_week.get(one, inf) for one in EXERCISES[name].gated_as)

    assert first >= first_week


@pytest.mark.parametrize("name", ["seated-march", "seated-hamstring-stretch"])
def test_a_hip_with_precautions_rules_out_what_bends_it_further(name: str) -> None:
    (limit,) = [limit for limit in LIMITS if limit.id == "tha"]

    assert limit.hip_cap_deg is not None
    assert EXERCISES[name].needs.hip_deg > limit.hip_cap_deg


VALUE = '{low = 1, high = 2, unit = "sets", basis = {of = "source", sources = ["AAA"]}}'
ENTRY = f"""
[[exercise]]
id = "hop"
name = "Hop"
article = "hopping"
gated_as = ["standing"]
gate_basis = {{of = "inference", note = "ours"}}
blocks = ["main"]
goals = ["strength"]
intent = "strength"
position = "standing"
kit = [["chair", "band"]]
load = 2
load_basis = {{of = "inference", note = "ours"}}
hamstring = "active"
per_side = true
easier = []
harder = []
steps = [{{text = "Hop.", cues = [], basis = {{of = "article", quote = "Hop on one leg."}}}}]
faults = []
start = {{hip = 0, knee = 0}}
end = {{hip = 0, knee = 30}}

[exercise.needs]
range_basis = {{of = "inference", note = "ours"}}

[exercise.dose]
sets = {VALUE}
times_a_day = {VALUE}
days_a_week = {VALUE}
effort = {VALUE}
"""
GOOD = f'version = "1"\n{ENTRY}'


def written(corpus: Path, text: str) -> Path:
    (corpus / "hopping").mkdir()
    article = "# Hopping\n\n- **Start:** Hop on one\n  leg. Never hop on ice.\n"
    (corpus / "hopping" / "article.md").write_text(article, encoding="utf-8")
    (corpus / "sources.toml").write_text('[AAA]\ntitle = "A"\n', encoding="utf-8")
    path = corpus / "exercises.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_small_catalogue_is_read(tmp_path: Path) -> None:
    catalogue = load_catalogue(written(tmp_path, GOOD))

    assert catalogue.version == "1"
    assert list(catalogue.exercises) == ["hop"]
    assert catalogue.exercises["hop"].kit == (("chair", "band"),)
    assert catalogue.exercises["hop"].dose.reps is None


@pytest.mark.parametrize(("text", "reason"), [
    ("", "'exercises.toml' names no version"),
    ("version = 1", "'exercises.toml' names no version"),
    ('version = "1"', r"holds no \[\[exercise\]\]"),
    ('version = "1"\nexercise = 3', r"holds no \[\[exercise\]\]"),
    ('version = "1"\nexercise = [3]', "exercise 'without keys'"),
    ("[[exercise", "can't be read"),
    (f"colour = 1\n{GOOD}", "'exercises.toml': the key 'colour' is not known"),
    (GOOD + ENTRY, "'exercises.toml': the exercise 'hop' stands twice"),
])  # fmt: skip
def test_a_broken_file_is_refused_with_its_reason(text: str, reason: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidRules, match=reason):
        load_catalogue(written(tmp_path, text))


@pytest.mark.parametrize(("right", "wrong", "reason"), [
    ('name = "Hop"', 'nmae = "Hop"', "the key 'nmae' is not known"),
    ('name = "Hop"', "", "name: Field required"),
    ("load = 2", "load = 2\ncolour = 1", "the key 'colour' is not known"),
    ("[exercise.needs]", "[exercise.needs]\nflor = true", "needs: the key 'flor' is not known"),
    ("[exercise.dose]", f"[exercise.dose]\nrepz = {VALUE}", "dose: the key 'repz' is not known"),
    ("knee = 30", "kne = 30", "end: the key 'kne' is not known"),
    ('unit = "sets",', 'unit = "sets", about = 1,',
     "dose: sets: the key 'about' is not known"),
    ('note = "ours"', 'note = "ours", by = "us"', "gate_basis: the key 'by' is not known"),
    ('cues = []', 'cues = ["jump"]', r"steps\.0\.cues\.0"),
    ('goals = ["strength"]', 'goals = ["fun"]', r"goals\.0"),
    ('kit = [["chair", "band"]]', 'kit = [["chair", "bnad"]]', r"kit\.0\.1"),
    ('gated_as = ["standing"]', 'gated_as = ["hop"]', r"gated_as\.0"),
    ("low = 1", 'low = "one"', r"dose\.sets\.low"),
    ("low = 1", "low = 3", "dose.sets: 3 to 2 is no range"),
    ("easier = []", 'easier = ["hip"]', "'hip' is not one of the exercises"),
    ("harder = []", 'harder = ["hip"]', "'hip' is not one of the exercises"),
    ("harder = []", 'harder = ["hop"]', "its ladder has no end: hop > hop"),
    ('sources = ["AAA"]', 'sources = ["AAB"]',
     r"dose\.sets\.basis: 'AAB' is not a key of 'sources.toml'"),
    ('sources = ["AAA"]', "sources = []", r"dose\.sets\.basis: what is of 'source' needs"),
    ('quote = "Hop on one leg."', 'quote = ""', r"steps\.0\.basis: what is of 'article' needs"),
    ('note = "ours"', 'note = ""', "gate_basis: what is of 'inference' needs a 'note'"),
    ("[exercise.needs]\nrange_basis", "[exercise.needs]\n#",
     r"needs\.range_basis: what is of 'inference' needs a 'note'"),
    ("Hop on one leg.", "Hop on two legs.", "the article has no sentence 'Hop on two legs.'"),
    ("Hop on one leg.", "hop on ice.", "the article has no sentence 'hop on ice.'"),
    ("Hop on one leg.", "Hop on one", "the article has no sentence 'Hop on one'"),
    ('article = "hopping"', 'article = "skipping"', "the article 'skipping' can't be read"),
])  # fmt: skip
def test_a_broken_entry_is_refused_with_file_entry_and_reason(
    right: str, wrong: str, reason: str, tmp_path: Path
) -> None:
    assert right in GOOD
    path = written(tmp_path, GOOD.replace(right, wrong, 1))

    with pytest.raises(InvalidRules, match=rf"'exercises\.toml', exercise 'hop'.*: {reason}"):
        load_catalogue(path)


@pytest.mark.parametrize(("first", "second"), [
    ('easier = ["skip"]\nharder = []', 'easier = ["hop"]\nharder = []'),
    ('easier = []\nharder = ["skip"]', 'easier = []\nharder = ["hop"]'),
    ('easier = ["skip"]\nharder = ["skip"]', "easier = []\nharder = []"),
])  # fmt: skip
def test_a_ladder_that_goes_round_is_refused(first: str, second: str, tmp_path: Path) -> None:
    plain = "easier = []\nharder = []"
    hop, skip = ENTRY.replace(plain, first), ENTRY.replace(plain, second)
    path = written(tmp_path, f'version = "1"\n{hop}{skip.replace("hop", "skip", 1)}')

    with pytest.raises(InvalidRules, match=r"no end: (hop > skip|skip > hop)"):
        load_catalogue(path)


def test_a_missing_catalogue_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidRules, match="can't be read"):
        load_catalogue(tmp_path / "exercises.toml")
