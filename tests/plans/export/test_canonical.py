"""JSON that reads back, and its schema."""

import json

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from assistant.plans.export.canonical import canonical, schema
from assistant.plans.plan import Plan


def errors_of(written: str) -> list[str]:
    validator = Draft202012Validator(json.loads(schema()), format_checker=FormatChecker())
    return [error.message for error in validator.iter_errors(json.loads(written))]


def test_a_plan_reads_back_without_loss(plan: Plan) -> None:
    assert Plan.model_validate_json(canonical(plan)) == plan


def test_keys_are_sorted_so_that_the_order_of_sources_does_not_matter(plan: Plan) -> None:
    turned = plan.model_copy(update={"sources": dict(reversed(plan.sources.items()))})

    assert canonical(turned) == canonical(plan)


def test_the_schema_is_one_and_a_plan_keeps_it(plan: Plan) -> None:
    Draft202012Validator.check_schema(json.loads(schema()))

    assert errors_of(canonical(plan)) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("made_on", "yesterday"),
        ("goal", "fame"),
        ("version", 0),
        ("schema_version", 2),
        ("mood", "good"),
    ],
)
def test_the_schema_refuses_what_is_no_plan(field: str, value: object, plan: Plan) -> None:
    wrong = json.loads(canonical(plan)) | {field: value}

    assert errors_of(json.dumps(wrong)) != []


def test_the_schema_asks_for_every_field(plan: Plan) -> None:
    written = json.loads(canonical(plan))
    del written["stop_signs"]

    assert errors_of(json.dumps(written)) == ["'stop_signs' is a required property"]
