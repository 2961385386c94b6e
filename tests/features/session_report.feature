Feature: The report of a session
  After a session its trainer reads what the room knew, what each figure means and what it does not, and takes it along.

  Example: before anybody has answered
    Given a trainer has opened a room
    When the trainer opens the report
    Then it says that nobody has answered yet, and where to go on

  Example: a room that split
    Given twelve people have answered two decisions of a case
    When the trainer opens the report
    Then each decision tells how many gave which answer, and how far the room was from one
    And what fewer than five gave is not counted
    And each figure says what it means and what it does not
    And nobody is named

  Example: one participant alone
    Given one person has answered two decisions of a case
    When the trainer opens the report
    Then no figure of theirs is told

  Example: the same case twice
    Given six people answered a case worse, and then again as the expert
    When the trainer opens the report
    Then it tells how much they changed

  Example: taken along
    Given twelve people have answered two decisions of a case
    When the trainer takes the tables along
    Then a row for each answer has a number, and no table has a name
    And the workbook opens with its sheets from right to left
    And that they were taken is on record

  Example: on paper
    Given twelve people have answered two decisions of a case
    When the trainer prints the report in Arabic
    Then it has its label and number on each page, and no name
    And with the list of those who came it has their names

  Example: another trainer's session
    Given twelve people have answered two decisions of a case
    When another trainer asks for the report and its files
    Then they find none of them
