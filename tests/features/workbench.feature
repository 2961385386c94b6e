Feature: The workbench for those who write cases
  A case comes into force clean and read by a second person; nothing that was written is lost; who plays is not disturbed.

  Background:
    Given a case is in force and its author has begun a draft of it

  Example: a second person reads before a case comes into force
    When the author changes the title of the case
    Then the author cannot approve the draft
    When a second person approves the draft and it is published
    Then trainees find the case under its new title

  Example: what was approved is what comes into force
    When a second person approves the draft
    And the author changes the title of the case
    Then the draft cannot be published before it is read again

  Example: a case with errors does not come into force
    When the author breaks the case
    Then the text is kept with its errors beside it
    And nobody can approve the draft

  Example: two people write at once and nothing is lost
    When a colleague saves the draft while the author is writing
    And the author saves too
    Then the author sees both texts, and what is kept is the colleague’s
    When the author saves again, having seen both
    Then what is kept is the author’s

  Example: running attempts stay on their version
    Given a trainee is in the middle of the case
    When the author changes the title of the case
    And a second person approves the draft and it is published
    Then the trainee goes on with the case as it was
    And an attempt that begins now plays the new version

  Example: translators change words and nothing else
    When a translator sends back the table of strings with one text changed
    Then that text alone is changed in the draft, and comments stay
