"""The drawings inside the manual's text: fixed, trusted, put in after sanitising."""


def _icon(drawing: str) -> str:
    return f'<svg class="i" viewBox="0 0 24 24" aria-hidden="true">{drawing}</svg>'


LINK = _icon(
    '<path d="M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1'
    'M14 10a4 4 0 0 0-5.7 0l-3 3A4 4 0 0 0 11 18.7l1-1"/>'
)
INFORMATION = _icon('<circle cx="12" cy="12" r="8.5"/><path d="M12 11v5.5M12 7.5v.1"/>')
CLOCK = _icon('<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5l3.5 2"/>')
FORM = _icon('<path d="M6 3.5h8l4 4v13H6zM14 3.5v4h4M9 12h6M9 16h6"/>')
TOWARDS = '<svg class="i flip" viewBox="0 0 24 24" aria-hidden="true"><path d="M4 12h15m-5-5 5 5-5 5"/></svg>'
BOX = {
    "must": _icon('<circle class="f" cx="12" cy="12" r="9.5"/>'),
    "must-not": _icon('<circle cx="12" cy="12" r="8.5"/><path d="M6.5 12h11" stroke-width="3"/>'),
    "should": _icon('<circle cx="12" cy="12" r="8.5"/><path class="f" d="M3.5 12a8.5 8.5 0 0 0 17 0z"/>'),
    "may": _icon('<circle cx="12" cy="12" r="8.5"/>'),
    "note": INFORMATION,
    "warning": _icon('<path d="M12 4.5 20.5 19h-17zM12 10.5v4M12 16.8v.1"/>'),
    "card": _icon('<path d="M4 6h16v12H4zM7.5 10h9M7.5 14h6"/>'),
    "pathway": _icon(
        '<circle cx="6" cy="6" r="2.5"/><circle cx="18" cy="18" r="2.5"/><path d="M6 8.5c0 7 12 1 12 7"/>'
    ),
    "practise": _icon('<path d="M4 19c6 0 3-14 9-14h7m-3.5-3 3.5 3-3.5 3"/>'),
}
