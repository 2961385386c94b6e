"""Drafts of cases, with who wrote them and who read them."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Move forward."""
    op.create_table(
        "scenario_draft",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("scenario_id", sa.String(80), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("based_on", sa.String(64), sa.ForeignKey("scenario_version.digest")),
        sa.Column("author", sa.String(12), nullable=False),
        sa.Column("authors", sa.Text(), nullable=False),
        sa.Column("made", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("reviewed_by", sa.String(12)),
        sa.Column("reviewed", sa.DateTime(timezone=True)),
        sa.Column("published_by", sa.String(12)),
        sa.Column("published", sa.String(64), sa.ForeignKey("scenario_version.digest")),
    )
    op.create_index("ix_scenario_draft_scenario_id", "scenario_draft", ["scenario_id"])


def downgrade() -> None:
    """Move back: the drafts go, what was published of them stays."""
    op.drop_table("scenario_draft")
