"""A small site with a second edition, and cases that rest on what it changed."""

from flask import Flask

from tests.web.editions import AR, changed, effective
from tests.web.small import NOW, publish_files, small_site, store_of
from webapp.scenarios.service import register
from webapp.settings import Settings

EN = AR.replace(".ar.", ".en.")
CLOCKS = "manual/clocks.yaml"
DUTY, SILENCE = "p7k2", "c8nw"
"""Paragraphs of the small manual: both say something else in the second edition."""

_SCENE = """
  {id}:
    title: {{ar: قرار, en: A decision}}
    story: {{ar: "يشكّ معلّم في أمر {id}.", en: "A teacher has doubts, at {id}."}}
    decision:
      title: {{ar: قرار, en: A decision}}
      fields:
        what:
          kind: one
          ask: {{ar: "ماذا تفعل في {id}؟", en: "What do you do at {id}?"}}
          answers:
            call:
              expert: true
              text: {{ar: "تبلّغ اليوم", en: "Report today"}}
              minutes: 5
              credit: {{ENT: 1, SAF: 1}}
              because: {{ar: "المهلة تجري.", en: "The limit is running."}}
              cite: [{uid}]
            wait:
              text: {{ar: "تنتظر أسبوعًا", en: "Wait a week"}}
              minutes: 5
              because: {{ar: "لا ينتظر البلاغ.", en: "A report does not wait."}}
              cite: [{uid}]
    next: [{{go: {next}}}]
"""


def case(name: str, *scenes: tuple[str, str], access: str = "open") -> str:
    """Return a case of one question a scene; each scene is a name and the paragraph its answers cite."""
    names = [scene for scene, _ in scenes]
    told = (
        _SCENE.format(id=scene, uid=uid, next=after)
        for (scene, uid), after in zip(scenes, [*names[1:], "end"], strict=True)
    )
    return f"""format: 1
id: {name}
access: {access}
role: {{id: teacher, gender: female, title: {{ar: معلّمة, en: Teacher}}}}
harm: [neglect]
risk: medium
sectors: [education]
difficulty: 1
minutes: 8
starts: 2026-10-15T12:30+04:00
title: {{ar: "حالة {name}", en: "Case {name}"}}
summary: {{ar: ملخّص, en: A summary}}
setting: {{ar: أنتِ معلّمة., en: You are a teacher.}}
note: {{ar: قصة., en: A story.}}
facts: []
start: {names[0]}
scenes:{"".join(told)}
  end:
    title: {{ar: النهاية, en: The end}}
    ending:
      outcome: safe
      text: {{ar: انتهت., en: It ends.}}
"""


def second_edition(settings: Settings, *cases: str) -> Flask:
    """Return a small site whose second edition changes two paragraphs and a limit, with these cases."""
    app = small_site(settings)
    publish_files(
        app,
        changed(
            (AR, "خلال 24 ساعة", "خلال 12 ساعة"),
            (EN, "within 24 hours", "within 12 hours"),
            (AR, "يُخبَر من يُشتبه فيه", "يُنبَّه من يُشتبه فيه"),
            (EN, "must not be told", "must not be warned"),
            (CLOCKS, "limit: 2\n", "limit: 1\n"),
            ("manual/manual.yaml", "First edition", "Quicker reports"),
            effective("2026-12-01"),
        ),
    )
    with store_of(app).writing() as connection:
        for text in cases:
            register(connection, text=text, path="case.yaml", now=NOW)
    return app
