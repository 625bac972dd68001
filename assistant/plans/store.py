"""Plans and what was logged of them to a database and back."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from json import JSONDecodeError
from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from assistant.errors import PlanBusy, UnknownPlan
from assistant.plans.log import Log
from assistant.plans.plan import Plan
from assistant.plans.profile import Profile
from assistant.plans.stored import (
    MIGRATIONS,
    Migrate,
    read_log,
    read_plan,
    read_profile,
    stored_plan,
    stored_record,
    unreadable,
)
from assistant.storage.engine import open_engine, unusable
from assistant.storage.tables import logs, plan_versions, plans

PLAN_ID = re.compile(r"[0-9a-f]{16}")
MAX_NUMBER = 2**31 - 1  # that an INTEGER holds everywhere
HOLDS = "plans"


@dataclass(frozen=True)
class Kept:
    """A plan with all that belongs to it."""

    plan: Plan  # its newest version
    profile: Profile  # that it was made for
    logs: tuple[Log, ...]  # oldest first
    cancelled: bool


class PlanStore:
    """Holds a database open; safe to share between threads."""

    def __init__(
        self, where: str | Engine, *, migrations: Mapping[int, Migrate] = MIGRATIONS
    ) -> None:
        """`where` is a SQLAlchemy URL, or an engine that other stores use too."""
        self.engine = open_engine(where, holds=HOLDS)
        self.migrations = migrations

    def keep(self, plan: Plan, profile: Profile) -> str:
        """A new plan's id. A plan of this id that is kept already stays as it is, logs and all."""
        check_id(plan.id)
        now = datetime.now(UTC)
        first = insert(plans).values(id=plan.id, kept_at=now, profile=stored_record(profile))
        with suppress(IntegrityError), self.begin() as connection:  # it is kept already
            connection.execute(first)
            connection.execute(new_version(plan, at=now))
        return plan.id

    def plan(self, plan_id: str) -> Kept:
        """Raises UnknownPlan, and StorageError for one that can't be read."""
        check_id(plan_id)
        newest = (
            select(plans.c.profile, plans.c.cancelled_at, plan_versions)
            .join_from(plans, plan_versions)
            .where(plans.c.id == plan_id)
            .order_by(plan_versions.c.number.desc())
            .limit(1)
        )
        told = select(logs).where(logs.c.plan == plan_id).order_by(logs.c.number)
        with self.begin() as connection, readable(plan_id):
            row = connection.execute(newest).first()
            lines = connection.execute(told).all()
        if row is None:
            raise unknown(plan_id)
        return Kept(
            read_plan(row.body, plan_id, row.number, migrations=self.migrations),
            read_profile(row.profile, plan_id),
            tuple(read_log(line.log, plan_id, line.number) for line in lines),
            row.cancelled_at is not None,
        )

    def version(self, plan_id: str, number: int) -> Plan:
        """The plan as it once was, the first being 1. Raises UnknownPlan and StorageError."""
        check_id(plan_id)
        query = select(plan_versions.c.body).where(
            plan_versions.c.plan == plan_id, plan_versions.c.number == number
        )
        row = None
        if 0 < number <= MAX_NUMBER:
            with self.begin() as connection, readable(plan_id):
                row = connection.execute(query).first()
        if row is None:
            raise UnknownPlan(f"there is no version {number} of plan {plan_id!r}: name another")
        return read_plan(row.body, plan_id, number, migrations=self.migrations)

    def replace(self, plan: Plan, *, after: int) -> Plan:
        """
        `plan`, which was made from version `after`, as it is kept: the version after that.

        Raises UnknownPlan, and PlanBusy when another version was written meanwhile: it was made
        without knowledge of this one, and the other way round.
        """
        check_id(plan.id)
        plan = plan.model_copy(update={"version": after + 1})
        newest = select(func.max(plan_versions.c.number)).where(plan_versions.c.plan == plan.id)
        try:
            with self.begin() as connection:
                lock(connection, plan.id)
                if connection.scalar(newest) != after:
                    raise busy(plan.id)
                connection.execute(new_version(plan, at=datetime.now(UTC)))
        except IntegrityError as error:
            raise busy(plan.id) from error
        return plan

    def log(self, plan_id: str, log: Log) -> int:
        """Add what was done and return its number, counted from 1. Raises UnknownPlan."""
        check_id(plan_id)
        last = select(func.coalesce(func.max(logs.c.number), 0)).where(logs.c.plan == plan_id)
        row = insert(logs).values(
            plan=plan_id,
            number=last.scalar_subquery() + 1,
            at=datetime.now(UTC),
            log=stored_record(log),
        )
        try:
            with self.begin() as connection:
                lock(connection, plan_id)
                number: int = connection.execute(row.returning(logs.c.number)).scalar_one()
        except IntegrityError as error:  # it was forgotten meanwhile
            raise unknown(plan_id) from error
        return number

    def cancel(self, plan_id: str) -> None:
        """Mark a plan as one that is not followed any more. Raises UnknownPlan."""
        check_id(plan_id)
        followed = update(plans).where(plans.c.id == plan_id, plans.c.cancelled_at.is_(None))
        with self.begin() as connection:
            lock(connection, plan_id)
            connection.execute(followed.values(cancelled_at=datetime.now(UTC)))

    def forget(self, plan_id: str) -> None:
        """Delete a plan with its profile, versions and logs. Raises UnknownPlan."""
        check_id(plan_id)
        with self.begin() as connection:
            if not connection.execute(delete(plans).where(plans.c.id == plan_id)).rowcount:
                raise unknown(plan_id)

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """All of it or nothing. What an IntegrityError means is known where it happens."""
        try:
            with self.engine.begin() as connection:
                yield connection
        except IntegrityError:
            raise
        except SQLAlchemyError as error:
            raise unusable(error, holds=HOLDS) from error

    def close(self) -> None:
        self.engine.dispose()


def new_version(plan: Plan, *, at: datetime) -> Any:  # noqa: ANN401  (SQLAlchemy's, kept here)
    return insert(plan_versions).values(
        plan=plan.id, number=plan.version, at=at, body=stored_plan(plan)
    )


def lock(connection: Connection, plan_id: str) -> None:
    """Other writers of the plan wait, but not in SQLite, where a write is alone anyway."""
    query = select(plans.c.id).where(plans.c.id == plan_id).with_for_update()
    if connection.scalar(query) is None:
        raise unknown(plan_id)


@contextmanager
def readable(plan_id: str) -> Iterator[None]:
    try:
        yield
    except JSONDecodeError as error:
        raise unreadable(f"plan {plan_id!r}", str(error)) from error


def check_id(plan_id: str) -> None:
    if not PLAN_ID.fullmatch(plan_id):
        raise unknown(plan_id)


def unknown(plan_id: str) -> UnknownPlan:
    return UnknownPlan(f"there is no plan {plan_id!r}: give the id that came with it, or make one")


def busy(plan_id: str) -> PlanBusy:
    return PlanBusy(f"plan {plan_id!r} was changed meanwhile: look at it, then send yours again")
