"""What a comment is about beside its paragraph: the decision of a case that somebody contests."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_COLUMNS = {
    "scenario_id": sa.String(80),
    "digest": sa.String(64),
    "scene_id": sa.String(80),
    "answer": sa.Text(),
}


def upgrade() -> None:
    """Move forward."""
    for name, kind in _COLUMNS.items():
        op.add_column("comment", sa.Column(name, kind))


def downgrade() -> None:
    """Move back: comments stay, what else they were about goes."""
    for name in _COLUMNS:
        op.drop_column("comment", name)
