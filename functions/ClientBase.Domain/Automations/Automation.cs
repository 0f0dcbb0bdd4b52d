namespace ClientBase.Domain.Automations;

/// <summary>An automation as it stands.</summary>
/// <param name="Id">As in <c>/api/automations/{id}</c>.</param>
/// <param name="Version">Counts the changes of the definition, from 1: whoever began with a version goes through that one.</param>
/// <param name="Enabled">Whether people enter and go on: the runs of one that is switched off wait.</param>
/// <param name="Definition">What is asked for.</param>
/// <param name="UpdatedAt">When it was last changed.</param>
/// <param name="By">Who of the staff changed it, if said.</param>
public sealed record Automation(
    string Id, int Version, bool Enabled, AutomationDefinition Definition, DateTimeOffset UpdatedAt, string? By);
