"""A site with one of everything in it, and somebody with every role who may open every door of it."""

import dataclasses
import io

import sqlalchemy as sa
from flask import Flask, got_request_exception
from werkzeug.routing import Rule

from tests.people import HASH, Person, add, enter, store, token_of
from tests.security.doors import Form, collect, numbers
from tests.trainee import Trainee
from tests.web.pages import HERE, Pages
from tests.web.test_access import ABOUT, CASE, DRAFT, address, begin, rules
from webapp.accounts import service
from webapp.accounts.models import Account, AccountRole, Link, Organisation, SignIn
from webapp.desk import service as desk
from webapp.queues import service as queues
from webapp.queues.models import Comment
from webapp.web.access import ROLES
from webapp.web.models import RateWindow
from webapp.workbench import service as drafts

State = tuple[tuple[object, ...], ...]
_PEOPLE = 3


@dataclasses.dataclass
class House:
    """The site, the person with every role, another with one, the account of somebody invited."""

    app: Flask
    person: Person
    other: Person
    waiting: int
    found: dict[str, str | int] = dataclasses.field(default_factory=dict)
    faults: list[str] = dataclasses.field(default_factory=list)
    _tokens: dict[str, str] = dataclasses.field(default_factory=dict)
    _former: dict[str, str] = dataclasses.field(default_factory=dict)
    _whole: State = ()
    _here: int = 0

    def settle(self) -> None:
        """Mend whatever a form has changed, and forget how often anything was asked."""
        state = self._state()
        if state == self._whole and state:
            return
        if len([one for one in state if one[0] == "account"]) < _PEOPLE:
            self.person, self.other, self.waiting = people(self.app)
            self.found |= things(self.app, self.person, self.other)
        now = self.app.extensions["masar.clock"]()
        with store(self.app).writing() as connection:
            _mend(connection, self.person.account, ROLES)
            _mend(connection, self.other.account, ("trainee",))
            connection.execute(
                sa.update(Account).where(Account.id == self.waiting).values(password_hash=None)
            )
            connection.execute(sa.delete(RateWindow))
            waits = sa.update(Comment).where(Comment.id == self.found["comment"])
            connection.execute(waits.values(state="open", settled=None, settled_by=None))
            by = self.person.pseudonym
            self.found["invitation"] = service.invite_again(connection, self.waiting, now=now)
            self.found["reset"] = service.reset_link(connection, self.other.account, by=by, now=now)
        self.found["sign_in"] = self._enter()
        self._here = self._enter()
        self._former |= {str(value): name for name, value in self.found.items() if isinstance(value, str)}
        self._whole = self._state()

    def _enter(self) -> int:
        """Sign in anew, and return the number of the sign-in."""
        self.person.pages = enter(self.app, self.person.account).pages
        with store(self.app).reading() as connection:
            return connection.execute(sa.select(sa.func.max(SignIn.id))).scalar_one()

    def _state(self) -> State:
        """Return what every form must find as it was."""
        three = (self.person.account, self.other.account, self.waiting)
        here = SignIn.account_id == self.person.account
        asked = (
            ("account", Account.id.in_(three), Account.id, Account.password_hash, Account.suspended),
            ("factor", Account.id.in_(three), Account.id, Account.secret, Account.consent_version),
            ("link", Link.account_id.in_(three), Link.digest),
            ("role", AccountRole.account_id.in_(three), *AccountRole.__table__.columns),
            ("sign-in", here & (SignIn.id == self._here), SignIn.is_half),
            ("tries", sa.true(), sa.func.count(RateWindow.id)),
            ("comment", Comment.id == self.found["comment"], Comment.state),
        )
        with store(self.app).reading() as connection:
            rows = [
                (name, *row)
                for name, where, *columns in asked
                for row in connection.execute(sa.select(*columns).where(where).order_by(*columns[:1]))
            ]
        return tuple(rows)

    def now(self, path: str) -> str:
        """Return an address that was read before, as it is since the house was settled again."""
        steps = path.split("/")
        return "/".join(str(self.found[self._former[one]]) if one in self._former else one for one in steps)

    def token(self) -> str:
        """Return what the person's forms hold."""
        mine = self.person.pseudonym
        if mine not in self._tokens:
            self._tokens[mine] = token_of(self.person.pages)
        return self._tokens[mine]

    def address(self, rule: Rule, lang: str = "en") -> str:
        """Return where a route leads, here."""
        token = self.found["invitation" if "/invitation/" in rule.rule else "reset"]
        return address(self.app, rule, lang, {"section": "routes", **self.found, "token": token})

    def routes(self, method: str = "GET", lang: str = "en") -> list[tuple[Rule, str]]:
        """Return every route that takes this method, with its address."""
        taking = [rule for rule in rules(self.app) if method in (rule.methods or ())]
        return [(rule, self.address(rule, lang)) for rule in taking]

    def pages(self, lang: str = "en") -> list[str]:
        """Return everything that can be opened, the debrief of a finished case too."""
        finished = f"/{lang}/attempts/{self.found['finished']}/debrief"
        return [*(where for _, where in self.routes(lang=lang)), finished]

    def forms(self) -> list[Form]:
        """Return each form that any page shows to somebody with every role, or to nobody."""
        found: dict[tuple[str, ...], Form] = {}
        for client in (self.person.pages.client, Pages(self.app).client):
            for path in self.pages():
                collect(found, client.get(path), path)
        for form in [one for one in found.values() if one.is_multipart]:  # what comes after a file was sent
            files = {one.name: self.example() for one in form.fields if one.kind == "file"}
            sent = form.usual(self.token()) | files
            answer = self.person.pages.client.post(form.action, data=sent, headers={"Origin": HERE})
            collect(found, answer, form.page)
        return list(found.values())

    def example(self) -> tuple[io.BytesIO, str]:
        """Return a file as it may be sent: the site's own example."""
        example = self.person.pages.client.get("/en/administration/people/import/example.csv")
        return io.BytesIO(example.get_data()), "people.csv"


def furnish(app: Flask) -> House:
    """Put one of everything into a site; what goes wrong in it unheard is noted in `faults`."""
    app.config["PROPAGATE_EXCEPTIONS"] = False
    add(app, "administrator")
    house = House(app, *people(app))
    house.found = things(app, house.person, house.other)
    house.settle()

    def note(_app: Flask, exception: BaseException, **_more: object) -> None:
        house.faults.append(f"{type(exception).__name__}: {str(exception)[:300]}")

    got_request_exception.connect(note, app, weak=False)
    return house


def people(app: Flask) -> tuple[Person, Person, int]:
    """Return somebody with every role, somebody with one, and the account of somebody invited."""
    person = enter(app, add(app, *ROLES, email=f"every{next(numbers)}@example.org"))
    other = enter(app, add(app, "trainee", email=f"other{next(numbers)}@example.org"))
    return person, other, add(app, "trainee")


def things(app: Flask, person: Person, other: Person) -> dict[str, str | int]:
    """Return what addresses speak of: an attempt at its beginning and one at its end, and so on."""
    trainee = Trainee(app, CASE, "en")
    trainee.client = person.pages.client
    trainee.begin()
    trainee.finish()
    names = {"name_ar": f"جهة {next(numbers)}", "name_en": f"Body {next(numbers)}", "sector": "health"}
    added = sa.insert(Organisation).values(made=app.extensions["masar.clock"](), **names)
    with store(app).writing() as connection:
        organisation = connection.execute(added.returning(Organisation.id)).scalar_one()
        comments = [
            queues.leave(connection, ABOUT, text="What is this?", now=app.extensions["masar.clock"]())
            for _ in range(2)
        ]
        by = {"by": person.pseudonym, "now": app.extensions["masar.clock"]()}
        queues.settle(connection, comments[0], outcome="done", note="Said below.", **by)
        draft = drafts.begin(connection, text=DRAFT, **by)
        amendment = desk.begin(connection, piece="manual/clocks.yaml", section_id="", **by).id
    found = {"key": begin(person), "finished": trainee.key, "pseudonym": other.pseudonym}
    return found | {
        "organisation": organisation,
        "comment": comments[1],
        "draft": draft,
        "amendment": amendment,
    }


def _mend(connection: sa.Connection, account: int, roles: tuple[str, ...]) -> None:
    """Make somebody again who they were, with their roles and no limits."""
    kept = {"password_hash": HASH, "suspended": None, "secret": None, "secret_confirmed": None}
    kept |= {"consent_version": 1, "failures": 0}
    connection.execute(sa.update(Account).where(Account.id == account).values(kept))
    connection.execute(sa.delete(AccountRole).where(AccountRole.account_id == account))
    rows = [{"account_id": account, "role": role} for role in roles]
    connection.execute(sa.insert(AccountRole), rows)
