Feature: The live picture of a room
  A trainer sees how the room goes through a case while it goes; the wall shows the question, and nobody's name.

  Example: the room is split
    Given a room of six that has answered the first decision
    When three of them answered as the expert and three otherwise
    Then the trainer sees that the room is split, on the map and beside the answers
    And after the room has moved on the map still says so, with what was answered

  Example: a critical error as it happens
    Given a room of six at the decision where a critical error can be made
    When one of them makes it
    Then the trainer reads at once which decision, which answer and which paragraph, and no number of one

  Example: what did not change is not sent again
    Given a room of six that has answered the first decision
    When the trainer's page asks again
    Then nothing is sent
    When somebody answers otherwise
    Then the line, the answers and the map are sent, and no step the trainer may be about to press

  Example: somebody is stuck
    Given a room at everybody's own pace in which six have begun
    When one goes on and six minutes pass for the others
    Then the trainer reads how many are stuck and who, and where the others are

  Example: nobody's name on the wall
    Given a room of six that has answered the first decision
    When the wall is shown in every phase
    Then no page of it has a name in it, and what is best only after the talk
