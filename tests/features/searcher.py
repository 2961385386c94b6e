"""A worker at the search page, for the features of searching."""

import dataclasses
import re

from flask import Flask

LANGUAGES = {"Arabic": "ar", "English": "en"}


@dataclasses.dataclass
class Case:
    """A worker at the search page."""

    app: Flask
    text: str = ""
    words: str = ""
    lang: str = ""
    whole: tuple[str, ...] = ()
    """The sections of an answer before it was narrowed."""

    def search(self, words: str, lang: str) -> None:
        self.words, self.lang = words, lang
        self.open(f"/{lang}/search", **({"q": words} if words else {}))

    def open(self, path: str, **query: str) -> None:
        answer = self.app.test_client().get(path, query_string=query)
        assert answer.status_code == 200
        self.text = answer.get_data(as_text=True)
        answer.close()

    @property
    def sections(self) -> list[str]:
        return re.findall(r'<h3[^>]*><a href="/\w\w/manual/([^"#]+)', self.text)

    @property
    def numbers(self) -> list[str]:
        return re.findall(r'<li class="hit"><bdi dir="ltr">([0-9.]+)</bdi>', self.text)

    @property
    def plain(self) -> str:
        return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", self.text))
