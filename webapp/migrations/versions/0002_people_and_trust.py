"""People who sign in, and what they answer for: accounts, sign-ins, links, policy, audit, phrases."""

import secrets

import sqlalchemy as sa
from alembic import op

from webapp.engine.names import name_key

revision = "0002"
down_revision = "0001"

_MOMENT = sa.DateTime(timezone=True)
_SIGNED = (
    ("draft", "author"),
    ("draft", "reviewed_by"),
    ("edition", "author"),
    ("edition", "reviewer"),
    ("edition", "publisher"),
)


def upgrade() -> None:
    """Move forward."""
    _organisations()
    _accounts()
    _ways_in()
    _audit()
    _rest()


def _organisations() -> None:
    op.create_table(
        "organisation",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name_ar", sa.String(120), nullable=False, unique=True),
        sa.Column("name_en", sa.String(120), nullable=False, unique=True),
        sa.Column("sector", sa.String(30), nullable=False),
        sa.Column("governorate", sa.String(30)),
        sa.Column("made", _MOMENT, nullable=False),
    )


def _accounts() -> None:
    with op.batch_alter_table("account") as table:
        table.add_column(sa.Column("pseudonym", sa.String(12)))
        table.add_column(sa.Column("owner", sa.String(64)))
        table.add_column(sa.Column("name_key", sa.String(240)))
        table.add_column(sa.Column("email", sa.String(254)))
        table.add_column(sa.Column("email_key", sa.String(254)))
        table.add_column(sa.Column("lang", sa.String(2), nullable=False, server_default="ar"))
        table.add_column(sa.Column("organisation_id", sa.Integer()))
        table.add_column(sa.Column("governorate", sa.String(30)))
        table.add_column(sa.Column("password_set", _MOMENT))
        table.add_column(sa.Column("secret", sa.Text()))
        table.add_column(sa.Column("secret_confirmed", _MOMENT))
        table.add_column(sa.Column("secret_step", sa.Integer(), nullable=False, server_default="0"))
        table.add_column(sa.Column("consent_version", sa.Integer(), nullable=False, server_default="0"))
        table.add_column(sa.Column("consented", _MOMENT))
        table.add_column(sa.Column("failures", sa.Integer(), nullable=False, server_default="0"))
        table.add_column(sa.Column("last_active", _MOMENT))
        table.add_column(sa.Column("suspended", _MOMENT))
        table.add_column(sa.Column("is_demo", sa.Boolean(), nullable=False, server_default=sa.false()))
        table.alter_column("password_hash", existing_type=sa.String(200), nullable=True)
    _name_everybody()
    with op.batch_alter_table("account") as table:
        for column, kind in (("pseudonym", 12), ("owner", 64), ("name_key", 240)):
            table.alter_column(column, existing_type=sa.String(kind), nullable=False)
            table.create_unique_constraint(op.f(f"uq_account_{column}"), [column])
        table.alter_column("last_active", existing_type=_MOMENT, nullable=False)
        for flag, sort in (("lang", sa.String(2)), ("is_demo", sa.Boolean())):
            table.alter_column(flag, existing_type=sort, server_default=None, nullable=False)
        for column in ("secret_step", "consent_version", "failures"):
            table.alter_column(column, existing_type=sa.Integer(), server_default=None, nullable=False)
        table.create_unique_constraint(op.f("uq_account_email_key"), ["email_key"])
        table.drop_constraint("uq_account_name", type_="unique")
        table.create_index(op.f("ix_account_organisation_id"), ["organisation_id"])
        table.create_foreign_key(
            op.f("fk_account_organisation_id_organisation"), "organisation", ["organisation_id"], ["id"]
        )
    with op.batch_alter_table("account_role") as table:
        table.add_column(sa.Column("organisation_id", sa.Integer()))
        table.add_column(sa.Column("governorate", sa.String(30)))
        table.create_foreign_key(
            op.f("fk_account_role_organisation_id_organisation"), "organisation", ["organisation_id"], ["id"]
        )


def _name_everybody() -> None:
    """Give each account its pseudonym, and put it where a name stood; names that collide get a number."""
    connection = op.get_bind()
    taken: set[str] = set()
    for number, name in connection.execute(sa.text("SELECT id, name FROM account ORDER BY id")).all():
        key = name_key(name)
        if key in taken:
            key = f"{key} {number}"
        taken.add(key)
        pseudonym = secrets.token_hex(6)
        connection.execute(
            sa.text(
                "UPDATE account SET pseudonym = :pseudonym, owner = :owner, name_key = :key,"
                " password_set = made, last_active = made WHERE id = :id"
            ),
            {"pseudonym": pseudonym, "owner": secrets.token_hex(32), "key": key, "id": number},
        )
        for table, column in _SIGNED:
            connection.execute(
                sa.text(f"UPDATE {table} SET {column} = :pseudonym WHERE {column} = :name"),  # noqa: S608 -- our own names
                {"pseudonym": pseudonym, "name": name},
            )


def _ways_in() -> None:
    op.create_table(
        "sign_in",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("digest", sa.String(64), nullable=False, unique=True),
        sa.Column("account_id", sa.Integer(), sa.ForeignKey("account.id"), nullable=False),
        sa.Column("made", _MOMENT, nullable=False),
        sa.Column("seen", _MOMENT, nullable=False),
        sa.Column("device", sa.String(60), nullable=False),
        sa.Column("is_half", sa.Boolean(), nullable=False),
    )
    op.create_index("ix_sign_in_account_id", "sign_in", ["account_id"])
    op.create_table(
        "account_link",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("digest", sa.String(64), nullable=False, unique=True),
        sa.Column("account_id", sa.Integer(), sa.ForeignKey("account.id"), nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("made", _MOMENT, nullable=False),
        sa.Column("expires", _MOMENT, nullable=False),
    )
    op.create_index("ix_account_link_account_id", "account_link", ["account_id"])
    op.create_table(
        "recovery_code",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("account_id", sa.Integer(), sa.ForeignKey("account.id"), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("key_mark", sa.String(8), nullable=False),
        sa.UniqueConstraint("account_id", "digest"),
    )


def _audit() -> None:
    op.create_table(
        "audit_row",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("number", sa.Integer(), nullable=False, unique=True),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("actor", sa.String(12), nullable=False),
        sa.Column("action", sa.String(40), nullable=False),
        sa.Column("subject", sa.String(80), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
    )
    op.create_index("ix_audit_row_action", "audit_row", ["action"])
    op.create_index("ix_audit_row_actor", "audit_row", ["actor"])
    op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("seal", sa.String(64), nullable=False),
    )
    for statement in _ONLY_ADDED[op.get_bind().dialect.name]:
        op.execute(statement)


_ONLY_ADDED = {
    "sqlite": (
        "CREATE TRIGGER audit_row_is_never_changed BEFORE UPDATE ON audit_row"
        " BEGIN SELECT RAISE(ABORT, 'audit rows are never changed'); END",
        "CREATE TRIGGER audit_row_is_never_removed BEFORE DELETE ON audit_row"
        " BEGIN SELECT RAISE(ABORT, 'audit rows are never removed'); END",
    ),
    "postgresql": (
        "CREATE FUNCTION audit_row_stays() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION 'audit rows are never changed or removed'; END $$",
        "CREATE TRIGGER audit_row_is_never_changed BEFORE UPDATE OR DELETE ON audit_row"
        " FOR EACH ROW EXECUTE FUNCTION audit_row_stays()",
        "CREATE TRIGGER audit_row_is_never_emptied BEFORE TRUNCATE ON audit_row"
        " FOR EACH STATEMENT EXECUTE FUNCTION audit_row_stays()",
    ),
}


def _rest() -> None:
    op.create_table(
        "policy",
        sa.Column("name", sa.String(40), primary_key=True),
        sa.Column("value", sa.String(200), nullable=False),
        sa.Column("changed", _MOMENT, nullable=False),
    )
    op.create_table(
        "recovery_phrase",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("digest", sa.String(64), nullable=False, unique=True),
        sa.Column("key_mark", sa.String(8), nullable=False),
        sa.Column("owner", sa.String(64), nullable=False, unique=True),
        sa.Column("made", _MOMENT, nullable=False),
    )
    op.create_table(
        "job",
        sa.Column("name", sa.String(40), primary_key=True),
        sa.Column("begun", _MOMENT, nullable=False),
    )
    # Without it, removing one attempt would look through all of them.
    op.create_index("ix_attempt_replayed_of", "attempt", ["replayed_of"])


def downgrade() -> None:
    """Move back: whoever was only invited goes, the rest keep their names."""
    op.drop_index("ix_attempt_replayed_of", "attempt")
    for name in ("job", "recovery_phrase", "policy", "audit_head", "audit_row"):
        op.drop_table(name)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION audit_row_stays()")
    for name in ("recovery_code", "account_link", "sign_in"):
        op.drop_table(name)
    op.execute(
        "DELETE FROM account_role WHERE account_id IN (SELECT id FROM account WHERE password_hash IS NULL)"
    )
    op.execute("DELETE FROM account WHERE password_hash IS NULL")
    with op.batch_alter_table("account_role") as table:
        table.drop_constraint(op.f("fk_account_role_organisation_id_organisation"), type_="foreignkey")
        table.drop_column("governorate")
        table.drop_column("organisation_id")
    with op.batch_alter_table("account") as table:
        table.drop_constraint(op.f("fk_account_organisation_id_organisation"), type_="foreignkey")
        table.drop_index(op.f("ix_account_organisation_id"))
        for column in ("pseudonym", "owner", "name_key", "email_key"):
            table.drop_constraint(op.f(f"uq_account_{column}"), type_="unique")
        for column in _ADDED:
            table.drop_column(column)
        table.create_unique_constraint(op.f("uq_account_name"), ["name"])
        table.alter_column("password_hash", existing_type=sa.String(200), nullable=False)
    op.drop_table("organisation")


_ADDED = (
    "pseudonym",
    "owner",
    "name_key",
    "email",
    "email_key",
    "lang",
    "organisation_id",
    "governorate",
    "password_set",
    "secret",
    "secret_confirmed",
    "secret_step",
    "consent_version",
    "consented",
    "failures",
    "last_active",
    "suspended",
    "is_demo",
)
