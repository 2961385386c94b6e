"""The smallest case that can be played: what a new draft begins with, when it begins with nothing."""

TEMPLATE = """\
# A case in the language of docs/writing-scenarios.md. Every text stands in Arabic and in English.
# Write the id anew first; it stays for ever. Then the story, the decisions and what follows.
format: 1
id: a-new-case
access: open
role:
  id: teacher
  gender: female
  title: {ar: "معلمة", en: "Teacher"}
harm: [neglect]
risk: high
sectors: [education]
difficulty: 1
minutes: 5
starts: 2026-10-11T09:00+04:00
title: {ar: "حالة جديدة", en: "A new case"}
summary: {ar: "بماذا تبدأ القصة", en: "How the story begins"}
setting: {ar: "من أنتِ وأين تعملين", en: "Who you are and where you work"}
note:
  ar: "ما الذي تتناوله الحالة. القصة والأسماء من نسج الخيال."
  en: "What the case touches on. The story and the names are invented."
facts: [reported]
clocks:
  report:
    title: {ar: "البلاغ", en: "Report"}
    clock: CL-REPORT
    risk: high
    starts: start
    stops: reported
    points: 3
start: first-scene

scenes:
  first-scene:
    title: {ar: "المشهد الأول", en: "The first scene"}
    story:
      ar: "ما يُرى ويُسمع."
      en: "What is seen and heard."
    decision:
      title: {ar: "القرار الأول", en: "The first decision"}
      fields:
        call:
          kind: one
          ask: {ar: "ماذا تفعلين الآن؟", en: "What do you do now?"}
          answers:
            report-now:
              expert: true
              text: {ar: "تبلّغين الآن", en: "Report now"}
              minutes: 10
              credit: {ENT: 2}
              set: [reported]
              because: {ar: "لماذا هذا هو الأفضل", en: "Why this is best"}
              cite: [h2vt]
            wait:
              text: {ar: "تنتظرين إلى الغد", en: "Wait until tomorrow"}
              minutes: 30
              credit: {ENT: -1}
              because: {ar: "ما الذي يضيع بالانتظار", en: "What waiting costs"}
              cite: [h2vt]
    next: [{if: {fact: reported}, go: safe}, {go: alone}]
  safe:
    title: {ar: "في أمان", en: "Safe"}
    ending: {outcome: safe, text: {ar: "كيف انتهت للطفل.", en: "How it ended for the child."}}
  alone:
    title: {ar: "وحيدًا", en: "Alone"}
    ending: {outcome: unsafe, text: {ar: "كيف انتهت للطفل.", en: "How it ended for the child."}}
"""
