Feature: A debrief of what everybody played alone
  Where everybody played at their own pace, the talk is proposed from all their attempts, and nobody is named.

  Example: everybody at their own pace
    Given six have played a case at their own pace, and two of them otherwise than the expert
    When the trainer opens the debrief
    Then a decision is proposed from everybody's own attempts
    And a participant's path stands beside the expert's, and nobody is named
