Feature: Coming into the training room
  A trainer shows a code; people come in with their telephones, come back, and leave nothing behind that is theirs.

  Example: coming in with the code
    Given a trainer has opened a room
    When somebody types the code in small letters with a space
    Then they are asked who they are, and are in the room
    And the trainer sees them by name, and the wall does not

  Example: a code that was misread
    Given a trainer has opened a room
    When somebody types a code with the letter O in it
    Then they are told that no code has it

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
