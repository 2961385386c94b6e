Feature: Contesting a row of the ledger
  Whoever sees a decision differently says why; those who write the cases and the manual read it beside the paragraph.

  Background:
    Given a trainee has finished the case "marks-under-the-sleeve" with one costly answer

  Example: a reason reaches the queue, without anything about who wrote it
    When the trainee contests the costly row with a reason
    Then the trainee is thanked
    And an editor finds the reason with the case, the decision, the answer and the paragraph
    And nothing that is kept says who wrote it

  Example: an author of cases reads the queue too
    When the trainee contests the costly row with a reason
    Then an author of cases finds the reason

  Example: the score stays as it was given
    When the trainee contests the costly row with a reason
    Then the debrief is as it was

  Example: a reason that names somebody is not kept
    When the trainee contests the costly row with a telephone number in it
    Then nothing is kept, and what was typed is still there

  Example: too many reasons from one place
    When the trainee contests the costly row more often than an hour allows
    Then the trainee is asked to come back later

  Example: a case that has not ended has no rows to contest
    Given the trainee has begun the case anew
    When the trainee tries to contest its first row
    Then there is nothing to contest yet
