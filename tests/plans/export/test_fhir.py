"""The bundle, checked by the classes of FHIR R4B, which has these resources as R4 does."""

import json
from dataclasses import replace

from fhir.resources.R4B.bundle import Bundle

from assistant.plans.export import EXPORTERS, Printed
from assistant.plans.plan import Amount, Origin, Plan


def bundle(plan: Plan, printed: Printed) -> Bundle:
    return Bundle.model_validate_json(EXPORTERS["fhir"].write(plan, printed))


def resources(plan: Plan, printed: Printed, kind: str) -> list[dict]:
    written = json.loads(EXPORTERS["fhir"].write(plan, printed))
    found = [entry["resource"] for entry in written["entry"]]
    return [one for one in found if one["resourceType"] == kind]


def test_a_bundle_is_valid_and_holds_a_care_plan_a_goal_and_requests(
    plan: Plan, printed: Printed
) -> None:
    read = bundle(plan, printed)

    assert read.type == "collection"
    assert [entry.resource.get_resource_type() for entry in read.entry] == [
        "CarePlan", "Goal", *["ServiceRequest"] * 4
    ]  # fmt: skip


def test_all_is_a_proposal_and_a_draft(plan: Plan, printed: Printed) -> None:
    for kind in ("CarePlan", "ServiceRequest"):
        for one in resources(plan, printed, kind):
            assert (one["intent"], one["status"]) == ("proposal", "draft")


def test_a_cancelled_plan_is_revoked(plan: Plan, printed: Printed) -> None:
    cancelled = replace(printed, cancelled=True)
    read = bundle(plan, cancelled)

    care, goal, *requests = (entry.resource for entry in read.entry)
    assert {care.status, *(one.status for one in requests)} == {"revoked"}
    assert goal.lifecycleStatus == "cancelled"


def test_references_lead_to_entries(plan: Plan, printed: Printed) -> None:
    written = json.loads(EXPORTERS["fhir"].write(plan, printed))
    known = {entry["fullUrl"] for entry in written["entry"]}
    [care] = resources(plan, printed, "CarePlan")

    named = [activity["reference"]["reference"] for activity in care["activity"]]
    assert {*named, care["goal"][0]["reference"]} == known - {f"urn:uuid:{care['id']}"}


def test_each_request_is_exercise_therapy_with_its_dose_in_words(
    plan: Plan, printed: Printed
) -> None:
    _, basic, *_ = resources(plan, printed, "ServiceRequest")

    assert basic["code"]["text"] == "Heel drag back"
    assert basic["code"]["coding"][0] == {
        "system": "http://snomed.info/sct",
        "code": "229065009",
        "display": "Exercise therapy",
    }
    assert basic["orderDetail"][0] == {"text": "2 sets of 10 to 12 reps"}
    assert basic["patientInstruction"].startswith("2 sets of 10 to 12 reps. Once a day, 3 to 5")
    assert "Drag your right heel slowly" in basic["patientInstruction"]
    assert {"text": "Sets, reps, knee bend: the article"} in basic["note"]


def test_timing_is_by_the_day_where_it_is_daily_and_else_by_the_week(
    plan: Plan, printed: Printed
) -> None:
    chair, basic, *_ = (
        one["occurrenceTiming"]["repeat"] for one in resources(plan, printed, "ServiceRequest")
    )

    kept = ("frequency", "frequencyMax", "period", "periodUnit", "duration")
    assert [chair[one] for one in kept] == [2, 2, 1, "d", 75]
    assert [basic[one] for one in kept] == [3, 5, 1, "wk", 200]
    assert basic["boundsPeriod"] == {"start": "2026-11-30", "end": "2026-12-14"}


def test_ids_are_stable_over_versions_and_differ_between_plans(
    plan: Plan, printed: Printed
) -> None:
    def ids(one: Plan) -> set[str]:
        return {entry.resource.id for entry in bundle(one, printed).entry}

    later = plan.model_copy(update={"version": 9})
    other = plan.model_copy(update={"id": "another plan, with spaces / and slashes"})
    assert ids(later) == ids(plan)
    assert not ids(other) & ids(plan)


def test_origin_stop_signs_and_sources_are_noted(plan: Plan, printed: Printed) -> None:
    [care] = resources(plan, printed, "CarePlan")

    notes = [note["text"] for note in care["note"]]
    assert notes[0].startswith("Made by rules over named public sources, not by a clinician.")
    assert "Stop and get help: A knee that locks or gives way." in notes
    assert any(note.startswith("NEMEX: Ageberg 2010") for note in notes)


def test_the_shortest_exercise_is_valid_too(plan: Plan, printed: Printed) -> None:
    one = Amount(low=1, high=1, unit="", origin=Origin(of="inference"))
    item = plan.blocks[0].items[0].model_copy(
        update={
            "reps": None, "hold_s": None, "range_deg": None, "load": "", "steps": (), "faults": (),
            "times_a_day": one, "days_a_week": one, "seconds": 0.4,
        }
    )  # fmt: skip
    block = plan.blocks[0].model_copy(update={"items": (item,)})

    read = bundle(plan.model_copy(update={"blocks": (block,)}), printed)
    assert len(read.entry) == 3
