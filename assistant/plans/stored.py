"""A plan, profile or log to the JSON that is stored, and such JSON of any age back to it."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from assistant.errors import StorageError
from assistant.plans.log import Log
from assistant.plans.plan import SCHEMA_VERSION, Plan
from assistant.plans.profile import Profile

Migrate = Callable[[dict[str, Any]], dict[str, Any]]
Kind = TypeVar("Kind", bound=BaseModel)

# The schema version of a stored plan -> what makes it one of the next version.
MIGRATIONS: dict[int, Migrate] = {}
RECORD_VERSION = 1  # of a stored profile or log
NAME = "schema_version"


def stored_plan(plan: Plan) -> dict[str, Any]:
    return {**plan.model_dump(mode="json"), NAME: SCHEMA_VERSION}


def stored_record(record: Profile | Log) -> dict[str, Any]:
    return {NAME: RECORD_VERSION, **record.model_dump(mode="json")}


def read_plan(
    stored: object, plan_id: str, number: int, *, migrations: Mapping[int, Migrate]
) -> Plan:
    """Raises StorageError, as all that read do, for what is damaged or of a newer version."""
    name = f"plan {plan_id!r}"
    plan = read(Plan, stored, name, newest=SCHEMA_VERSION, migrations=migrations)
    if (plan.id, plan.version) != (plan_id, number):
        raise unreadable(name, f"version {number} calls itself {plan.version} of {plan.id!r}")
    return plan


def read_profile(stored: object, plan_id: str) -> Profile:
    name = f"the profile of plan {plan_id!r}"
    return read(Profile, stored, name, newest=RECORD_VERSION, migrations={})


def read_log(stored: object, plan_id: str, number: int) -> Log:
    name = f"log {number} of plan {plan_id!r}"
    return read(Log, stored, name, newest=RECORD_VERSION, migrations={})


def read(
    kind: type[Kind], stored: object, name: str, *, newest: int, migrations: Mapping[int, Migrate]
) -> Kind:
    version = stored.get(NAME) if isinstance(stored, dict) else None
    if not isinstance(stored, dict) or type(version) is not int:  # True is an int too
        raise unreadable(name, f"its {NAME} is missing")
    if version > newest:
        raise StorageError(
            f"{name} is of {NAME} {version} and this assistant knows none after {newest}: "
            "install the newer assistant that wrote it"
        )
    for older in range(version, newest):
        if older not in migrations:
            raise unreadable(name, f"nothing leads on from its {NAME} {older}")
        try:
            stored = migrations[older](stored)
        except (LookupError, TypeError, ValueError, AttributeError) as error:
            raise unreadable(name, f"it is no plan of {NAME} {older}: {error!r}") from error
    try:
        return kind.model_validate({key: stored[key] for key in stored if key != NAME})
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise unreadable(name, f"{where}: {first['msg']}") from error


def unreadable(name: str, reason: str) -> StorageError:
    return StorageError(
        f"{name} can't be read ({reason}): it is left as it is; bring the database back from a "
        "copy, or make a new plan"
    )
