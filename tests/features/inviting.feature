Feature: Inviting many at once
  A whole training is invited from the list its office keeps: looked over first, never half done.

  Background:
    Given Huda administers a site that knows the school "Al Ghadir"

  Rule: nothing happens before it has been seen
    Example: a list without a mistake
      When she sends a list of Noor and Salim
      Then she sees that Noor and Salim would be invited
      And nobody has been invited

    Example: a mistake is named where it stands
      When she sends a list in which Salim's school is mistyped
      Then she is told the row of Salim and that "Al Ghadir" may be meant
      And nobody has been invited

  Rule: all good rows together, or none
    Example: everybody gets a link of their own
      When she sends a list of Noor and Salim
      And she agrees
      Then Noor and Salim can each join with a link of their own

    Example: what was put right is sent again
      Given she has invited the good rows of a list in which Salim's school is mistyped
      When she sends a list of Noor and Salim
      Then she sees that only Salim would be invited

    Example: a colleague was quicker
      Given she has sent a list of Noor and Salim
      When a colleague invites Salim
      And she agrees
      Then she is told that something has changed
      And Noor has not been invited

  Rule: a link is seen once
    Example: the links are taken along as a table
      Given she has invited Noor and Salim from a list
      When she takes the links along
      Then the table holds one link for each of them
      And no page shows her a link any more

  Rule: nobody hands out more than they hold
    Example: an administrator of one school
      Given Amal administers that school alone
      When Amal sends a list with an administrator, and somebody of another school
      Then she sees that only the administrator would be invited, within her school
