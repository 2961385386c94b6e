Feature: Saying what is wrong or unclear
  Whoever reads the manual can tell its editors what is wrong in a paragraph. It is no way to report a child.

  Example: a reader without an account
    Given somebody reads a paragraph of the manual
    When they say what is unclear in it
    Then they are thanked and can go back to the paragraph
    And the comment is kept with its paragraph, and nothing of the reader

  Example: somebody who wants to report a child
    Given somebody reads a paragraph of the manual
    When they are asked what is unclear in it
    Then they are told first that this is no report, and whom to call

  Example: details of a real person
    Given somebody reads a paragraph of the manual
    When they write a civil number into the comment
    Then it is refused, the number is named, and what they wrote is still there
    And no comment is kept

  Example: an editor settles a comment and thinks again
    Given somebody has commented on a paragraph
    When an editor settles the comment
    Then it waits no longer
    When the editor undoes that
    Then it waits again

  Example: a trainee
    Given somebody has commented on a paragraph
    When a trainee asks for the comments
    Then they are not shown
