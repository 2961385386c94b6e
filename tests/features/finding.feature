Feature: Finding what concerns you
  A reader who does not know where a thing stands finds it by who they are, by what is due, by what is happening
  to the child; whoever quotes a paragraph can say where it stands; an editor changes a time limit once.

  Background:
    Given the manual has been published

  Rule: everybody finds what concerns them
    Example: a teacher
      When a reader looks for what concerns the role "teacher"
      Then section "reporting/routes" is offered
      And section "response/recording" is not offered
      And the card "teacher" is offered

    Example: everything due within a day
      When a reader asks what is due within 24 hours
      Then the answers are "2 hours, 24 hours", the shortest first
      And each of them names the event it is counted from

  Rule: the closest pathway comes first, and nothing identifying is asked
    Example: the child is in danger now
      When a reader of the pathways answers "danger" with "now"
      Then the first pathway is "Danger now"
      And the pathway for any other case comes after it
      And nothing was kept of the answers

  Rule: a paragraph can be quoted in both languages
    Example: citing a paragraph
      When a reader asks how to cite the paragraph "p7k2"
      Then the citation stands in Arabic and in English
      And each citation leads to the paragraph as edition 1 has it

    Example: a section is read side by side
      When a reader opens section "reporting/routes" in both languages
      Then every paragraph stands beside its twin

  Rule: a time limit is changed once
    Example: an editor shortens a limit
      Given everything that names the limit "CL-SEEN" says "24 hours"
      When an editor changes the limit "CL-SEEN" to 12 hours and the change is published
      Then the text, the card, the pathway and the list of limits say "12 hours"
      And none of them says "24 hours" of it any more
      And what is due within 12 hours has it too
