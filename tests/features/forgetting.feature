Feature: Being forgotten
  Whoever asks for it is forgotten: nobody can tell any more who they were or which cases were theirs.

  Example: somebody with an account
    Given somebody with an account has finished a case
    When they have the account erased with their password
    Then they are signed out and cannot sign in again
    And nobody is known by their name
    And the case and its result are still counted, as nobody's

  Example: a device without an account
    Given somebody has finished a case without an account
    When they have what is kept for the device erased
    Then nothing is kept for the device
    And the case and its result are still counted, as nobody's

  Example: not by mistake
    Given somebody with an account has finished a case
    When they ask for it without their password
    Then nothing has changed for them

  Example: somebody who has not come back for years
    Given somebody with an account has finished a case
    When the time that unused accounts are kept has passed
    Then nobody is known by their name

  Example: the only person who looks after the site
    Given the only administrator has an account
    When they have the account erased with their password
    Then they are told that somebody must be left who administers the site
