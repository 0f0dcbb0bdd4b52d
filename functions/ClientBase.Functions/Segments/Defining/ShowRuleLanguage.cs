using ClientBase.Domain;
using ClientBase.Domain.Segments.Rules;
using ClientBase.Domain.Segments.Rules.Fields;
using ClientBase.Functions.Http.Describing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Segments.Defining;

/// <summary>A field that rules can ask about.</summary>
/// <param name="Names">Its name and other spellings, by language; the usual one first.</param>
/// <param name="Type"><c>text choice number share instant birthday flag</c>.</param>
/// <param name="Title">What it is.</param>
/// <param name="Choices">The values it can have; empty: any.</param>
public sealed record RuleFieldView(SpellingsView Names, string Type, LocalText Title, IReadOnlyList<string> Choices);

/// <summary>Something people do that rules can ask about.</summary>
/// <param name="Names">Its words, by language; the usual ones first.</param>
/// <param name="HasObject">Whether a name or code follows it.</param>
/// <param name="Title">What it is, as said of several people.</param>
public sealed record RuleEventView(SpellingsView Names, bool HasObject, LocalText Title);

/// <summary>Spellings by language.</summary>
/// <param name="Ru">Russian.</param>
/// <param name="En">English.</param>
public sealed record SpellingsView(IReadOnlyList<string> Ru, IReadOnlyList<string> En);

/// <summary>What a rule can be written with.</summary>
/// <param name="Fields">Fields.</param>
/// <param name="Events">What people do.</param>
/// <param name="Words">Words that join, compare and count.</param>
public sealed record RuleLanguageView(IReadOnlyList<RuleFieldView> Fields, IReadOnlyList<RuleEventView> Events, SpellingsView Words);

/// <summary>Shows what a rule can be written with: an editor completes and colours by it.</summary>
public sealed class ShowRuleLanguage
{
    private static readonly RuleLanguageView View = new(
        [.. RuleFields.All.Select(field => new RuleFieldView(
            new SpellingsView(field.Russian, [field.Name, .. field.Synonyms]),
            field.Type.ToString().ToLowerInvariant(),
            field.Title,
            field.Choices))],
        [.. EventVerb.All.Select(verb => new RuleEventView(
            new SpellingsView(verb.Russian, [verb.Name, .. verb.Synonyms]), verb.HasObject, verb.Past))],
        new SpellingsView(RuleLanguage.Words(russian: true), RuleLanguage.Words(russian: false)));

    /// <summary>The same for everybody.</summary>
    [Function(nameof(ShowRuleLanguage))]
    [Answers<RuleLanguageView>]
    public static IResult Run([HttpTrigger(AuthorizationLevel.Function, "get", Route = "rules")] HttpRequest request) =>
        Results.Json(View);
}
