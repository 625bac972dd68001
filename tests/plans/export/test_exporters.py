"""What holds for every exporter."""

import subprocess
import sys
from dataclasses import replace

import pytest

from assistant.errors import InvalidInput
from assistant.plans.export import EXPORTERS, Printed
from assistant.plans.export.canonical import canonical
from assistant.plans.plan import Plan
from assistant.safety.rule import Action

LAZY = ("icalendar", "jinja2")


def refused(plan: Plan, level: Action) -> Plan:
    verdict = plan.verdict.model_copy(update={"level": level, "text": "See a doctor today."})
    return plan.model_copy(update={"verdict": verdict})


def test_formats_have_these_names() -> None:
    assert sorted(EXPORTERS) == ["fhir", "ics", "json", "sheet", "text"]


@pytest.mark.parametrize("name", sorted(EXPORTERS))
@pytest.mark.parametrize("level", ["clearance", "stop", "emergency"])
def test_a_plan_that_its_verdict_forbids_is_never_exported(
    name: str, level: Action, plan: Plan, printed: Printed
) -> None:
    with pytest.raises(InvalidInput, match="See a doctor today"):
        EXPORTERS[name].write(refused(plan, level), printed)


@pytest.mark.parametrize("name", sorted(EXPORTERS))
@pytest.mark.parametrize("level", ["clearance", "stop", "emergency"])
def test_a_cancelled_plan_is_not_exempt(
    name: str, level: Action, plan: Plan, printed: Printed
) -> None:
    with pytest.raises(InvalidInput, match="See a doctor today"):
        EXPORTERS[name].write(refused(plan, level), replace(printed, cancelled=True))


@pytest.mark.parametrize("name", ["sheet", "text"])
def test_a_cancelled_plan_is_not_handed_out(name: str, plan: Plan, printed: Printed) -> None:
    with pytest.raises(InvalidInput, match="was cancelled"):
        EXPORTERS[name].write(plan, replace(printed, cancelled=True))


@pytest.mark.parametrize("name", sorted(EXPORTERS))
@pytest.mark.parametrize("level", ["none", "modify"])
def test_the_same_plan_has_the_same_bytes(
    name: str, level: Action, plan: Plan, printed: Printed
) -> None:
    allowed = refused(plan, level)
    stored = Plan.model_validate_json(canonical(allowed))

    first, again = (EXPORTERS[name].write(one, printed).encode() for one in (allowed, stored))

    assert first == again


@pytest.mark.parametrize("name", sorted(set(EXPORTERS) - {"json"}))
def test_no_export_claims_a_clinician(name: str, plan: Plan, printed: Printed) -> None:
    written = EXPORTERS[name].write(plan, printed).replace("\r\n ", "")

    assert "No clinician has reviewed these rules." in written


@pytest.mark.parametrize("name", sorted(set(EXPORTERS) - {"json"}))
def test_every_export_has_the_stop_signs_and_every_exercise(
    name: str, plan: Plan, printed: Printed
) -> None:
    written = EXPORTERS[name].write(plan, printed).replace("\r\n ", "").lower()

    assert "a knee that locks or gives way" in written
    for block in plan.blocks:
        for item in block.items:
            assert item.name.lower() in written


def test_libraries_are_imported_when_they_are_needed() -> None:
    code = f"import sys, assistant.plans.export; print(sys.modules.keys() & {set(LAZY)!r})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "set()"
