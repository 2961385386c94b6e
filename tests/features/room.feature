Feature: The training room
  A trainer shows a code; people come in with their telephones, answer a case together, and are told why.

  Example: coming in with the code
    Given a trainer has opened a room
    When somebody types the code in small letters with a space
    Then they are asked who they are, and are in the room
    And the trainer sees them by name, and the wall does not

  Example: a code that was misread
    Given a trainer has opened a room
    When somebody types a code with the letter O in it
    Then they are told that no code has it

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

  Example: at everybody's own pace, a case for rooms only
    Given a room with a case at everybody's own pace that starts only with a trainer
    When somebody begins it in the room
    Then they play it as their own attempt
    And the trainer sees that one has begun

  Example: back on another device
    Given a room of three at the first decision of a case
    When one of them notes the six words and types them on another device
    Then the other device has their place and the old one has none

  Example: taken out by mistake
    Given a room of three at the first decision of a case
    When the trainer takes one out
    Then they cannot answer, and are told to talk to the trainer
    When the trainer lets them in again
    Then they can answer

  Example: the session passes to a co-trainer
    Given a trainer has opened a room
    When the trainer adds a co-trainer and hands the session over
    Then the co-trainer is its host, and both can lead it
    And another trainer finds no such session

  Example: nobody's feelings are kept
    Given a room of six that has come to the end of a case
    When five of them say in one word how it felt
    Then the trainer reads how many said what, and nobody's own word is kept

  Example: the same agenda once more
    Given a trainer has opened a room
    When the trainer copies the session
    Then the copy has the same agenda, another code, and nobody in it
