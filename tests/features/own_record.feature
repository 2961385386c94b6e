Feature: One's own record
  Whoever practises sees how it went, case by case and chapter by chapter, beside nobody else.

  Example: nothing has been played yet
    Given a trainee without any attempt
    When the trainee looks at the record
    Then a first case is offered, with the reason

  Example: a better attempt and a worse one
    Given a trainee has finished the case "marks-under-the-sleeve" with a wrong turn
    And the trainee has finished it again as the expert would
    And the trainee has finished it again with a wrong turn
    When the trainee looks at the record
    Then the first, the best and the latest attempt stand beside each other
    And the best one is the expert's

  Example: playing on from a decision counts for nothing
    Given a trainee has finished the case "marks-under-the-sleeve" with a wrong turn
    And the trainee has played it on from its first decision as the expert would
    When the trainee looks at the record
    Then the best attempt is still the one with the wrong turn

  Example: the manual's chapters
    Given a trainee has finished the case "marks-under-the-sleeve" with a wrong turn
    When the trainee looks at the record
    Then each chapter tells how many of its decisions were right
    And the case that is advised says why

  Example: somebody else's device
    Given a trainee has finished the case "marks-under-the-sleeve" with a wrong turn
    When somebody else looks at their own record
    Then nothing of the trainee is in it

  Example: somebody signed in
    Given somebody signed in has finished the case "marks-under-the-sleeve"
    When they look at the record on another device
    Then the first, the best and the latest attempt stand beside each other
