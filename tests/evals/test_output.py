"""A run's reports: the same bytes, silent on the test split, safe to open, all of them or none."""

import json
import random
import re
from hashlib import sha256
from io import StringIO
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from junitparser import JUnitXml
from rich.console import Console

from assistant.answers.reply import Abstention, Answer, Citation, Sentence
from assistant.errors import InvalidInput
from evals.case import Case, Evidence, Nugget
from evals.output.junit import to_junit
from evals.output.page import to_page
from evals.output.records import lines, read_recorded, recorded, summary
from evals.output.terminal import show
from evals.output.write import OURS, write
from evals.run import run_of
from evals.score import Played, Result, Run, Score, Status
from evals.scorers.table import SCORERS

MARKER = "zimtsolde"
TEXT = "Hold it close. Stand wide. Do 8-12 repetitions."
MS = {"total": [12.5, 14.0, 90.25], "search": [3.0, 4.0, 5.0]}
HISTORY = [{"label": f"run {n}", "measures": {"answers correct": n / 4}} for n in (2, 3)]


def case_of(name: str, word: str = "weight", **more: object) -> Case:
    """With `word` in each of its texts."""
    told = {
        "category": "fact", "split": "dev", "cluster": name, "expect": "answer",
        "turns": (f"The {word}?", f"Where is the {word}?"), "note": f"about the {word}",
        "nuggets": (Nugget(name=word, any=(word,)),), "forbidden": (word,),
        "evidence": (Evidence(quote=word, start=0, end=len(word)),),
    }  # fmt: skip
    return Case.model_validate({"id": name, **told, **more})


def result_of(case: Case, status: Status = "pass", word: str = "weight") -> Result:
    value = {"pass": 1.0, "fail": 0.0, "na": None}[status]
    scores = {name: Score(None, f"not for the {word}") for name in SCORERS}
    scores["correct"] = Score(value, f"the {word}")
    why, quote = f"missing: {word}" if status != "pass" else "", f"Hold the {word}."
    return Result(case, status, why, scores, "answer", f"Yes. {quote} So.", (quote,), 0.5)


def run_with(*results: Result) -> Run:
    return Run("shipped", "0" * 64, "feedbeef", results)


def mixed() -> Run:
    """Of each split and outcome one, and of the test split the marker in each text."""
    statuses: tuple[Status, ...] = ("pass", "fail", "na")
    hidden = [case_of(f"h-{one}", MARKER, category="near", split="test") for one in statuses]
    return run_with(
        *(result_of(case_of(f"shown-{one}"), one) for one in statuses),
        *(result_of(case, one, MARKER) for case, one in zip(hidden, statuses, strict=True)),
    )


def written(run: Run, folder: Path, *, reveal: bool = False) -> dict[str, str]:
    write(run, folder, reveal=reveal, ms=MS, history=HISTORY)
    return texts_in(folder)


def texts_in(folder: Path) -> dict[str, str]:
    return {one.name: one.read_text(encoding="utf-8") for one in folder.iterdir()}


def page_of(*results: Result) -> BeautifulSoup:
    page = to_page(run_with(*results), reveal=False, ms=MS, history=HISTORY)
    return BeautifulSoup(page, "html.parser")


def played(name: str, quote: str, expect: str = "answer", support: float = 0.5) -> Played:
    """Something is quoted, or with no quote nothing is answered."""
    wanted = [Nugget(name=one, any=(one,), level="okay") for one in ("close", "wide", "never")]
    case, start = case_of(name, expect=expect, nuggets=wanted), TEXT.index(quote)
    end, digest = start + len(quote), sha256(quote.encode()).hexdigest()
    cited = Citation(1, "a", "A", "", quote, start, end, digest)
    answer = Answer(quote, (Sentence(quote, (1,)),), (cited,))
    reply = answer if quote else Abstention("not_in_corpus", "No.")
    return Played(case, reply, support=support, articles={"a": TEXT})


def test_the_same_replies_in_another_order_give_the_same_bytes() -> None:
    quotes = [TEXT, "Hold it close.", "Stand wide."]
    cases = [played(f"said-{n}", quotes[n % 3], support=0.1 * (n % 2)) for n in range(9)]
    cases += [played(f"near-{n}", quotes[n], "abstain") for n in range(3)]
    cases += [played("open-1", ""), played("open-2", ""), played("left", "", "abstain")]
    shuffled = random.Random(4).sample(cases, len(cases))
    run, other = run_of("shipped", cases, {}), run_of("shipped", shuffled, {})

    assert summary(run) == summary(other)
    assert [*lines(run, reveal=True)] == [*lines(other, reveal=True)]


def test_the_same_run_gives_the_same_bytes_but_for_its_times(tmp_path: Path) -> None:
    first, again = written(mixed(), tmp_path / "1"), written(mixed(), tmp_path / "2")
    write(mixed(), tmp_path / "slow", reveal=False, ms={"total": [900.0]}, history=HISTORY)
    slow = texts_in(tmp_path / "slow")

    assert {*first} == {*OURS}
    assert first == again
    assert {one for one in OURS if first[one] != slow[one]} == {"timings.json", "report.html"}


@pytest.mark.parametrize("place", ["run", "run/summary.json"])
def test_a_run_is_read_back_from_its_folder_or_its_summary(tmp_path: Path, place: str) -> None:
    written(mixed(), tmp_path / "run")

    assert read_recorded(tmp_path / place) == recorded(mixed())


def test_a_run_that_is_not_there_is_told_with_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=r"there is no run in .*none.*eval run --out .*none"):
        read_recorded(tmp_path / "none")


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{}", b"no JSON", b"\x89PNG\xff", {"statuses": ["pass"]}]
)
def test_a_summary_that_is_none_is_named(tmp_path: Path, content: bytes | dict[str, str]) -> None:
    if isinstance(content, dict):
        content = json.dumps(json.loads(summary(mixed())) | content).encode()
    (tmp_path / "summary.json").write_bytes(content)

    with pytest.raises(InvalidInput, match=r"summary\.json' is no summary of a run"):
        read_recorded(tmp_path)


def test_of_the_test_split_nothing_but_outcomes_is_shown(tmp_path: Path) -> None:
    told = written(mixed(), tmp_path / "run")
    kept = [json.loads(line) for line in told["results.jsonl"].splitlines()]
    hidden = [one for one in kept if one["split"] == "test"]

    assert [name for name, text in told.items() if MARKER in text] == []
    assert [one["status"] for one in hidden] == ["pass", "fail", "na"]
    assert {*hidden[1]} == {"id", "category", "split", "cluster", "status", "scores"}
    assert {key for one in hidden for score in one["scores"].values() for key in score} == {"value"}


def test_the_test_split_is_shown_when_it_is_revealed(tmp_path: Path) -> None:
    told = written(mixed(), tmp_path / "run", reveal=True)

    shown = {name for name, text in told.items() if f"missing: {MARKER}" in text}
    assert shown == {"results.jsonl", "junit.xml", "report.md", "report.html"}


def test_junit_counts_cases_by_category_and_outcome() -> None:
    xml = JUnitXml.fromstring(to_junit(mixed(), reveal=False))

    suites = [(one.name, one.tests, one.failures, one.skipped) for one in xml]
    outcomes = [[type(told).__name__ for told in case.result] for case in next(iter(xml))]
    assert (xml.tests, xml.failures, xml.skipped, xml.errors) == (6, 2, 2, 0)
    assert suites == [("fact", 3, 1, 1), ("near", 3, 1, 1)]
    assert outcomes == [["Failure"], ["Skipped"], []]


@pytest.mark.parametrize("control", ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\ufffe", "\uffff"])
def test_junit_can_be_read_whatever_was_replied(control: str) -> None:
    run = run_with(result_of(case_of("odd"), "fail", f'bell{control} <b> & "it\'s" ]]> ü😀'))

    (case,) = next(iter(JUnitXml.fromstring(to_junit(run, reveal=False))))

    assert case.result[0].message.startswith("missing: bell")
    assert case.result[0].message.endswith(' <b> & "it\'s" ]]> ü😀')


def test_the_page_needs_nothing_else_and_runs_nothing() -> None:
    soup = page_of(*mixed().results)

    told = [(name, value) for tag in soup.find_all() for name, value in tag.attrs.items()]
    links = [value for name, value in told if re.search(r"(href|src|srcset)$", name)]
    assert soup.find(["script", "link", "iframe", "object", "img", "base"]) is None
    assert [one for one in links if not one.startswith("#")] == []
    assert re.findall(r"@import|url\((?!#)", str(soup)) == []
    assert [name for name, _ in told if name.startswith("on")] == []


def test_the_page_shows_failures_before_what_passes() -> None:
    good, bad = result_of(case_of("a-good")), result_of(case_of("z-bad"), "fail")

    told = [one["class"] for one in page_of(good, bad, good).find_all("details")]

    assert told == [["fail"], ["pass"], ["pass"]]


def test_the_page_shows_code_in_a_question_or_a_reply_and_does_not_run_it() -> None:
    code = '<script>alert("1")</script><img src=x onerror=alert(2)>'
    soup = page_of(result_of(case_of("odd", code), "fail", code))

    places = [soup.select_one(f"details {one}") for one in ("summary", "pre", "p", "table")]
    assert soup.find(["script", "img"]) is None
    assert [one.get_text().count(code) for one in places] == [3, 1, 1, 1]
    assert soup.select_one("pre mark").get_text() == f"Hold the {code}."


def test_the_page_holds_its_plots() -> None:
    soup = page_of(*mixed().results)

    plots = {one.find_previous("h2").get_text(): one.get_text() for one in soup.find_all("svg")}
    assert [*plots] == ["By category", "Risk and coverage", "Latency", "Accepted runs"]
    assert "1/2" in plots["By category"]
    assert "search" in plots["Latency"]
    assert "run 3" in plots["Accepted runs"]


@pytest.mark.parametrize("place", ["mine", "mine/thesis.txt", "mine/thesis.txt/run"])
def test_what_is_no_run_is_left_as_it_is(tmp_path: Path, place: str) -> None:
    mine = {"summary.json": "mine", "thesis.txt": "mine, too"}
    (tmp_path / "mine").mkdir()
    for name, text in mine.items():
        (tmp_path / "mine" / name).write_text(text, encoding="utf-8")

    with pytest.raises(InvalidInput, match=place):
        written(mixed(), tmp_path / place)
    assert texts_in(tmp_path / "mine") == mine
    assert [one.name for one in tmp_path.iterdir()] == ["mine"]


@pytest.mark.parametrize("place", ["on the way/run", "."])
def test_a_folder_of_an_older_run_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    monkeypatch.chdir(tmp_path)
    written(mixed(), Path(place))

    told = written(run_with(result_of(case_of("newer"))), Path(place))

    assert {*told} == {*OURS}
    assert [json.loads(line)["id"] for line in told["results.jsonl"].splitlines()] == ["newer"]
    assert [*tmp_path.rglob(".run-*")] == []  # nothing is left over


def test_the_terminal_shows_each_share_with_its_denominator() -> None:
    held = StringIO()

    show(mixed(), Console(file=held, width=100))

    rows = [line.split() for line in held.getvalue().splitlines()]
    assert rows[0] == ["shipped:", "2", "of", "4", "cases", "pass;", "2", "do", "not", "apply"]
    assert [one[-1] for one in rows if one[:2] == ["answers", "correct"]] == ["2", "2"]
    assert ["near", "test", "2", "1", "1"] in [one[:5] for one in rows]
    assert MARKER not in held.getvalue()
