namespace ClientBase.Functions.Sending.Templates;

/// <summary>What is wrong with a template, as the API tells it.</summary>
/// <param name="Position">The character it is at, from 0.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Suggestion">What may have been meant; null when nothing comes near.</param>
public sealed record TemplateProblem(int Position, string Message, string? Suggestion);
