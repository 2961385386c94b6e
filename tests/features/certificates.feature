Feature: Certificates
  Whoever took part in trainings, or mastered a kind of harm, can have a certificate that anybody can check.

  Example: two different cases of one kind of harm
    Given a trainee whose latest attempts at two different cases of physical abuse are Secure
    When the trainee makes a certificate of completion in the name "سلمى بنت سعيد"
    Then its sheet of paper holds the name, both cases, the edition and the label in both languages
    And whoever has the code reads the name, the cases and that it is no professional qualification

  Example: one case again and again
    Given a trainee who finished one case of physical abuse as Secure three times
    When the trainee looks at the certificates
    Then one more case of physical abuse is missing
    And no certificate of completion can be made

  Example: the latest attempt counts
    Given a trainee whose latest attempts at two different cases of physical abuse are Secure
    And the trainee then finished one of them below Secure
    When the trainee looks at the certificates
    Then one more case of physical abuse is missing
    And no certificate of completion can be made

  Example: taking part in trainings
    Given a trainee who took part in one case of a training session
    Then no certificate of participation can be made
    But once the trainee took part in another, it can

  Example: a name that gives somebody away
    Given a trainee whose latest attempts at two different cases of physical abuse are Secure
    When the trainee makes a certificate of completion in the name "Salma 99123456"
    Then it is refused, the number is named, and what was typed is still there

  Example: taking it back
    Given a trainee with a certificate of completion
    When the trainee withdraws it
    Then whoever has the code reads that its holder withdrew it, and no name
    And there is no sheet of paper of it any more

  Example: a code copied by hand
    Given a trainee with a certificate of completion
    When somebody else types its code with gaps, small letters and signs that look alike
    Then they are led to the certificate
    But a code that nobody was given leads to nothing, and cannot be guessed without end

  Example: somebody else's certificate
    Given a trainee with a certificate of completion
    Then nobody else finds its sheet of paper, nor can withdraw it
