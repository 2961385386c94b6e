"""Faults to be planted in the facilitator guide of the worked case."""

OF_GUIDE: list[tuple[str, str, str, str]] = [
    ("cite: [qddr]}\n  judgement", "cite: []}\n  judgement", "scenario.guide-uncited", "¦cite: []"),
    ("cite: [qddr]}\n  judgement", "cite: [zzzz]}\n  judgement", "scenario.cite-unknown", "cite: [¦zzzz"),
    ("{minutes: 25, do", "{minutes: 20, do", "scenario.guide-plan", "¦plan:"),
    ("{minutes: 25, do", "{minutes: 0, do", "scenario.number", "{minutes: ¦0"),
    ("{scene: burn, text", "{scene: born, text", "scenario.scene-unknown", "¦scene: born"),
    ('    - {ar: "لاحظت أنكم كتبتم', '  # {ar: "لاحظت أنكم كتبتم', "scenario.guide-questions", "¦questions:"),
    ("  questions:\n", "", "scenario.key-missing", "¦purpose: "),
]
