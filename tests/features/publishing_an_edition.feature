Feature: Publishing an edition from the desk
  What was approved becomes one new edition, whole, when the publisher says so; nothing unapproved comes along.

  Background:
    Given an amendment of a section was approved, and another one is still being written

  Example: the approved amendment is published, the other is not
    When the publisher publishes what is ticked
    Then readers find edition 2 with the approved text alone
    And the edition says what it changes in both languages

  Example: an edition is planned for a moment
    When the publisher plans the publication for tomorrow at 07:30
    Then readers still find edition 1
    When an editor opens the desk a minute after that moment
    Then readers find edition 2 with the approved text alone

  Example: a planned edition is cancelled
    When the publisher plans the publication for tomorrow at 07:30
    And the publisher cancels it
    And an editor opens the desk a minute after that moment
    Then readers still find edition 1

  Example: what is approved is not what is published any more
    When the publisher plans the publication for tomorrow at 07:30
    And the approved text is changed again
    And an editor opens the desk a minute after that moment
    Then readers still find edition 1
    And the publisher is told at the desk that it failed, and why

  Example: an edition without a word on what it changes
    When the publisher publishes without a note in English
    Then nothing is published and the Arabic note is still in the form

  Example: back to an earlier text
    Given the publisher publishes what is ticked
    When the publisher brings the text of edition 1 back
    Then the earlier text waits for review and readers still find edition 2
