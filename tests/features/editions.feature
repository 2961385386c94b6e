Feature: Editions in time
  A decision was right or wrong by the text of its own day. So everybody can read the manual as it stood then,
  see what has changed since, and be told when it changes.

  Background:
    Given edition 1 is in force from 2026-11-01, with the words "دليلًا" and "proof"
    And edition 2 is in force from 2026-12-01 and says "برهانًا" and "evidence"

  Rule: the manual can be read as it stood on a day
    Example: a section on a day before the change
      When a reader asks for section "reporting/routes" as it stood on 2026-11-15
      Then the page says "لا تنتظر دليلًا"
      And the page says that it stood on "1 نوفمبر 2026" and that edition 2 is in force now

    Example: a day before the first edition
      When a reader asks for section "reporting/routes" as it stood on 2026-10-31
      Then the reader is told that no edition was in force yet

    Example: no day at all
      When a reader asks for section "reporting/routes" as it stood on 2026-02-30
      Then the reader is told how a date is written

  Rule: what has changed is shown word by word, in both languages
    Example: one word in each language
      When a reader asks what has changed in section "reporting/routes" since edition 1
      Then "دليلًا" is removed and "برهانًا" is added in Arabic
      And "proof" is removed and "evidence" is added in English
      And what has not changed is folded away

  Rule: what was cited stays what it was
    Example: a citation with its edition, after two new editions
      Given edition 3 is in force from 2027-01-01 and says "شيئًا" and "anything"
      When a reader follows the citation of paragraph "f7ra" of edition 1
      Then the page says "لا تنتظر دليلًا"
      And the page says that it stood on "1 نوفمبر 2026" and that edition 3 is in force now

  Rule: whoever follows the feed is told what changed
    Example: a second edition
      When a program asks for the feed in both languages
      Then its newest entry is edition 2 and names section "7.1"
      And it says that the edition is unofficial
