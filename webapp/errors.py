"""What can go wrong in the product, without a word of HTTP or of prose."""


class AppError(Exception):
    """Something the product refuses or lacks; `code` names it, `facts` say what it was about."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts = facts

    def __str__(self) -> str:
        """Return the code and its facts, for the command line and the log."""
        told = ", ".join(f"{name}={value}" for name, value in self.facts.items())
        return f"{self.code} ({told})" if told else self.code


class NotFound(AppError):
    """There is no such thing, or it is not this person's."""


class Refused(AppError):
    """The thing is there, but this cannot be done to it now."""


class BadInput(AppError):
    """What was sent cannot be read as an answer."""


class BadAddress(AppError):
    """The address asks for something in a way that cannot be read."""


class TooMany(AppError):
    """Asked too often; `facts["after"]` is the number of seconds to wait."""
