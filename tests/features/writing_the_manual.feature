Feature: Writing the manual in both languages
  Editors write each paragraph in Arabic beside English. Nothing that somebody typed is ever lost, also when two write at once.

  Background:
    Given an editor has begun to amend a section

  Example: a paragraph is written in both languages beside each other
    When she writes a paragraph anew in Arabic and in English
    Then both stand in their own file, and every other letter of the section is as it was

  Example: a paragraph becomes two, and keeps its name
    When she splits a paragraph in both languages
    Then the first part has its uid, and the second a new one that is the same in both languages

  Example: what the check finds stands at its paragraph
    When she refers to a paragraph that does not exist
    Then the text is kept, and the finding stands at that paragraph

  Example: two people write in different paragraphs
    When a colleague saves another paragraph while she is writing
    And she saves her own
    Then both texts are kept

  Example: two people write in the same paragraph
    When a colleague saves the same paragraph while she is writing
    Then her saving shows both texts, word by word, and changes nothing
    When she saves what she made of both
    Then that is the text, and the colleague’s is among the savings

  Example: an earlier text comes back
    When she takes a paragraph out and saves
    And she brings the first text back
    Then the section is as it was, letter for letter

  Example: a new section begins whole
    When she begins a new section at a free number
    Then it has both languages, and the check finds no error in it
