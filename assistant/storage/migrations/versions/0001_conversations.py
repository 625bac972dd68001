"""
Nothing to conversations with their turns.

Databases from before there were revisions hold these tables already, and they stay as they are.
"""

from alembic import op
from sqlalchemy import JSON, Column, DateTime, ForeignKey, Integer, String

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "conversations",
        Column("id", String(36), primary_key=True),
        Column("started_at", DateTime(timezone=True), nullable=False),
        if_not_exists=True,
    )
    op.create_table(
        "turns",
        Column("conversation", String(36), ForeignKey("conversations.id"), primary_key=True),
        Column("number", Integer, primary_key=True),
        Column("at", DateTime(timezone=True), nullable=False),
        Column("turn", JSON, nullable=False),
        if_not_exists=True,
    )
