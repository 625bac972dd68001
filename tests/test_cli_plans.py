"""The command lines to plans, as a process for each command."""

import json
import os
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from assistant.app import Assistant
from assistant.plans.export import EXPORTERS
from assistant.plans.report import report
from assistant.settings import shipped_corpus

ROOT = Path(__file__).parent.parent
SECONDS = 120  # for a process on a busy machine; an idle one takes less than one
PLAN, NO_PLAN, BAD_INPUT = 0, 1, 2  # exit codes
UNKNOWN = "0123456789abcdef"
TOMORROW = (date.today() + timedelta(days=1)).isoformat()
Json = dict[str, Any]
Done = subprocess.CompletedProcess[bytes]


def run(*arguments: str, home: Path, given: bytes = b"", **more: str) -> Done:
    return subprocess.run(
        [sys.executable, "-m", "assistant", *arguments],
        cwd=ROOT,
        env=os.environ | {"ASSISTANT_HOME": str(home), "PYTHONIOENCODING": "ascii"} | more,
        input=given,
        capture_output=True,
        timeout=SECONDS,
        check=False,
    )


def printed(done: Done, *, code: int = PLAN) -> str:
    """Checks the exit code, and returns what was printed."""
    assert done.returncode == code, done.stderr.decode()
    return done.stdout.decode("utf-8")


def refused(done: Done) -> str:
    """Checks that a command ended with exit code 2 and one sentence, and returns that."""
    told = done.stderr.decode()
    assert (done.returncode, done.stdout) == (BAD_INPUT, b"")
    assert len(told.splitlines()) == 1
    assert told.endswith(".\n")
    return told


def in_file(folder: Path, told: object) -> str:
    path = folder / "told.json"
    path.write_text(json.dumps(told), encoding="utf-8")
    return str(path)


def made(told: Json, home: Path) -> Json:
    """What `assistant plan --json` prints for a profile that it reads from its input."""
    done = run("plan", "--profile", "-", "--json", home=home, given=json.dumps(told).encode())
    return dict(json.loads(done.stdout))


@pytest.fixture
def plan(told: Json, tmp_path: Path) -> Json:
    return dict(made(told, tmp_path)["plan"])


def test_a_profile_in_a_file_becomes_a_plan_to_read(told: Json, tmp_path: Path) -> None:
    done = run("plan", "--profile", in_file(tmp_path, told), home=tmp_path)

    text = printed(done)
    name = text.split()[-2]
    assert text.index("Stop at once") < text.index("Heel drag back: ")
    assert text.endswith(
        f"Kept as {name}. How each exercise is done: assistant export {name} text\n"
        f"To print: assistant export {name} sheet\n"
    )
    assert printed(run("export", name, "text", home=tmp_path))
    assert done.stderr == b""


def test_a_profile_from_the_input_becomes_json(told: Json, tmp_path: Path) -> None:
    body = made(told, tmp_path)

    assert body.keys() == {"verdict", "plan", "asks"}
    assert body["verdict"]["level"] == "none"
    assert body["plan"]["goal"] == "mobility"


@pytest.mark.parametrize("as_json", [False, True])
def test_open_questions_are_told_and_there_is_no_plan(
    told: Json, tmp_path: Path, as_json: bool
) -> None:
    del told["red_flags"]["calf"]
    options = ["--json"] if as_json else []
    done = run("plan", "--profile", in_file(tmp_path, told), *options, home=tmp_path)

    text = printed(done, code=NO_PLAN)
    assert "Is one calf or thigh painful" in text
    if as_json:
        assert [one["id"] for one in json.loads(text)["asks"]] == ["red_flags.calf"]


def test_a_red_flag_answered_with_yes_is_told_and_there_is_no_plan(
    told: Json, tmp_path: Path
) -> None:
    told["red_flags"]["chest_breath_faint"] = {"yes": True}
    done = run("plan", "--profile", in_file(tmp_path, told), home=tmp_path)

    text = printed(done, code=NO_PLAN)
    assert "112" in text
    assert "Kept as" not in text


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "holds no JSON"),
        (b"{", "holds no JSON"),
        (b"\x89PNG\xff", "holds no JSON"),
        (b"[" * 100_000, "holds no JSON"),
        (b"[]", "valid dictionary"),
        (b'{"pain": {"now": 14}}', "pain.now: Input should be less than or equal to 10"),
        (b'{"kit": ["kettlebell"]}', "'towel'"),
        (b'{"minutes": 3}', "at least 5 minutes"),
        (b'{"weight": 80}', "weight: "),
        (json.dumps({"event": {"kind": "surgery", "on": TOMORROW}}).encode(), "lies ahead"),
    ],
)
@pytest.mark.parametrize("way", ["file", "-"])
def test_a_profile_that_can_not_be_is_refused(
    tmp_path: Path, content: bytes, says: str, way: str
) -> None:
    path = tmp_path / "profile.json"
    path.write_bytes(content)
    given = content if way == "-" else b""

    done = run("plan", "--profile", "-" if way == "-" else str(path), home=tmp_path, given=given)

    assert says.lower() in refused(done).lower()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["plan", "--profile", "{folder}/none.json"], "none.json"),
        (["plan", "--profile", "{folder}"], "can't be read"),
        (["plan", "--json"], "--profile"),
        (["log", UNKNOWN, "--pain", "1"], f"no plan '{UNKNOWN}'"),
        (["log", "mine", "--pain", "1"], "no plan 'mine'"),
        (["log", UNKNOWN], "how much it hurt"),
        (["log", UNKNOWN, "--pain", "11"], "less than or equal to 10"),
        (["log", UNKNOWN, "--pain", "1", "--swelling", "much"], "'a_lot'"),
        (["log", UNKNOWN, "--file", "{folder}/none.json", "--sharp"], "not both"),
        (["swap", UNKNOWN, "basic", "assisted"], UNKNOWN),
        (["export", UNKNOWN, "text"], UNKNOWN),
        (["export", UNKNOWN, "docx"], "fhir, ics, json, sheet, text"),
    ],
)
def test_bad_input_ends_with_a_sentence_and_exit_code_2(
    tmp_path: Path, arguments: list[str], says: str
) -> None:
    done = run(*(one.format(folder=tmp_path) for one in arguments), home=tmp_path / "home")

    assert says in refused(done)


def test_two_good_sessions_and_it_goes_on(plan: Json, tmp_path: Path) -> None:
    well = ["--pain", "1", "--morning", "0", "--swelling", "none", "--finished"]

    first = printed(run("log", plan["id"], *well, home=tmp_path))
    second = printed(run("log", plan["id"], *well, home=tmp_path)).splitlines()

    assert first == "Hold: one more session like this, then it goes on.\n"
    assert second[0].startswith("Progress: all sets done two times in a row")
    assert second[1].startswith(date.today().isoformat())


@pytest.mark.parametrize("way", ["file", "-"])
def test_a_log_is_read_and_what_follows_is_told_as_json(
    plan: Json, tmp_path: Path, way: str
) -> None:
    told = {"on": date.today().isoformat(), "done": {"basic": 2}, "pain_during": 3}
    place = "-" if way == "-" else in_file(tmp_path, told)

    done = run(
        "log", plan["id"], "--file", place, "--json", home=tmp_path, given=json.dumps(told).encode()
    )

    body = json.loads(printed(done))
    assert body.keys() == {"move", "why", "sources", "verdict", "plan"}
    assert (body["move"], body["plan"], body["sources"]) == ("hold", plan, ["NEMEX"])


@pytest.mark.parametrize("options", [[], ["--json"]])
def test_sharp_pain_ends_a_plan(plan: Json, tmp_path: Path, options: list[str]) -> None:
    done = run("log", plan["id"], "--pain", "1", "--sharp", *options, home=tmp_path)
    again = run("log", plan["id"], "--pain", "1", home=tmp_path)

    text = printed(done, code=NO_PLAN)
    assert "Phone your physio or doctor" in text
    assert "cancelled" in refused(again)


def test_an_exercise_is_swapped(plan: Json, tmp_path: Path) -> None:
    swapped = printed(run("swap", plan["id"], "basic", "assisted", home=tmp_path))
    after = json.loads(printed(run("export", plan["id"], "json", home=tmp_path)))

    assert "Heel drag back: Heel drag with a towel" in swapped
    assert after["version"] == 2
    assert "plank" in refused(run("swap", plan["id"], "plank", "basic", home=tmp_path))


@pytest.mark.parametrize("form", sorted(EXPORTERS))
def test_a_plan_is_printed_or_written_to_a_file_byte_for_byte_the_same(
    plan: Json, tmp_path: Path, form: str
) -> None:
    out = tmp_path / f"taken{EXPORTERS[form].suffix}"

    shown = run("export", plan["id"], form, home=tmp_path)
    written = run("export", plan["id"], form, "--out", str(out), home=tmp_path)

    assert printed(written) == ""
    assert written.stderr.decode() == f"Written to {out}.\n"
    assert plan["id"] in printed(shown)
    assert out.read_bytes() == shown.stdout


def test_a_file_that_can_not_be_written_is_told(plan: Json, tmp_path: Path) -> None:
    out = str(tmp_path / "none" / "plan.txt")

    assert "can't be written" in refused(
        run("export", plan["id"], "text", "--out", out, home=tmp_path)
    )


@pytest.mark.parametrize(
    ("said", "code", "ends"),
    [
        (["knee rehab, 15 minutes, a bed", "no", "no", "0", "35", "no"], PLAN, "Kept as "),
        (["knee rehab, 15 minutes, a bed", "a" * 10_001, "no", "my calf is swollen"], NO_PLAN, ""),
        (["never mind"], NO_PLAN, ""),
        (["knee rehab"], NO_PLAN, ""),
    ],
)
def test_without_a_profile_what_is_needed_is_asked(
    shipped: Assistant, tmp_path: Path, said: list[str], code: int, ends: str
) -> None:
    done = run(
        "plan",
        home=shipped.settings.home,
        given="\n".join(said).encode(),
        ASSISTANT_DATABASE_URL=f"sqlite:///{tmp_path / 'plans.sqlite3'}",
    )

    text = printed(done, code=code)
    assert text.startswith("Let us build your session.")
    assert ("Stop at once if:" in text) == (code == PLAN)
    assert done.stderr.decode().startswith(ends)
    assert "Traceback" not in done.stderr.decode()


def test_the_report_tries_profiles_and_says_what_their_plans_keep() -> None:
    table, kept = report(shipped_corpus(), random_profiles=40, every=2_500)

    assert kept, table
    assert ", 40 of them at random." in table.splitlines()[0]
    assert "- a plan: " in table
    assert "broken 0 times" in table
