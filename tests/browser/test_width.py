"""Nothing covers what has the focus, and the clock of a case leaves room for it."""

import pytest
from playwright.sync_api import Page

from tests.browser.player import Past

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [360, 1280])
def test_the_case_clock_never_covers_what_has_the_focus(known_tab: Page, past: Past, width: int) -> None:
    known_tab.set_viewport_size({"width": width, "height": 640})
    known_tab.goto(f"/en{past.scene}")
    known_tab.locator(".foot a").last.focus()
    covered = []
    for _ in range(25):
        known_tab.keyboard.press("Shift+Tab")
        name = known_tab.evaluate(
            """() => {
              const one = document.activeElement, clock = document.querySelector('.clock');
              if (clock.contains(one) || !one.closest('main')) return '';
              const box = one.getBoundingClientRect(), bar = clock.getBoundingClientRect();
              return box.top < bar.bottom - 1 && box.bottom > bar.top ? one.outerHTML.slice(0, 80) : '';
            }"""
        )
        if name:
            covered.append(name)
    assert covered == []


def test_the_case_clock_leaves_a_phone_to_the_story(known_tab: Page, past: Past) -> None:
    known_tab.set_viewport_size({"width": 360, "height": 640})
    known_tab.goto(f"/ar{past.scene}")
    known_tab.mouse.wheel(0, 900)
    tall = known_tab.locator(".clock").bounding_box()
    assert tall is not None
    assert tall["height"] <= 640 / 3


def test_the_stations_stand_under_their_circles(known_tab: Page, past: Past) -> None:
    known_tab.goto(f"/ar{past.debrief}")
    apart = known_tab.evaluate(
        """() => {
          const middle = one => { const box = one.getBoundingClientRect(); return box.left + box.width / 2; };
          const circles = [...document.querySelectorAll('.route.over circle')].map(middle);
          const labels = [...document.querySelectorAll('.route-n > li')].map(middle);
          return circles.map((at, place) => Math.abs(at - labels[place]));
        }"""
    )
    assert apart
    assert max(apart) < 3
