"""A plan to JSON that has the same bytes for the same plan."""

import json

from assistant.plans.plan import SCHEMA_VERSION, Plan

DIALECT = "https://json-schema.org/draft/2020-12/schema"
SCHEMA_ID = f"urn:exercise-assistant:plan:{SCHEMA_VERSION}"


def canonical(plan: Plan) -> str:
    """The whole plan: `Plan.model_validate_json` reads it back without loss."""
    return dumped(plan.model_dump(mode="json"))


def schema() -> str:
    """The JSON Schema of what `canonical` writes, in which every field is present."""
    described = Plan.model_json_schema(mode="serialization")
    return dumped({"$schema": DIALECT, "$id": SCHEMA_ID, **described})


def dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, indent=2, sort_keys=True) + "\n"
