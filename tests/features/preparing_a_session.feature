Feature: Preparing a session
  A trainer plans a training of 45 minutes or of five days, and takes along what the room needs on paper.

  Example: more than a day
    Given a trainer prepares a session
    When they plan seven hours of a case and breaks
    Then it is laid out over two days, and no day begins with a break

  Example: the time a case takes
    Given a trainer prepares a session
    When they add a case without saying how long it takes
    Then it has the time that its author plans
    When they give it five minutes
    Then they are told that this is less

  Example: another order
    Given a trainer prepares a session
    When they add a talk, a break and a case, and move the case to the beginning
    Then the case comes first
    When they take the break out
    Then the case and the talk are left

  Example: what to think of
    Given a trainer prepares a session
    When they plan three hours of talk, and nobody to turn to
    Then they are told of the case, the break and the person that are missing

  Example: what a case touches is known before
    Given a trainer prepares a session
    When they add a case without saying how long it takes
    Then they read what it touches, and what to say to those who do not want it

  Example: the printable pack of a room without internet
    Given a trainer prepares a session on a laptop that serves the room
    When they open the poster, the slips and the agenda
    Then the poster says in both languages where to go on the local network, and what this edition is
    And there are eight slips with the code
    And the agenda tells times of day when the beginning is known

  Example: nothing to print of what is over
    Given a session that is over
    Then its poster says that there is no code any more
    And another trainer finds none of its papers

  Example: removing a session in which people answered
    Given a session in which somebody is
    When its trainer removes it with another name
    Then it is still there
    When they type its own name
    Then it is gone
