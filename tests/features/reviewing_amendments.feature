Feature: Reviewing amendments of the manual
  A change to the manual is read by a second person, in both languages, before it can become public.

  Background:
    Given an editor has amended a section in both languages

  Example: the reviewer sees what changes, word by word and in both languages
    When the editor hands the amendment in
    Then the reviewer sees the removed and the added words of both languages
    And the amendment waits for the reviewer at the desk

  Example: whoever wrote it cannot approve it
    Given the editor may review as well
    When the editor hands the amendment in
    Then the editor is offered no approval and cannot send one

  Example: nothing is handed in without saying what the change is
    When the editor hands the amendment in without a word on its meaning
    Then the editor is asked to say whether the meaning changes, and nothing was lost

  Example: the reviewer returns it with a remark on a paragraph
    When the editor hands the amendment in
    And the reviewer remarks on the paragraph and returns it
    Then the editor finds both remarks, and the amendment waits for them at the desk
    When the editor settles the remark on the paragraph
    Then the remark is settled with the name of the editor

  Example: an approval falls when the text changes
    When the editor hands the amendment in
    And the reviewer approves all of it
    And the editor changes the text again
    Then the amendment is being written and nothing of it is approved

  Example: an urgent change needs one approval, and a second look afterwards
    When the editor hands the amendment in as urgent
    And the reviewer approves the English alone
    Then the amendment is approved
    When the amendment is published
    Then it is flagged until another reviewer has looked at it
