Feature: Bringing in a Word file
  Editors have the manual in Word. They bring the file in, look through what was found in it, and get amendments,
  without a word of it going live.

  Example: A file in both languages becomes sections whose rows are pairs
    Given an editor with a Word file in both languages
    When the file is brought in
    Then each Arabic paragraph stands beside its English one
    And the page says how many tracked changes there were
    And the file is kept as it came, with its fingerprint

  Example: A paragraph that the manual has already keeps its uid and its force
    Given an editor with a Word file that says a duty of the manual in other words
    When the file is brought in and its section accepted
    Then the amendment says the new words under the same uid as a duty
    And readers still read the old words

  Example: A pair that is none is taken apart, and what belongs together is joined
    Given an editor with a Word file in both languages
    When the file is brought in
    And the editor says that a row is not a translation
    Then its two texts stand in rows of their own
    When the editor joins them again
    Then they stand in one row

  Example: What would be left without its paragraph is named before accepting
    Given an editor with a Word file that leaves a cited paragraph out
    When the file is brought in
    Then the review names the paragraph that would be gone and what cites it

  Example: An old address leads to the new one once the section is published under another name
    Given an editor with a Word file that says a duty of the manual in other words
    When its section is accepted under another address and published
    Then who asks for the old address is led to the new one for good

  Example: A file that is no Word file is refused with a clear sentence
    Given an editor with a file that only bears the name of a Word file
    When the file is sent
    Then it is refused with a sentence that says what to do
    And nothing of it is kept but the refusal

  Example: A reading that was stopped can be begun again
    Given an editor whose Word file was being read when the server stopped
    Then the page says that it was not finished
    When the editor lets it be read again
    Then each Arabic paragraph stands beside its English one
