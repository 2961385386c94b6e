"""The editor's desk: amendments, their review, publications, and the work that follows from them."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

_TABLES = (
    "section_moved",
    "scenario_flag",
    "source_change",
    "section_care",
    "work_item",
    "word_import",
    "acknowledgement",
    "publication",
    "approver",
    "amendment_approval",
    "amendment_remark",
    "amendment_presence",
    "amendment_revision",
    "amendment",
)


def upgrade() -> None:
    """Move forward."""
    _amendments()
    _publications()
    _afterwards()


def _amendments() -> None:
    op.create_table(
        "amendment",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("piece", sa.String(200), nullable=False),
        sa.Column("open_piece", sa.String(200)),
        sa.Column("section_id", sa.String(120), nullable=False),
        sa.Column("base", sa.Integer(), nullable=False),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("author", sa.String(12), nullable=False),
        sa.Column("writers", sa.Text(), nullable=False),
        sa.Column("weights", sa.JSON(), nullable=False),
        sa.Column("note_ar", sa.Text(), nullable=False),
        sa.Column("note_en", sa.Text(), nullable=False),
        sa.Column("urgent", sa.Text(), nullable=False),
        sa.Column("looked_by", sa.String(12)),
        sa.Column("looked", sa.DateTime(timezone=True)),
        sa.Column("due", sa.Date()),
        sa.Column("made", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_as", sa.Integer()),
        sa.CheckConstraint(
            "state IN ('writing', 'submitted', 'returned', 'approved', 'published', 'dropped')",
            name="ck_amendment_state",
        ),
        sa.UniqueConstraint("open_piece", name="uq_amendment_open_piece"),
    )
    op.create_table(
        "amendment_revision",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column(
            "amendment_id",
            sa.Integer(),
            sa.ForeignKey("amendment.id", name="fk_amendment_revision_amendment_id_amendment"),
            nullable=False,
        ),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.Column("by", sa.String(12), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("amendment_id", "revision", name="uq_amendment_revision_amendment_id_revision"),
    )
    op.create_table(
        "amendment_presence",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column(
            "amendment_id",
            sa.Integer(),
            sa.ForeignKey("amendment.id", name="fk_amendment_presence_amendment_id_amendment"),
            nullable=False,
        ),
        sa.Column("by", sa.String(12), nullable=False),
        sa.Column("uid", sa.String(8), nullable=False),
        sa.Column("seen", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("amendment_id", "by", name="uq_amendment_presence_amendment_id_by"),
    )
    op.create_table(
        "amendment_remark",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column(
            "amendment_id",
            sa.Integer(),
            sa.ForeignKey("amendment.id", name="fk_amendment_remark_amendment_id_amendment"),
            nullable=False,
        ),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(8), nullable=False),
        sa.Column("lang", sa.String(2), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by", sa.String(12), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_by", sa.String(12)),
        sa.Column("settled", sa.DateTime(timezone=True)),
    )
    op.create_index("ix_amendment_remark_amendment_id", "amendment_remark", ["amendment_id"])
    op.create_table(
        "amendment_approval",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column(
            "amendment_id",
            sa.Integer(),
            sa.ForeignKey("amendment.id", name="fk_amendment_approval_amendment_id_amendment"),
            nullable=False,
        ),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(4), nullable=False),
        sa.Column("by", sa.String(12), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('text', 'ar', 'en')", name="ck_amendment_approval_kind"),
        sa.UniqueConstraint(
            "amendment_id", "revision", "kind", name="uq_amendment_approval_amendment_id_revision_kind"
        ),
    )
    op.create_table(
        "approver",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("chapter", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(4), nullable=False),
        sa.Column("pseudonym", sa.String(12), nullable=False),
        sa.CheckConstraint("kind IN ('text', 'ar', 'en')", name="ck_approver_kind"),
        sa.UniqueConstraint("chapter", "kind", "pseudonym", name="uq_approver_chapter_kind_pseudonym"),
    )


def _publications() -> None:
    op.create_table(
        "publication",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("effective", sa.Date(), nullable=False),
        sa.Column("note_ar", sa.Text(), nullable=False),
        sa.Column("note_en", sa.Text(), nullable=False),
        sa.Column("amendments", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by", sa.String(12), nullable=False),
        sa.Column("made", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("failure", sa.String(80), nullable=False),
        sa.Column("edition", sa.Integer()),
        sa.CheckConstraint(
            "state IN ('planned', 'done', 'failed', 'cancelled')", name="ck_publication_state"
        ),
    )
    op.create_table(
        "acknowledgement",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("owner", sa.String(64), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True)),
        sa.UniqueConstraint("owner", "edition", name="uq_acknowledgement_owner_edition"),
    )
    op.create_table(
        "word_import",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("content", sa.LargeBinary()),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("steps", sa.Integer(), nullable=False),
        sa.Column("refusal", sa.String(80), nullable=False),
        sa.Column("found", sa.JSON(), nullable=False),
        sa.Column("by", sa.String(12), nullable=False),
        sa.Column("made", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state IN ('waiting', 'reading', 'ready', 'refused', 'taken')", name="ck_word_import_state"
        ),
    )


def _afterwards() -> None:
    op.create_table(
        "work_item",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("subject", sa.String(160), nullable=False),
        sa.Column("owner", sa.String(12)),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("due", sa.Date()),
        sa.Column("changed", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("state IN ('open', 'doing', 'done', 'set-aside')", name="ck_work_item_state"),
        sa.UniqueConstraint("kind", "subject", name="uq_work_item_kind_subject"),
    )
    op.create_table(
        "section_care",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("section_id", sa.String(120), nullable=False),
        sa.Column("review_by", sa.Date()),
        sa.Column("owner", sa.String(12)),
        sa.UniqueConstraint("section_id", name="uq_section_care_section_id"),
    )
    op.create_table(
        "source_change",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("source_id", sa.String(20), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("by", sa.String(12), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_by", sa.String(12)),
        sa.Column("settled", sa.DateTime(timezone=True)),
    )
    op.create_table(
        "scenario_flag",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("scenario_id", sa.String(80), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("uids", sa.Text(), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("is_shown", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by", sa.String(12)),
        sa.Column("at", sa.DateTime(timezone=True)),
        sa.Column("made", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("state IN ('open', 'kept', 'edited', 'withdrawn')", name="ck_scenario_flag_state"),
        sa.UniqueConstraint("scenario_id", "edition", name="uq_scenario_flag_scenario_id_edition"),
    )
    op.create_table(
        "section_moved",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("old", sa.String(120), nullable=False),
        sa.Column("new", sa.String(120), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.UniqueConstraint("old", name="uq_section_moved_old"),
    )


def downgrade() -> None:
    """Move back: what is on the desk goes; editions stay."""
    for name in _TABLES:
        op.drop_table(name)
