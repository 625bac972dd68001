"""The tables of the newest schema; to change one, add a script to migrations/versions too."""

from sqlalchemy import JSON, Column, DateTime, ForeignKey, Integer, MetaData, String, Table

metadata = MetaData()

conversations = Table(
    "conversations",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("started_at", DateTime(timezone=True), nullable=False),
)
turns = Table(
    "turns",
    metadata,
    Column("conversation", String(36), ForeignKey("conversations.id"), primary_key=True),
    Column("number", Integer, primary_key=True),  # from 0; two writers of one number: one fails
    Column("at", DateTime(timezone=True), nullable=False),
    Column("turn", JSON, nullable=False),
)
plans = Table(
    "plans",
    metadata,
    Column("id", String(16), primary_key=True),  # of the plan's content
    Column("kept_at", DateTime(timezone=True), nullable=False),
    Column("cancelled_at", DateTime(timezone=True)),
    Column("profile", JSON, nullable=False),
)
plan_versions = Table(
    "plan_versions",
    metadata,
    Column("plan", String(16), ForeignKey("plans.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),  # from 1; two writers of one number: one fails
    Column("at", DateTime(timezone=True), nullable=False),
    Column("body", JSON, nullable=False),
)
logs = Table(
    "logs",
    metadata,
    Column("plan", String(16), ForeignKey("plans.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),  # from 1
    Column("at", DateTime(timezone=True), nullable=False),
    Column("log", JSON, nullable=False),
)
