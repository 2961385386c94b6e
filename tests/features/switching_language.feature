Feature: Switching the language
  The two languages are one manual: whoever switches stays at the same place.

  Background:
    Given the manual has been published in both languages

  Rule: the switch keeps the place
    Example: a section
      Given a reader of Arabic is at section "reporting/routes"
      When the reader switches the language
      Then the page is in English
      And it is the same section, with the same paragraphs

    Example: a section of one edition
      Given a reader of Arabic is at section "reporting/routes@1"
      When the reader switches the language
      Then the page is in English
      And the address still names edition 1

    Example: a search
      Given a reader of Arabic has searched for "1100"
      When the reader switches the language
      Then the page is in English
      And the words "1100" are still asked

    Example: there and back
      Given a reader of Arabic is at section "reporting/routes"
      When the reader switches the language
      And the reader switches the language
      Then the page is the one the reader came from
