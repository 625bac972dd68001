"""A plan to a FHIR R4 bundle that proposes it to a clinician's system."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, time
from typing import TypeAlias
from uuid import NAMESPACE_URL, uuid5

import assistant.plans.export.words as words
from assistant.plans.plan import Item, Plan

Json: TypeAlias = "str | int | float | bool | Sequence[Json] | Mapping[str, Json]"
Resource: TypeAlias = "dict[str, Json]"

SYSTEM = "urn:exercise-assistant"
THERAPY: Json = {
    "system": "http://snomed.info/sct",
    "code": "229065009",
    "display": "Exercise therapy",
}
ORIGIN = "Made by rules over named public sources, not by a clinician. " + words.NOT_REVIEWED


def bundle(plan: Plan, *, cancelled: bool = False) -> str:
    """
    A collection of a CarePlan, its Goal and a ServiceRequest for each exercise.

    After the HL7 Physical Activity Implementation Guide (STU 1), with `proposal` where its examples
    have a clinician's `order`. Ids come from the plan's id: a later version replaces an earlier
    one. The patient is a reference by the hash of the profile, for the receiver to resolve. Not
    covered: the logs, the rules of what comes next and what was left out.
    """
    requests = [request(plan, item, n, cancelled=cancelled) for n, item in numbered(plan)]
    resources = [care_plan(plan, cancelled=cancelled), goal(plan, cancelled=cancelled), *requests]
    return (
        json.dumps(
            {
                "resourceType": "Bundle",
                "id": key(plan, "bundle"),
                "type": "collection",
                "identifier": {"system": f"{SYSTEM}:plan", "value": plan.id},
                "timestamp": datetime.combine(plan.made_on, time(), UTC).isoformat(),
                "entry": [
                    {"fullUrl": f"urn:uuid:{resource['id']}", "resource": resource}
                    for resource in resources
                ],
            },
            ensure_ascii=False,
            indent=2,
        )
        + "\n"
    )


def care_plan(plan: Plan, *, cancelled: bool) -> Resource:
    return {
        "resourceType": "CarePlan",
        "id": key(plan, "care-plan"),
        "identifier": [{"system": f"{SYSTEM}:plan", "value": f"{plan.id}/{plan.version}"}],
        "status": "revoked" if cancelled else "draft",
        "intent": "proposal",
        "category": [{"coding": [THERAPY]}],
        "title": f"Exercises {words.GOALS[plan.goal]}",
        "description": plan.verdict.text,
        "subject": subject(plan),
        "period": {"start": plan.made_on.isoformat(), "end": plan.review_on.isoformat()},
        "created": plan.made_on.isoformat(),
        "goal": [{"reference": f"urn:uuid:{key(plan, 'goal')}"}],
        "activity": [
            {"reference": {"reference": f"urn:uuid:{key(plan, f'item-{n}')}"}}
            for n, _ in numbered(plan)
        ],
        "note": notes(
            ORIGIN,
            *(f"Stop and get help: {sign.text}" for sign in plan.stop_signs),
            *(line.text for line in plan.special),
            *(f"{reason.label} ({reason.id}): {reason.text}" for reason in plan.verdict.reasons),
            *(f"{name}: {source}" for name, source in sorted(plan.sources.items())),
            f"Rules {plan.rules_version}, exercises {plan.catalogue_version}.",
        ),
    }


def goal(plan: Plan, *, cancelled: bool) -> Resource:
    return {
        "resourceType": "Goal",
        "id": key(plan, "goal"),
        "lifecycleStatus": "cancelled" if cancelled else "proposed",
        "description": {"text": words.capital(words.GOALS[plan.goal])},
        "subject": subject(plan),
        "startDate": plan.made_on.isoformat(),
        "target": [{"dueDate": plan.review_on.isoformat()}],
    }


def request(plan: Plan, item: Item, number: int, *, cancelled: bool) -> Resource:
    return {
        "resourceType": "ServiceRequest",
        "id": key(plan, f"item-{number}"),
        "identifier": [{"system": f"{SYSTEM}:exercise", "value": item.exercise}],
        "status": "revoked" if cancelled else "draft",
        "intent": "proposal",
        "category": [{"coding": [THERAPY]}],
        "code": {"coding": [THERAPY], "text": item.name},
        "orderDetail": [{"text": line} for line in words.dose(item)],
        "subject": subject(plan),
        "occurrenceTiming": timing(plan, item),
        "authoredOn": plan.made_on.isoformat(),
        "reasonCode": [{"text": item.why}],
        "bodySite": [{"text": words.side(item)}],
        "note": notes(
            ORIGIN,
            *words.drawn_from(item),
            *words.reasons(item),
            *(f"Take care: {fault.text}" for fault in item.faults),
        ),
        "patientInstruction": " ".join(
            [*(f"{line}." for line in words.dose(item)), *(step.text for step in item.steps)]
        ),
    }


def timing(plan: Plan, item: Item) -> Json:
    """So many times a day where it is daily, otherwise so many times a week."""
    times, days = item.times_a_day, item.days_a_week
    daily = days.low == days.high == words.DAYS_OF_WEEK
    low, high = (1, 1) if daily else (days.low, days.high)
    return {
        "repeat": {
            "boundsPeriod": {
                "start": plan.made_on.isoformat(),
                "end": plan.review_on.isoformat(),
            },
            "duration": round(item.seconds),
            "durationUnit": "s",
            "frequency": round(times.low * low),
            "frequencyMax": round(times.high * high),
            "period": 1,
            "periodUnit": "d" if daily else "wk",
        },
        "code": {"text": words.how_often(item)},
    }


def numbered(plan: Plan) -> Iterator[tuple[int, Item]]:
    return enumerate(words.items(plan), start=1)


def subject(plan: Plan) -> Json:
    return {
        "type": "Patient",
        "identifier": {"system": f"{SYSTEM}:profile", "value": plan.profile_hash},
        "display": "The person whose profile the plan was made from",
    }


def notes(*texts: str) -> Json:
    return [{"text": text} for text in texts]


def key(plan: Plan, part: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"{SYSTEM}:plan:{plan.id}:{part}"))
