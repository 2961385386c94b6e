Feature: The debrief
  At the end the trainee learns what happened to the child, what each decision cost, and which paragraph says why.

  Example: the expert's path loses nothing
    Given a trainee has finished the case "marks-under-the-sleeve" as the expert would
    When the trainee reads the debrief
    Then the outcome for the child stands before the score
    And the score is 100 and the band is Secure
    And every decision names its paragraph

  Example: a costly decision is explained
    Given a trainee has finished the case "marks-under-the-sleeve" with one costly answer
    When the trainee reads the debrief
    Then the decision that cost most quotes a paragraph of the manual
    And what was lost and what is left make 100

  Example: answering one decision anew
    Given a trainee has finished the case "marks-under-the-sleeve" with one costly answer
    When the trainee plays again from decision 2
    Then a new attempt stands at decision 2
    And the finished attempt is as it was

  Example: the debrief waits for the end
    Given a trainee has begun the case "marks-under-the-sleeve"
    When the trainee asks for the debrief
    Then the trainee is led back to the decision at hand

  Example: one's own way beside the expert's
    Given a trainee has finished the case "marks-under-the-sleeve" with one costly answer
    When the trainee reads the debrief
    Then every scene of either way is named, with both answers where they differ
    And the last row tells how both ways ended

  Example: the case in time
    Given a trainee has finished the case "marks-under-the-sleeve" as the expert would
    When the trainee reads the debrief
    Then decisions, events and limits stand in the order of the story's time
