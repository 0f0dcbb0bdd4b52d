namespace ClientBase.Functions.Imports.Running;

/// <summary>The queue message that has an import go on.</summary>
/// <param name="Import">The import.</param>
/// <param name="From">Where it stood: tells this message from those before.</param>
/// <param name="IsUndo">Whether it is to be undone.</param>
public sealed record ImportWork(string Import, long From, bool IsUndo = false);
