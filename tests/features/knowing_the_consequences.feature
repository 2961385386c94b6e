Feature: Knowing the consequences before publishing
  Whoever changes the manual sees beforehand what it does to every case that teaches it, and nobody trains on what no longer holds without being told.

  Background:
    Given a case whose expert reports within ten hours of a limit of 24

  Example: a longer limit lets a wrong answer in
    When an editor amends the limit to 36 hours
    Then the consequences name the case, and the wrong answer that now keeps to the limit
    And they tell what that answer costs now and then

  Example: a shorter limit leaves the expert out
    When an editor amends the limit to 8 hours
    Then the consequences say that the expert’s way no longer keeps to it

  Example: a change of meaning puts the case before its authors
    When a paragraph that the case cites is published with another meaning
    Then the case waits to be looked at, with that paragraph named
    And trainees see nothing of it
    When an author shows trainees that it is under review
    Then trainees see that it is under review

  Example: a change of wording does not
    When a paragraph that the case cites is published with a cosmetic change
    Then no case waits to be looked at

  Example: a withdrawn case is offered no more, and who is in it goes on
    Given a trainee is in the middle of the case
    When a paragraph that the case cites is published with another meaning
    And an author withdraws the case
    Then nobody can begin it
    And the trainee goes on with it
