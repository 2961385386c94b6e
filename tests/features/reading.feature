Feature: Reading the manual
  Everybody reads the same text, finds a paragraph again under its own address, and knows which edition it is.

  Background:
    Given the manual has been published

  Rule: a paragraph that was cited can always be found
    Example: the present edition
      When a reader opens the paragraph "p7k2"
      Then the reader stands at section "7.1"
      And the page carries the paragraph "p7k2"

    Example: an edition that is no longer in force
      Given a second edition says "لا تنتظر برهانًا" where the first said "لا تنتظر دليلًا"
      When a reader opens the paragraph "f7ra" as edition 1 has it
      Then the page says "لا تنتظر دليلًا"
      And the page says that edition 2 is the present one

    Example: a paragraph that never was
      When a reader opens the paragraph "zzzzz"
      Then the reader is told that there is no such paragraph

  Rule: a new edition is read at once
    Example: the page was read a moment ago
      Given a reader has read section "reporting/routes"
      And a second edition says "لا تنتظر برهانًا" where the first said "لا تنتظر دليلًا"
      When the reader reads section "reporting/routes"
      Then the page says "لا تنتظر برهانًا"

  Rule: nobody takes this for the official manual
    Example: every kind of page
      When a reader opens the first page, the contents, a section and a page that does not exist
      Then each of them says that the edition is unofficial
      And each of them names 1100 and 9999
