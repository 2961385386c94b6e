Feature: A score that explains itself
  Every lost point belongs to one decision, and the ledger adds up to the score.

  Rule: time counts by the story's clock, not by the reader's
    Example: in time
      Given the case "a_late_report"
      When the worker answers "line"
      Then the score is 100 and the band is "secure"
      And the deadline "report" is "met"

    Example: half an hour late costs half of the clock
      Given the case "a_late_report"
      When the worker answers "after-lesson"
      Then the deadline "report" is "late"
      And decision 1 costs 150/7 points, all of them in "TIM"

    Example: two working days begin on Thursday and end on Monday
      Given the case "over_the_weekend"
      When the worker answers "system, monday"
      Then the deadline "receipt" is "late"
      And decision 2 costs 25 points, all of them in "TIM"

  Rule: a critical answer caps the score, and a repair in time lifts the cap
    Example Outline: a warned father
      Given the case "a_warned_father"
      When the worker answers "<answers>"
      Then the score is <score> and the band is "again"
      And the ledger has the cap of a "C1"

      Examples:
        | answers        | score |
        | father, police | 60    |
        | father, later  | 40    |
        | father, wait   | 0     |

  Rule: ticking everything does not pay
    Example Outline: boxes
      Given the case "boxes_to_tick"
      When the worker answers "<answers>"
      Then the score is <score> and the band is "<band>"

      Examples:
        | answers                       | score | band   |
        | words+date                    | 100   | secure |
        | words+date+weather            | 100   | secure |
        | words                         | 50    | again  |
        | words+date+guess+copy+weather | 50    | again  |
        |                               | 0     | again  |

  Rule: an unanswered deadline has consequences in the story
    Example: somebody asks for the receipt
      Given the case "over_the_weekend"
      When the worker answers "paper, never"
      Then the case stands at "chased"
