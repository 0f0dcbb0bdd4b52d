using ClientBase.Domain.Contacts.Deriving;

namespace ClientBase.Functions.Contacts.Reading;

/// <summary>Something nobody said, which follows from what was said.</summary>
/// <param name="Value">The value.</param>
/// <param name="Source">Always <c>derived</c>: it gives way to whatever anybody says.</param>
/// <param name="From">What it follows from: <c>name</c>, <c>phone</c>, <c>address</c>, <c>city</c>, <c>region</c>, <c>country</c>.</param>
public sealed record DerivedView(string Value, string Source, string From)
{
    private const string DerivedSource = "derived";

    /// <summary>What follows from a card, by field.</summary>
    internal static IReadOnlyDictionary<string, DerivedView> Of(DerivedFacts derived) => derived.Facts
        .ToDictionary(fact => fact.Key, fact => new DerivedView(fact.Value.Value, DerivedSource, fact.Value.From));
}
