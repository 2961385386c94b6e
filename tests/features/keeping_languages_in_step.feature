Feature: Keeping both languages in step
  Editors see which language of a paragraph is behind, mend slips by one key, and send texts to translators and back.

  Example: a slip is mended by one key
    Given an editor has begun to amend a section
    When the editor writes "في المدرسه" in its Arabic
    Then the page of its language offers "في المدرسة"
    When the editor presses the key of that fix
    Then the Arabic says "في المدرسة" and nothing else has changed

  Example: the text has moved on meanwhile
    Given an editor has begun to amend a section
    When the editor writes "في المدرسه" in its Arabic
    And somebody else takes the slip out before the editor presses the key
    Then the fix is refused, and the other text stays

  Example: one language is amended alone
    Given an editor has begun to amend a section
    When the editor changes a paragraph in English alone
    Then the ledger says that its Arabic is older, and what changed in English

  Example: read against each other
    Given an editor has begun to amend a section
    When the editor changes a paragraph in English alone
    And the editor notes that both were read against each other
    Then the ledger does not list it any more
    And the note waits in an amendment, not in the edition that readers have

  Example: out to a translator and back
    Given an editor has begun to amend a section
    When the editor changes a paragraph in English alone
    And a translator gets all that is behind and writes the Arabic anew
    Then both languages of the paragraph are in step
    And readers still have the text they had
