Feature: Coming back to a case
  A case can be left at any decision and taken up again on the same device, in either language.

  Background:
    Given a trainee has begun the case "marks-under-the-sleeve"
    And the trainee has answered 3 decisions as the expert would

  Example: coming back after closing the browser
    When the trainee comes back
    Then the case stands at decision 4

  Example: finding the case again in the list of one's own
    When the trainee looks at the cases begun on this device
    Then the list offers to go on from decision 4

  Example: changing the language in the middle
    When the trainee goes on in the other language
    Then the same decision is shown in the other language
    And the same answers are offered in the same order

  Example: somebody else tries the address
    When somebody else opens the case's address
    Then there is nothing for them
