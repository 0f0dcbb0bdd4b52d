using ClientBase.Domain.Segments.Rules;
using ClientBase.Functions.Http;
using Microsoft.AspNetCore.Http;

namespace ClientBase.Functions.Segments.Defining;

/// <summary>What is wrong with a rule.</summary>
/// <param name="Position">The character it begins at, counted from 0.</param>
/// <param name="Message">What is wrong, in the caller's language.</param>
/// <param name="Suggestion">What may have been meant; null when nothing comes close.</param>
public sealed record RuleErrorView(int Position, string Message, string? Suggestion);

/// <summary>The refusal of a rule.</summary>
internal static class RuleProblem
{
    /// <summary>Reads a rule and checks the segments it refers to.</summary>
    /// <returns>The rule, or the refusal to answer with.</returns>
    public static (Rule? Rule, IResult? Problem) Read(
        HttpRequest request, string? id, string text, IReadOnlyDictionary<string, Rule?> segments)
    {
        var (rule, error) = Rule.Parse(text);
        error ??= SegmentReferences.Check(id, rule!, text, segments);
        return error is null ? (rule, null) : (null, Of(request, error));
    }

    /// <summary>The refusal of a rule that asks what cannot be told of a time past; null when it does not.</summary>
    public static IResult? OfPast(HttpRequest request, Rule rule, string text, IReadOnlyDictionary<string, Rule?> segments) =>
        SegmentReferences.CheckPast(rule, text, segments) is { } error ? Of(request, error) : null;

    private static IResult Of(HttpRequest request, RuleError error)
    {
        var message = error.Message.In(Client.LanguageOf(request));
        return Problems.BadRequest(
            message,
            new Dictionary<string, object?>
            {
                ["errors"] = new Dictionary<string, RuleErrorView[]>
                {
                    ["rule"] = [new RuleErrorView(error.Position, message, error.Suggestion)],
                },
            });
    }
}
