"""A connection that was handed to Alembic to its migrations: what `alembic.command` runs."""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
with context.begin_transaction():
    context.run_migrations()
