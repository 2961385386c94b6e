"""Training sessions: agenda, participants, what they answer together."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

_TABLES = (
    "session_plan",
    "session_felt",
    "session_feeling",
    "session_attempt",
    "session_step",
    "session_vote",
    "session_participant",
    "session_part",
    "session_host",
    "training_session",
)


def upgrade() -> None:
    """Move forward."""
    _sessions()
    _answers()
    _afterwards()


def _sessions() -> None:
    op.create_table(
        "training_session",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("key", sa.String(22), nullable=False),
        sa.Column("code", sa.String(6)),
        sa.Column("title", sa.String(120), nullable=False),
        sa.Column("cohort", sa.String(120), nullable=False),
        sa.Column("support", sa.String(120), nullable=False),
        sa.Column("host", sa.String(64), nullable=False),
        sa.Column("lang", sa.String(2), nullable=False),
        sa.Column("seats", sa.String(10), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("lets_in", sa.Boolean(), nullable=False),
        sa.Column("pulse", sa.Integer(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("made", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened", sa.DateTime(timezone=True)),
        sa.Column("closed", sa.DateTime(timezone=True)),
        sa.UniqueConstraint("key", name="uq_training_session_key"),
        sa.UniqueConstraint("code", name="uq_training_session_code"),
        sa.CheckConstraint("state IN ('prepared', 'open', 'closed')", name="ck_training_session_state"),
        sa.CheckConstraint("seats IN ('person', 'table')", name="ck_training_session_seats"),
    )
    op.create_index("ix_training_session_host", "training_session", ["host"])
    op.create_table(
        "session_host",
        sa.Column("id", sa.Integer(), primary_key=True),
        _of("session", "training_session"),
        sa.Column("owner", sa.String(64), nullable=False),
        sa.UniqueConstraint("session_id", "owner", name="uq_session_host_session_id_owner"),
    )
    op.create_index("ix_session_host_owner", "session_host", ["owner"])
    op.create_table(
        "session_part",
        sa.Column("id", sa.Integer(), primary_key=True),
        _of("session", "training_session"),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("title", sa.String(120), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("scenario_id", sa.String(80)),
        sa.Column("digest", sa.String(64), sa.ForeignKey("scenario_version.digest")),
        sa.Column("edition", sa.Integer()),
        sa.Column("mode", sa.String(10), nullable=False),
        sa.Column("asks_sure", sa.Boolean(), nullable=False),
        sa.Column("phase", sa.String(10), nullable=False),
        sa.Column("decision", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True)),
        sa.Column("begun", sa.DateTime(timezone=True)),
        sa.Column("ended", sa.DateTime(timezone=True)),
        sa.CheckConstraint("kind IN ('case', 'break', 'talk')", name="ck_session_part_kind"),
        sa.CheckConstraint("(kind = 'case') = (scenario_id IS NOT NULL)", name="ck_session_part_case_named"),
    )
    op.create_index("ix_session_part_session", "session_part", ["session_id", "position"])


def _answers() -> None:
    op.create_table(
        "session_participant",
        sa.Column("id", sa.Integer(), primary_key=True),
        _of("session", "training_session"),
        sa.Column("owner", sa.String(64), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("sector", sa.String(30), nullable=False),
        sa.Column("members", sa.String(400), nullable=False),
        sa.Column("joined", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed", sa.DateTime(timezone=True)),
        sa.Column("phrase", sa.String(64)),
        sa.Column("key_mark", sa.String(8), nullable=False),
        sa.UniqueConstraint("phrase", name="uq_session_participant_phrase"),
        sa.UniqueConstraint("session_id", "owner", name="uq_session_participant_session_id_owner"),
    )
    op.create_index("ix_session_participant_owner", "session_participant", ["owner"])
    op.create_table(
        "session_vote",
        sa.Column("id", sa.Integer(), primary_key=True),
        _of("part", "session_part"),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        _of("participant", "session_participant"),
        sa.Column("submission", sa.String(40), nullable=False),
        sa.Column("choice", sa.Text(), nullable=False),
        sa.Column("sure", sa.Integer()),
        sa.Column("minority", sa.String(300), nullable=False),
        sa.Column("taken", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint(
            "part_id",
            "position",
            "round",
            "participant_id",
            name="uq_session_vote_part_id_position_round_participant_id",
        ),
    )
    op.create_table(
        "session_step",
        sa.Column("id", sa.Integer(), primary_key=True),
        _of("part", "session_part"),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("choice", sa.Text(), nullable=False),
        sa.Column("branch", sa.String(10), nullable=False),
        sa.Column("moved", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("part_id", "position", name="uq_session_step_part_id_position"),
    )
    op.create_table(
        "session_attempt",
        sa.Column("id", sa.Integer(), primary_key=True),
        _of("part", "session_part"),
        _of("participant", "session_participant"),
        sa.Column("attempt_id", sa.Integer(), nullable=False),
        sa.UniqueConstraint(
            "part_id",
            "participant_id",
            "attempt_id",
            name="uq_session_attempt_part_id_participant_id_attempt_id",
        ),
    )


def _afterwards() -> None:
    op.create_table(
        "session_feeling",
        sa.Column("id", sa.Integer(), primary_key=True),
        _of("part", "session_part"),
        sa.Column("feeling", sa.String(20), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.UniqueConstraint("part_id", "feeling", name="uq_session_feeling_part_id_feeling"),
    )
    op.create_table(
        "session_felt",
        sa.Column("id", sa.Integer(), primary_key=True),
        _of("part", "session_part"),
        _of("participant", "session_participant"),
        sa.UniqueConstraint("part_id", "participant_id", name="uq_session_felt_part_id_participant_id"),
    )
    op.create_table(
        "session_plan",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("part_id", sa.Integer(), sa.ForeignKey("session_part.id"), nullable=False),
        sa.Column("plan", sa.Text(), nullable=False),
        sa.Column("changed", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("part_id", name="uq_session_plan_part_id"),
    )


def _of(name: str, table: str) -> sa.Column[int]:
    return sa.Column(f"{name}_id", sa.Integer(), sa.ForeignKey(f"{table}.id"), nullable=False)


def downgrade() -> None:
    """Move back: sessions and what was answered in them go."""
    for table in _TABLES:
        op.drop_table(table)
