Feature: Taking cases along
  Cases begun on one device can be taken to another with six words, or into an account, and are then there alone.

  Background:
    Given a trainee has begun a case on the telephone
    And has taken 3 decisions in it

  Example: going on at the computer with six words
    When the trainee asks for six words on the telephone
    And types them on the computer
    Then the computer offers to go on from decision 4
    And the telephone finds the case no longer

  Example: reading the words out in the other language
    When the trainee asks for six words on the telephone
    And types the same words of the other language on the computer
    Then the computer offers to go on from decision 4

  Example: somebody finds the paper with the words later
    Given the trainee has taken the case to the computer with six words
    When somebody else types the same words
    Then they are told that the words lead to no cases
    And the computer offers to go on from decision 4

  Example: keeping the case in an account
    When the trainee signs in on the telephone
    And takes what was begun there into the account
    Then the account offers to go on from decision 4 on any device
    And the telephone finds the case no longer after signing out
