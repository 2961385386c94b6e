Feature: Read and understood
  When an edition of the manual comes out, everybody can read and print what it changes, and whoever works with it
  confirms that they have read and understood it.

  Example: the change notice
    Given an edition that changed what a case teaches
    When a reader without an account opens its change notice
    Then both languages say what changed, and which time limit is another one
    And the case is named among those to practise again

  Example: somebody who understood it
    Given an edition that changed what a case teaches
    When a trainee answers its questions rightly
    Then it is kept that they have read and understood it
    And their account says so and asks no more

  Example: somebody who did not understand it yet
    Given an edition that changed what a case teaches
    When a trainee answers one question wrongly
    Then the changed paragraph is quoted beside that answer
    And nothing is kept but that they have tried

  Example: few people have confirmed
    Given an edition that changed what a case teaches
    When a trainer asks who has read it after three people have
    Then no number is told and nobody is named
