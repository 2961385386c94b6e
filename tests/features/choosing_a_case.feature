Feature: Choosing a case
  The library tells what each case asks and practises, and can be narrowed; trainers find what they need for the room.

  Example: narrowed by what one looks for
    Given a library with a case for a school and a case for a health centre
    When somebody asks for cases of the sector "health"
    Then only the case for the health centre is listed
    And the list says how many of all there are

  Example: nothing has all of it
    Given a library with a case for a school and a case for a health centre
    When somebody asks for cases of the sector "police"
    Then the list is empty and leads back to every case

  Example: a case that is played with a trainer only
    Given a library with a case that is begun in a room only
    When somebody opens the case
    Then it is explained and cannot be begun there
    And an attempt asked for all the same is refused

  Example: how it went stands beside the case
    Given a trainee has finished a case of the library
    When the library asks for their own cases
    Then their best attempt is told beside the case, and to nobody else

  Example: the facilitator guide
    Given a library with a case for a school and a case for a health centre
    When a trainer opens the guide of the case for the health centre
    Then it tells the plan, the wrong turns, what is not for debate and the paragraphs that say so
    And the best answer of every decision

  Example: a room without devices
    Given a library with a case for a school and a case for a health centre
    When a trainer opens the sheets of the case for the health centre
    Then there is a sheet for every decision, and no answer is marked
