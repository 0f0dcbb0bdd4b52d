using System.Text.Json;
using ClientBase.Domain;
using ClientBase.Domain.Automations;
using ClientBase.Domain.Automations.Reading;
using ClientBase.Domain.Automations.Words;
using ClientBase.Domain.Crm;
using ClientBase.Functions.Automations.Running;
using ClientBase.Functions.Sending.Templates.Html;

namespace ClientBase.Functions.Automations.Defining;

/// <summary>What an automation wants to bring about.</summary>
/// <param name="On">The event, such as <c>order</c>.</param>
/// <param name="Within">How long after somebody entered it still counts, such as <c>7d</c>.</param>
public sealed record AutomationGoalView(string On, string Within);

/// <summary>An automation as it stands, or one of its versions.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What the marketer calls it.</param>
/// <param name="Enabled">Whether people enter and go on.</param>
/// <param name="Purpose"><c>marketing</c> or <c>service</c>.</param>
/// <param name="Trigger">What lets people enter: <c>on</c>, and what belongs to it.</param>
/// <param name="If">The rule of who may enter; null: everybody.</param>
/// <param name="Once"><c>contact cart order year always</c>.</param>
/// <param name="Again">How long after entering somebody may enter again.</param>
/// <param name="ExitOn">The events that end a run.</param>
/// <param name="Goal">What it is for.</param>
/// <param name="Quiet">Whether its messages wait for the end of the quiet hours.</param>
/// <param name="Holdout">The share that is left without it.</param>
/// <param name="Steps">The steps.</param>
/// <param name="Version">Counted from 1.</param>
/// <param name="UpdatedAt">When it was changed last.</param>
/// <param name="UpdatedBy">Who of the staff did it, if said.</param>
/// <param name="Words">The automation in words.</param>
/// <param name="Warnings">What hurts in its templates, but does not forbid sending them; null in lists.</param>
public sealed record AutomationView(
    string Id,
    string Name,
    bool Enabled,
    string Purpose,
    JsonElement Trigger,
    string? If,
    string Once,
    string? Again,
    IReadOnlyList<string> ExitOn,
    AutomationGoalView? Goal,
    bool Quiet,
    double Holdout,
    JsonElement Steps,
    int Version,
    DateTimeOffset UpdatedAt,
    string? UpdatedBy,
    LocalText Words,
    IReadOnlyList<TemplateWarning>? Warnings)
{
    /// <summary>Its runs in numbers; null in lists, and where it was changed just now.</summary>
    public AutomationCounts? Stats { get; init; }

    /// <summary>Shows an automation.</summary>
    public static AutomationView Of(Automation automation, bool withWarnings = false)
    {
        var definition = automation.Definition;
        var json = JsonSerializer.SerializeToElement(AutomationWriter.Write(definition));
        return new AutomationView(
            automation.Id,
            definition.Name,
            automation.Enabled,
            AutomationWriter.NameOf(definition.Purpose),
            json.GetProperty("trigger"),
            definition.If?.Text,
            json.GetProperty("once").GetString()!,
            definition.Again is { } again ? Durations.Write(again) : null,
            definition.ExitOn,
            definition.Goal is { } goal ? new AutomationGoalView(goal.On, Durations.Write(goal.Within)) : null,
            definition.Quiet,
            definition.Holdout,
            json.GetProperty("steps"),
            automation.Version,
            automation.UpdatedAt,
            automation.By,
            AutomationWords.Of(definition),
            withWarnings ? AutomationCheck.WarningsOf(definition) : null);
    }
}
