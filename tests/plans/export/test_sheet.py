"""The page that is handed out."""

import re

import pytest
from bs4 import BeautifulSoup, Tag

from assistant.plans.export import EXPORTERS, Printed
from assistant.plans.export.sheet import page
from assistant.plans.plan import Amount, Item, Origin, Plan

HIGHEST_GRADE = 8.0  # that a patient should have to read at
LOADING = ("src", "href", "srcset", "data", "action", "poster", "background", "xlink:href")


def read(plan: Plan, printed: Printed) -> BeautifulSoup:
    return BeautifulSoup(EXPORTERS["sheet"].write(plan, printed), "html.parser")


def with_first(plan: Plan, **changes: object) -> Plan:
    """The plan, with its first exercise changed."""
    first, *rest = plan.blocks
    item = first.items[0].model_copy(update=changes)
    return plan.model_copy(update={"blocks": (first.model_copy(update={"items": (item,)}), *rest)})


def amount(value: float) -> Amount:
    return Amount(low=value, high=value, unit="", origin=Origin(of="inference"))


def all_items(plan: Plan) -> list[Item]:
    return [item for block in plan.blocks for item in block.items]


def words_of(node: Tag) -> str:
    return " ".join(node.get_text(" ").split())


def grade(text: str) -> float:
    """Flesch-Kincaid, with vowel groups for syllables."""
    sentences = [one for one in re.split(r"[.:!?]\s", text) if re.search("[a-z]", one)]
    spoken = re.findall(r"[A-Za-z]+", text)
    syllables = sum(
        max(1, len(re.findall("[aeiouy]+", re.sub("(?<=[^l])e$", "", word.lower()))))
        for word in spoken
    )
    return 0.39 * len(spoken) / len(sentences) + 11.8 * syllables / len(spoken) - 15.59


def test_a_page_needs_nothing_from_elsewhere(plan: Plan, printed: Printed) -> None:
    soup = read(plan, printed)
    policy = soup.find("meta", attrs={"http-equiv": "Content-Security-Policy"})

    assert soup.find_all(["script", "link", "img", "iframe", "object", "base", "use"]) == []
    assert [tag for tag in soup.find_all(True) if any(tag.has_attr(one) for one in LOADING)] == []
    assert [tag for tag in soup.find_all(True) if any(k.startswith("on") for k in tag.attrs)] == []
    assert not re.search(r"url\(|@import|@font-face", str(soup.style))
    assert isinstance(policy, Tag)
    assert str(policy["content"]).startswith("default-src 'none'")


def test_stop_signs_come_before_the_exercises(plan: Plan, printed: Printed) -> None:
    written = EXPORTERS["sheet"].write(plan, printed)

    signs = [written.index(sign.text) for sign in plan.stop_signs]
    names = [written.index(f"{item.name}</h3>") for item in all_items(plan)]
    assert max(signs) < written.index("In an emergency call 112.") < min(names)


def test_each_exercise_is_a_row_with_dose_cues_and_two_drawings(
    plan: Plan, printed: Printed
) -> None:
    rows = read(plan, printed).find_all("article")

    assert len(rows) == len(all_items(plan))
    for row, item in zip(rows, all_items(plan), strict=True):
        shown = words_of(row)
        assert item.name in shown
        assert "Right leg" in shown
        assert row.find(class_="dose").get_text().strip() != ""
        assert all(step.text in shown for step in item.steps)
        assert all(fault.text in shown for fault in item.faults)
        assert item.why in shown
        assert [one.get_text() for one in row.find_all("figcaption")] == ["Start", "End"]
        assert len(row.find_all("svg")) == 2


@pytest.mark.parametrize(
    ("changes", "labels"),
    [
        (
            {"sets": amount(3), "times_a_day": amount(1)},
            ["Set 1: reps", "Set 2: reps", "Set 3: reps"],
        ),
        ({"sets": amount(1), "times_a_day": amount(2)}, ["Time 1: reps", "Time 2: reps"]),
        (
            {"reps": None, "duration_s": amount(30), "times_a_day": amount(1), "sets": amount(1)},
            ["Set 1: time"],
        ),
    ],
)
def test_empty_cells_are_there_for_what_is_asked_and_no_more(
    changes: dict[str, object], labels: list[str], plan: Plan, printed: Printed
) -> None:
    row = read(with_first(plan, **changes), printed).find("article")
    assert isinstance(row, Tag)

    heads = [words_of(head) for head in row.find_all("th")]
    cells = row.find_all("td")
    assert heads == ["Date", *labels, "Pain during, 0 to 10", "Pain next morning"]
    assert len(cells) == 7 * len(heads)  # a column a day
    assert {cell.get_text() for cell in cells} == {""}


def test_names_and_sentences_are_escaped(plan: Plan, printed: Printed) -> None:
    bad = "<script>alert('x')</script><b onclick=x>&\""
    changed = with_first(plan, name=bad, why=bad, easier_text=bad, because=(bad,), load=bad)
    verdict = changed.verdict.model_copy(update={"text": bad})
    soup = read(
        changed.model_copy(
            update={"verdict": verdict, "sources": {bad: bad}, "id": bad, "changed": (bad,)}
        ),
        printed,
    )

    assert soup.find_all(["script", "b"]) == []
    assert bad in words_of(soup)


def test_what_the_emergency_number_is_comes_from_the_caller(plan: Plan) -> None:
    written = page(plan, positions={}, emergency_number="999")

    assert "In an emergency call 999." in written


def test_an_exercise_without_a_position_is_not_drawn(plan: Plan) -> None:
    soup = BeautifulSoup(page(plan, positions={}, emergency_number="112"), "html.parser")

    assert len(soup.find_all("article")) == len(all_items(plan))
    assert soup.find_all(["svg", "figure"]) == []


def test_an_exercise_without_movement_is_drawn_once(plan: Plan, printed: Printed) -> None:
    still = with_first(plan, start=all_items(plan)[0].end)
    row = read(still, printed).find("article")

    assert isinstance(row, Tag)
    assert [one.get_text() for one in row.find_all("figcaption")] == ["Stay like this"]


def test_no_drawing_goes_further_than_the_limit(plan: Plan, printed: Printed) -> None:
    end = all_items(plan)[0].end
    limited = with_first(plan, range_deg=amount(85))
    drawn = with_first(plan, end=end.__class__(**vars(end) | {"knee": 85.0}))

    assert read(limited, printed).find_all("svg")[:2] == read(drawn, printed).find_all("svg")[:2]


def test_what_is_changed_for_the_person_says_why(plan: Plan, printed: Printed) -> None:
    shown = words_of(read(plan, printed))

    assert "to a right angle at most. (changed for you, see M05)" in shown
    assert "Pain above 2 of 10 (M05): With this much pain" in shown
    assert "Your pain is 3 of 10: the smaller number." in shown
    assert "Not for now: Heel drag on sliders. Too hard while pain is above 2 of 10." in shown


def test_the_most_careful_rule_of_what_comes_next_is_first(plan: Plan, printed: Printed) -> None:
    table = read(plan, printed).find(id="ahead")

    assert isinstance(table, Tag)
    heads = [words_of(head) for head in table.find_all("th")]
    assert heads == ["Stop", "Do less", "Stay as you are", "Do more"]


def test_sources_and_review_date_are_printed(plan: Plan, printed: Printed) -> None:
    soup = read(plan, printed)
    sources = soup.find(id="sources")

    assert isinstance(sources, Tag)
    assert all(key in words_of(sources) for key in plan.sources)
    assert "Heel drag back. Sets, reps, knee bend: the article." in words_of(sources)
    assert "Look at it again on 14 December 2026." in words_of(soup)


def test_no_row_is_split_between_pages(plan: Plan, printed: Printed) -> None:
    css = str(read(plan, printed).style)

    assert "size: A4" in css
    assert re.search(r"\.exercise \{[^}]*break-inside: avoid", css)
    assert re.search(r"h2 \{[^}]*break-after: avoid", css)


def test_a_patient_can_read_it(plan: Plan, printed: Printed) -> None:
    soup = read(plan, printed)
    for part in [soup.style, soup.title, *soup.find_all("table", class_="fill")]:
        assert isinstance(part, Tag)
        part.decompose()
    sources = soup.find(id="sources")
    assert isinstance(sources, Tag)
    sources.decompose()  # titles of papers

    assert grade(words_of(soup)) <= HIGHEST_GRADE


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("The cat sat on the mat. The dog ran to the cat.", -3.0, 2.0),
        (
            "Contraindications necessitate individualised postoperative rehabilitation protocols "
            "incorporating progressive neuromuscular re-education. ",
            20.0,
            60.0,
        ),
    ],
)
def test_the_grade_tells_easy_from_hard(text: str, low: float, high: float) -> None:
    assert low < grade(text) < high
