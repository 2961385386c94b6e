"""What was worked out about cases, kept for every process."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Move forward."""
    op.create_table(
        "scenario_analysis",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("rules", sa.String(20), nullable=False),
        sa.Column("manual", sa.String(64), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.UniqueConstraint(
            "digest", "kind", "rules", "manual", name="uq_scenario_analysis_digest_kind_rules_manual"
        ),
    )


def downgrade() -> None:
    """Move back: it is worked out again."""
    op.drop_table("scenario_analysis")
