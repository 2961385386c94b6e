Feature: Signing in
  People with an account get in by what they know and have; nobody else learns anything, and nobody is locked out.

  Background:
    Given Salma is a publisher with an account

  Rule: the right password lets in, and an administrator or publisher can ask for more
    Example: name and password
      When Salma signs in on her telephone
      Then she sees her own account

    Example: with the second step a stolen password is not enough
      Given Salma has switched the second step on
      When somebody signs in with her password
      Then they are asked for a code and see nothing of hers

    Example: the telephone is lost, the paper is not
      Given Salma has switched the second step on
      When Salma signs in with her password and a recovery code
      Then she sees her own account

  Rule: guessing is slow for whoever guesses, and for nobody else
    Example: two hundred guesses in a minute
      When somebody guesses her password two hundred times
      Then all but a few guesses were not even looked at
      And Salma signs in elsewhere without waiting

  Rule: a sign-in ends, and can be ended
    Example: a shared computer is left alone
      Given Salma is signed in on a shared computer
      When nobody touches it for half an hour
      Then whoever comes next finds nobody signed in

    Example: signed out from afar
      Given Salma is signed in on a shared computer
      When she signs out everywhere else from her telephone
      Then whoever comes next finds nobody signed in

  Rule: what was written is not lost when time runs out
    Example: a form that is sent too late
      Given Salma is signed in on a shared computer
      When nobody touches it for half an hour
      And she sends what she had written
      Then nothing was changed and she is told how to go on
      And after signing in again the same form is taken
