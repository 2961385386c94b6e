Feature: Playing a case
  A trainee answers decision by decision; each answer leads on, and nothing is counted twice.

  Background:
    Given a trainee has begun the case "marks-under-the-sleeve"

  Rule: an answer leads on
    Example: the expert's first answer is recorded
      When the trainee gives the expert's answer
      Then the case stands at decision 2

    Example: a wrong turn leads on too
      When the trainee gives another answer than the expert's
      Then the case stands at decision 2

  Rule: an incomplete answer is not an answer
    Example: nothing was chosen
      When the trainee sends an empty answer
      Then the trainee is told that an answer is missing
      And the case stands at decision 1

    Example: an answer that was not offered
      When the trainee sends an answer from elsewhere
      Then the trainee is told to choose from what is offered
      And the case stands at decision 1

  Rule: one answer is one step
    Example: the same answer sent twice
      When the trainee gives the expert's answer
      And the same answer arrives once more
      Then the case stands at decision 2

    Example: an answer to a decision already taken in another window
      When the trainee gives the expert's answer
      And an answer to the first decision arrives from another window
      Then the trainee is shown where the case stands
      And the case stands at decision 2

    Example: another answer to a scene that was answered already
      When the trainee gives the expert's answer
      And the trainee goes back and sends another answer
      Then the trainee sees what was sent beside what is recorded
      And the case stands at decision 2

  Rule: what cannot be taken back is asked first
    Example: the answer that ends the case
      Given the trainee has come to the last decision
      When the trainee gives the last answer
      Then the trainee is asked whether it is meant
      When the trainee means it
      Then the case has ended
