Feature: Searching the manual
  A worker types what was seen, as it comes, and is shown the paragraph that says what to do.

  Background:
    Given the starter edition is published

  Rule: spelling habits do not hide an answer
    Example: marks, hamza and final letters make no difference
      When a worker searches in Arabic for "اخبار ولى الامر"
      Then the section "response/parents" is among the first 3

    Example: attached letters make no difference
      When a worker searches in Arabic for "بالغياب المتكرر"
      Then a word of the answer is marked
      And the marked words are whole words of the text

    Example: a slip of the finger is mended, and can be undone
      When a worker searches in English for "anonymuos report"
      Then the section "reporting/anonymous-repeated-malicious" comes first
      And the worker is told that results are for "anonymous report"
      And the worker can search for the words as typed

  Rule: numbers lead straight to their place
    Example: a paragraph is found by its number, in either kind of digits
      When a worker searches in Arabic for "§٧.١.٤"
      Then the paragraph "7.1.4" comes first

    Example: a section is found by its number
      When a worker searches in English for "7.1"
      Then the paragraph "7.1" comes first

  Rule: either language finds both
    Example: an English word finds the Arabic section
      When a worker searches in Arabic for "anonymous report"
      Then the section "reporting/anonymous-repeated-malicious" comes first
      And the worker is told that the other language was searched

  Rule: nobody is left without a next step
    Example: nothing is found
      When a worker searches in English for "qqzzxx"
      Then the worker is told that nothing was found
      And the line 1100 is named

    Example: nothing is asked
      When a worker searches in Arabic for ""
      Then the worker is shown examples
