"""Whatever a form comes in, there is an answer: most envelopes are refused before any view sees them."""

import pytest

from tests.people import token_of
from tests.security.house import House
from tests.security.sending import PARCELS
from tests.security.test_fuzz import ASKED, faults_of, pairs
from tests.web.pages import HERE, Pages
from webapp.web.access import OPEN


@pytest.fixture
def settled(house: House) -> House:
    house.settle()
    return house


@pytest.mark.parametrize("parcel", PARCELS)
def test_every_unsafe_route_bears_odd_envelopes(settled: House, parcel: str) -> None:
    """Each route gets every third kind, since most kinds are refused before any view sees them."""
    wrong, at = [], list(PARCELS).index(parcel)
    nobody = Pages(settled.app).client
    theirs = token_of(Pages(settled.app), "/en/sign-in").encode()
    for number, (rule, _) in enumerate(settled.routes("POST")):
        if (number + at) % 3 == 0:
            settled.settle()
            mine = (settled.person.pages.client, settled.token().encode())
            for client, token in (mine, (nobody, theirs)) if rule.endpoint in OPEN else (mine,):
                body, kind = PARCELS[parcel]([(b"csrf", token), *pairs((name, b"1") for name in ASKED)])
                where = settled.address(rule)
                answer = client.post(where, data=body, content_type=kind, headers={"Origin": HERE})
                wrong += faults_of(settled, answer, parcel)
    assert wrong == []
