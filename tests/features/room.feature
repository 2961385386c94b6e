Feature: A room that answers together
  People answer a case decision by decision, see how the room answered, and are told why.

  Example: a paced decision
    Given a room of six at the first decision of a case
    When the trainer opens the answers
    And five answer as the expert and one otherwise
    And the trainer closes and shows the answers
    Then everybody sees how many gave which answer, and not which is best
    And an answer that comes now is refused and says so
    When the trainer tells what is best
    Then everybody reads the best answer with the paragraph that says so
    When the trainer moves the room on with what most answered
    Then the room is at the second decision

  Example: the last word counts, and only once
    Given a room of six at the first decision of a case
    And the trainer opens the answers
    When one of them sends the same answer three times, and then another
    Then one answer of theirs is kept, the last one

  Example: two trainers press at once
    Given a room of six at the first decision of a case
    When two trainers open the answers from the same page
    Then the second is told that the room has moved on

  Example: fewer than five are not counted out
    Given a room of three at the first decision of a case
    When all of them have answered and the answers are shown
    Then no page tells a number of them

  Example: blind, then again
    Given a room of six that answers alone first and again after the talk
    When all answer otherwise than the expert, and after the talk as the expert
    Then both answers of everybody are kept
    And the second one moves the room

  Example: table teams
    Given a room of tables
    When a table answers and notes who saw it otherwise
    Then the trainer reads the note beside the answers

  Example: how sure are you
    Given a room that is asked how sure it is
    When somebody answers and says they are certain
    Then that is kept with the answer
