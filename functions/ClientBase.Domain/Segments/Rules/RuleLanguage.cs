using ClientBase.Domain.Segments.Rules.Words;

namespace ClientBase.Domain.Segments.Rules;

/// <summary>The words of the rule language, for whoever helps to write a rule. Fields and events have lists of their own.</summary>
public static class RuleLanguage
{
    /// <summary>The words that join, compare and count, each once, in a language: the usual spelling first.</summary>
    /// <param name="russian">Russian, or else English.</param>
    public static IReadOnlyList<string> Words(bool russian) =>
        [.. Enum.GetValues<Keyword>().SelectMany(word => Vocabulary.Spellings(word, russian)).Distinct()];
}
