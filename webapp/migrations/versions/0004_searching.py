"""What is known of searching, and words that pair."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Move forward."""
    op.create_table(
        "search_count",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("lang", sa.String(2), nullable=False),
        sa.Column("text", sa.String(200), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("empty", sa.Integer(), nullable=False),
        sa.Column("opened", sa.Integer(), nullable=False),
        sa.UniqueConstraint("week", "lang", "text"),
    )
    op.create_table(
        "synonym",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("one", sa.String(80), nullable=False),
        sa.Column("other", sa.String(80), nullable=False),
        sa.Column("made", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.String(12), nullable=False),
        sa.UniqueConstraint("one", "other"),
    )


def downgrade() -> None:
    """Move back: the counts and the pairs go."""
    op.drop_table("synonym")
    op.drop_table("search_count")
