Feature: Working through the worklist
  Whatever comes back from readers, from training and with time waits in one list, and somebody sees to each thing.

  Background:
    Given a manual in force and two editors

  Example: a reader's comment is taken, handed over and done
    Given a reader has left a comment on a paragraph
    When the first editor takes the comment
    Then it is among the first editor's own work
    When the first editor hands it over to the second
    Then it is among the second editor's own work and no longer the first's
    When the second editor marks it as done
    Then it is done among the readers' comments too
    When the second editor undoes that
    Then it waits again

  Example: nothing is known of who wrote it
    Given a reader has left a comment on a paragraph
    Then the worklist shows the comment and names nobody

  Example: a section is read again before its day
    When the first editor says that a section is to be read again in three weeks
    Then the section is on the list with that day
    When the first editor says that it is to be read again in a year
    Then the section is not on the list

  Example: a law has changed
    When the first editor marks a source as changed
    Then every paragraph that rests on it is listed to be read again
    And the changed source is on the worklist
    When the first editor has read one of them again
    Then one fewer is still to be read
    When the first editor settles the change
    Then the changed source is no longer on the worklist
