Feature: Planning the debrief
  The site proposes what to talk about and how to open it; the trainer makes it their own, shows it and prints it.

  Example: the proposal
    Given a room of twelve has come to the end of a case, and differed at its first decision
    When the trainer opens the debrief
    Then its steps are reactions, what happened, analysis and what we take along, in this order
    And the first decision is proposed because the room was split or in danger there
    And its opening says what was seen, what concerns, and asks an open question
    And the paragraph behind it is quoted, and what is not for debate is named
    And the path of the room stands beside the expert's, with the hours of the case

  Example: one's own words
    Given a room of twelve has come to the end of a case, and differed at its first decision
    When the trainer words the opening anew in Arabic and gives it twelve minutes
    Then the Arabic wall shows those words, and the English wall still the proposal
    When the trainer goes back to the proposal
    Then the Arabic wall shows the proposal again

  Example: another order
    Given a room of twelve has come to the end of a case, and differed at its first decision
    When the trainer takes out the reactions, moves the last step up and puts another decision on the plan
    Then the plan stands so when it is opened again

  Example: a question of the guide
    Given a room of twelve has come to the end of a case, and differed at its first decision
    When the trainer takes a question of the guide for the first decision
    Then the wall asks it in both languages

  Example: two trainers change it at once
    Given a room of twelve has come to the end of a case, and differed at its first decision
    When two trainers word the same opening from the same page
    Then the second is told so, sees both wordings, and can keep theirs then

  Example: others lead it
    Given a room of twelve has come to the end of a case, and differed at its first decision
    Then another trainer finds no debrief, no wall, and can change nothing

  Example: nobody is counted out
    Given a room of three has come to the end of a case, and differed at its first decision
    Then neither the wall nor the openings tell a number of people

  Example: feelings first
    Given a room of twelve has come to the end of a case, and differed at its first decision
    When six of them say in one word how it felt
    Then the first step on the wall shows it
