"""A section with every kind of block there is, on top of the small manual."""

from tests.manual.bending import small

ARABIC = """---
id: reporting/everything
title: كل شيء في القرار 22/2014
kind: procedure
roles: [teacher]
entities: [hotline]
harms: []
themes: [reporting]
stages: [report]
forms: [report-form]
clocks: [CL-SEEN]
related: [reporting/routes]
sources: [S1, S2]
status: starter
---

{#aa1k}
::: summary
- نظام `CPIMS+` لا يُفتح للعموم.
- المادة 62(1)(a) في {ref:p7k2}.
:::

## عنوان «أول» #hash

{#aa2k}
::: must basis=law source=S1 article=91
أن يُبلَّغ خلال {clock:CL-SEEN high}، وفق {ref:p7k2} و{ref:response/recording}، عن كل {term:suspicion|اشتباه}.
:::

{#aa3k}
::: must-not basis=practice source=S2
يُؤجَّل البلاغ. والفرق −9.5 درجة.
:::

{#aa4k}
::: should basis=training
أن تدوّن:

1. الوقت 13:00،
2. والمكان.
   - في البيت
   - أو خارجه
:::

{#aa5k}
::: may basis=training
أن تستشير. انظر [المسرد](/ar/glossary) أو [موقعًا](https://elsewhere.example).
:::

### عنوان أصغر

{#aa6k}
> قال: «لا أدري»\\
> ثم سكت.

{#aa7k}
::: note
*ملاحظة* **مهمة** `a/b(2)`.
:::

{#aa8k}
::: warning
لا تنتظر.
:::

{#aa9k}
::: card
**كلمات تكفي**

«سمعتك».
:::

{#ab1k}
::: pathway
in-the-family
:::

{#ab2k}
| المستوى | المهلة | السبب |
|---|---|---|
| مرتفع | {clock:CL-SEEN high} | لأن الخطر قد يتجدّد قبل أن يُرى الطفل، ولأن أحدًا لا يعلم ما يجري في البيت |
| {term:suspicion|شك} | خلال {clock:CL-ACK high} | – |

{#ab3k}
المعلّم
: يصغي.
: ولا يستجوب.

الخط
: يجيب.

{#ab4k}
- بند

- بند في فقرة

{#ab5k}
::: practise
اكتب ثلاثة أسئلة.
:::
"""

ENGLISH = """---
title: "Everything in decree 22/2014"
---

{#aa1k}
::: summary
- The system CPIMS+ is not open to the public.
- Article 62(1)(a), see {ref:p7k2}.
:::

## A “first” heading #hash

{#aa2k}
::: must
Must be reported within {clock:CL-SEEN high}, by {ref:p7k2} and {ref:response/recording}, on any {term:suspicion|suspicion}.[^1]
:::

{#aa3k}
::: must-not
The report must not be put off. The difference is −9.5 points.
:::

{#aa4k}
::: should
You should write down:

1. the time, 13:00,
2. and the place.
   - at home
   - or elsewhere
:::

{#aa5k}
::: may
You may ask. See [the glossary](/en/glossary) or [a site](https://elsewhere.example).
:::

### A smaller heading

{#aa6k}
> She said: “I do not know.”\\
> Then nothing.

{#aa7k}
::: note
*A* **weighty** note `a/b(2)`.
:::

{#aa8k}
::: warning
Do not wait.
:::

{#aa9k}
::: card
**Words that are enough**

“I heard you.”
:::

{#ab1k}
::: pathway
in-the-family
:::

{#ab2k}
| Level | Limit | Why |
|---|---|---|
| High | {clock:CL-SEEN high} | the danger may come back before the child is seen, and nobody knows what goes on at home |
| {term:suspicion|A doubt} | within {clock:CL-ACK high} | – |

{#ab3k}
Teacher
: listens.
: and does not question.

Line
: answers.

{#ab4k}
- an item

- an item in a paragraph

{#ab5k}
::: practise
Write three questions.
:::

[^1]: As in {ref:c8nw}.
"""


def files() -> dict[str, str]:
    """Return the small manual's files, and that section's."""
    stem = "manual/07-reporting/02-everything"
    return small() | {f"{stem}.ar.md": ARABIC, f"{stem}.en.md": ENGLISH}
