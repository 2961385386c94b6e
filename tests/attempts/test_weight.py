"""What a scene weighs on the way to a telephone with a weak signal."""

import gzip
import re

import pytest
from flask import Flask

from tests.trainee import Trainee

MOST = 30 * 1024
"""Units: bytes as sent, packed, without fonts."""
LINKED = re.compile(r'(?:src|href)="(/static/[^"]+\.(?:js|css)[^"]*)"')


def packed(data: bytes) -> int:
    return len(gzip.compress(data, 6))


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_scene_with_all_it_needs_stays_light_to_the_end_of_the_case(app: Flask, lang: str) -> None:
    trainee = Trainee(app, "marks-under-the-sleeve", lang=lang)
    trainee.begin()
    files: dict[str, int] = {}
    scenes: list[int] = []
    while not trainee.play.ended:
        page = trainee.look().get_data()
        linked = set(LINKED.findall(page.decode()))
        assert any("play.js" in one for one in linked)
        for one in linked - files.keys():
            files[one] = packed(trainee.client.get(one).get_data())
        scenes.append(packed(page))
        trainee.answer_as_expert()
    assert len(files) >= 4
    assert max(scenes) + sum(files.values()) <= MOST
