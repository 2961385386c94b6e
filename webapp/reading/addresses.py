"""Addresses of what is read, as plain text: a page shows dozens, each the same for everyone."""


def section(lang: str, section_id: str, edition: int | None = None) -> str:
    """Return a section's address, in one edition or in whichever is in force."""
    return f"/{lang}/manual/{section_id}" + (f"@{edition}" if edition is not None else "")


def paragraph(lang: str, section_id: str, uid: str, edition: int | None = None) -> str:
    """Return the address of one paragraph inside its section."""
    return f"{section(lang, section_id, edition)}#{uid}"


def citation(lang: str, uid: str, edition: int) -> str:
    """Return the lasting address of a paragraph as one edition has it."""
    return f"/{lang}/c/{uid}@{edition}"


def chapter(lang: str, number: int) -> str:
    """Return where the contents list a chapter."""
    return f"/{lang}/manual#chapter-{number}"


def case(lang: str, scenario_id: str) -> str:
    """Return a case's address."""
    return f"/{lang}/cases/{scenario_id}"


def browse(lang: str, kind: str, name: str) -> str:
    """Return where the sections for one role, entity, harm, theme or stage are listed."""
    return f"/{lang}/browse/{kind}/{name}"


def entity(lang: str, name: str) -> str:
    """Return an entity's card."""
    return f"/{lang}/entities/{name}"


def pathway(lang: str, name: str) -> str:
    """Return a referral pathway's page."""
    return f"/{lang}/pathways/{name}"


def card(lang: str, name: str) -> str:
    """Return a quick card's page."""
    return f"/{lang}/cards/{name}"


def editions(lang: str) -> str:
    """Return where every edition is listed."""
    return f"/{lang}/editions"


def edition(lang: str, number: int) -> str:
    """Return an edition's page."""
    return f"/{lang}/editions/{number}"


def notice(lang: str, number: int) -> str:
    """Return the notice of what an edition changed, which is there from the second edition on."""
    return f"/{lang}/manual/editions/{number}/notice"


def changes(lang: str, section_id: str, old: int, new: int | None = None) -> str:
    """Return where a section's difference from one edition to another, or to the one in force, is shown."""
    until = f"..{new}" if new is not None else ""
    return f"{section(lang, section_id, old)}{until}/changes"


def feed(lang: str) -> str:
    """Return where the editions are announced, for programs that look for new ones."""
    return f"/{lang}/editions.atom"
