"""What is wrong with a form about people or organisations: the sentence, and the field it leads to."""

import dataclasses

from webapp.errors import AppError, Refused
from webapp.web.sentences import SENTENCES, STATUSES

_FIELDS = {
    "account.name": "f-name",
    "account.taken": "f-name",
    "account.other-name": "f-name",
    "account.email": "f-email",
    "account.email-taken": "f-email",
    "account.governorate": "f-governorate",
    "account.role": "roles",
    "organisation.unknown": "f-organisation",
    "organisation.name": "f-name_ar",
    "organisation.taken": "f-name_ar",
    "organisation.sector": "f-sector",
}
_PRIVATE = "private."


@dataclasses.dataclass(frozen=True, slots=True)
class Fault:
    """Shape: `field` is the id of a field of the form, empty when it is about none."""

    sentence: object
    field: str
    status: int

    def of(self, field: str) -> object:
        """Return the sentence for the field it is about, nothing for any other."""
        return self.sentence if field == self.field else ""


def told(error: AppError, *, named: str = "f-name") -> Fault:
    """Return what is said about an error. Shape: `named` is the field in which a name was written."""
    field = named if error.code.startswith(_PRIVATE) else _FIELDS.get(error.code, "")
    status = 409 if isinstance(error, Refused) else 422
    return Fault(SENTENCES.get(error.code, STATUSES[status]), field, status)
