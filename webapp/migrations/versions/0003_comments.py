"""What readers say about paragraphs, and what editors made of it."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Move forward."""
    op.create_table(
        "comment",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("uid", sa.String(8), nullable=False),
        sa.Column("section_id", sa.String(120), nullable=False),
        sa.Column("number", sa.String(16), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("lang", sa.String(2), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("made", _MOMENT, nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("settled", _MOMENT),
        sa.Column("settled_by", sa.String(12)),
        sa.Column("note", sa.Text(), nullable=False),
    )


def downgrade() -> None:
    """Move back: the comments go."""
    op.drop_table("comment")
