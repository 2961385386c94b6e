Feature: Getting further with a search
  An answer can be narrowed, names are offered, and editors learn what nobody finds without learning who asked.

  Background:
    Given the starter edition is published

  Rule: an answer can be narrowed, and says by how much before one does
    Example: what must be done, for a teacher
      When a worker searches in Arabic for "الغياب"
      And narrows the answer to force "must" and role "teacher"
      Then every section of the answer is left over from the whole one
      And each choice can be taken back

  Rule: what stands beside the text is found by its name
    Example: an entity is marked as one
      When a worker searches in English for "public prosecution"
      Then the worker is led to the entity "Public Prosecution" by name

  Rule: names are offered from their first letters
    Example: with or without the article
      When a worker types "مدر" in Arabic
      Then a name with "المدرسة" in it is offered

  Rule: what nobody finds reaches the editors, and who asked reaches nobody
    Example: a word of readers' own becomes another name of ours
      When an editor pairs "zaqwsx" with "police"
      And a worker searches in English for "zaqwsx"
      Then the worker is told that "police" was searched also

    Example: a query of the manual's words is in the report, a name never is
      When 5 workers search in English for "police school" and open nothing
      And a worker searches in English for "Zahrabadi"
      Then the editors see "police school" with its count
      And the editors see one query that was only counted
      And "Zahrabadi" is not shown to them
