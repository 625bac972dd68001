"""Conversations to conversations beside plans, their versions and logs."""

from alembic import op
from sqlalchemy import JSON, Column, DateTime, ForeignKey, Integer, String

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "plans",
        Column("id", String(16), primary_key=True),
        Column("kept_at", DateTime(timezone=True), nullable=False),
        Column("cancelled_at", DateTime(timezone=True)),
        Column("profile", JSON, nullable=False),
    )
    op.create_table(
        "plan_versions",
        Column("plan", String(16), ForeignKey("plans.id", ondelete="CASCADE"), primary_key=True),
        Column("number", Integer, primary_key=True),
        Column("at", DateTime(timezone=True), nullable=False),
        Column("body", JSON, nullable=False),
    )
    op.create_table(
        "logs",
        Column("plan", String(16), ForeignKey("plans.id", ondelete="CASCADE"), primary_key=True),
        Column("number", Integer, primary_key=True),
        Column("at", DateTime(timezone=True), nullable=False),
        Column("log", JSON, nullable=False),
    )
