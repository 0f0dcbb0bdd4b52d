namespace ClientBase.Domain.Segments.Rules.Words;

/// <summary>The words of the grammar, apart from the names of fields and events.</summary>
internal enum Keyword
{
    And, Or, Not, Everyone, InSegment, Equal, NotEqual, Less, AtMost, Greater, AtLeast, In, Top, Contains, StartsWith, EndsWith,
    Known, Unknown, OlderThan, Ago, Within, Upcoming, Today, Before, After, On, Since, Any, Times, Hours, Days, Weeks, Months, Years,
}
