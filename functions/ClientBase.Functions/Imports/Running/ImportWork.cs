namespace ClientBase.Functions.Imports.Running;

/// <summary>The queue message that has an import go on.</summary>
/// <param name="Import">The import.</param>
/// <param name="From">Where it stood: tells this message from those before.</param>
/// <param name="IsUndo">Whether it is to be undone.</param>
/// <param name="Waited">How many times it has waited for its row: <see cref="Storage.EarlyMessages"/>.</param>
public sealed record ImportWork(string Import, long From, bool IsUndo = false, int Waited = 0);
