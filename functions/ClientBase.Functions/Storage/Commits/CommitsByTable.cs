using System.Collections.Concurrent;
using Azure.Data.Tables;

namespace ClientBase.Functions.Storage.Commits;

/// <summary>The one group commit of each table: what several features write at once still goes in common batches.</summary>
public sealed class CommitsByTable(TableServiceClient service)
{
    private readonly ConcurrentDictionary<string, TableCommits> _tables = new(StringComparer.Ordinal);

    /// <summary>Group commit of a table.</summary>
    public TableCommits Of(string table) => _tables.GetOrAdd(table, name => new TableCommits(service.GetTableClient(name)));
}
