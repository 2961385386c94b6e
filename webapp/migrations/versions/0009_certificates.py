"""Certificates for trainees."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Move forward."""
    op.create_table(
        "certificate",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("code", sa.String(12), nullable=False),
        sa.Column("owner", sa.String(64)),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("harms", sa.Text(), nullable=False),
        sa.Column("cases", sa.Text(), nullable=False),
        sa.Column("issued", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn", sa.DateTime(timezone=True)),
        sa.Column("withdrawn_by", sa.String(10), nullable=False),
        sa.Column("living", sa.String(64)),
        sa.UniqueConstraint("code", name="uq_certificate_code"),
        sa.UniqueConstraint("owner", "living", name="uq_certificate_owner_living"),
        sa.CheckConstraint("kind IN ('participation', 'completion')", name="ck_certificate_kind"),
        sa.CheckConstraint("(withdrawn IS NULL) = (withdrawn_by = '')", name="ck_certificate_withdrawn_by"),
    )


def downgrade() -> None:
    """Move back: certificates go, and nothing bears them out any more."""
    op.drop_table("certificate")
