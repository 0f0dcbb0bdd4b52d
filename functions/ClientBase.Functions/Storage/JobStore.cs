using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Azure;
using Azure.Data.Tables;
using ClientBase.Functions.Http;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Storage;

/// <summary>The state of a job and the version of its row, which a change of it must match.</summary>
/// <typeparam name="T">The state.</typeparam>
public sealed record StoredJob<T>(T State, ETag ETag);

/// <summary>The states of long jobs, such as imports and exports: a row each, all in one partition, the newest first.</summary>
/// <typeparam name="T">The state.</typeparam>
/// <param name="table">Where they lie.</param>
/// <param name="partition">Their partition.</param>
/// <param name="idOf">The id of a state.</param>
public abstract class JobStore<T>(TableClient table, string partition, Func<T, string> idOf)
    where T : class
{
    private const string State = "State";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerOptions.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <summary>A job; null when there is none of that id.</summary>
    public async Task<StoredJob<T>?> FindAsync(string id, CancellationToken cancellationToken)
    {
        if (id.Length is 0 or > 64 || !id.All(char.IsAsciiLetterOrDigit))
        {
            return null;
        }

        var row = await table.GetEntityIfExistsAsync<TableEntity>(partition, id, cancellationToken: cancellationToken);
        return row.HasValue ? Read(row.Value!) : null;
    }

    /// <summary>A page of jobs.</summary>
    public async Task<Http.Page<T>> PageAsync(Paging paging, CancellationToken cancellationToken)
    {
        var filter = paging.Continuation is { } after
            ? TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey gt {after}")
            : TableClient.CreateQueryFilter($"PartitionKey eq {partition}");
        var states = new List<T>();
        await foreach (var row in table.QueryAsync<TableEntity>(filter, paging.Take, cancellationToken: cancellationToken))
        {
            states.Add(Read(row).State);
            if (states.Count == paging.Take)
            {
                return new Http.Page<T>(states, Paging.Encode(row.RowKey));
            }
        }

        return new Http.Page<T>(states, null);
    }

    /// <summary>All jobs, whatever their number.</summary>
    public async Task<IReadOnlyList<StoredJob<T>>> AllAsync(CancellationToken cancellationToken)
    {
        var all = new List<StoredJob<T>>();
        var rows = table.QueryAsync<TableEntity>(row => row.PartitionKey == partition, cancellationToken: cancellationToken);
        await foreach (var row in rows)
        {
            all.Add(Read(row));
        }

        return all;
    }

    /// <summary>Writes a new job.</summary>
    public async Task AddAsync(T state, CancellationToken cancellationToken)
    {
        var row = Row(state);
        try
        {
            await table.AddEntityAsync(row, cancellationToken);
        }
        catch (RequestFailedException taken) when (taken.Status == 409)
        {
            if (await OwnWrite.FindAsync(table, row, cancellationToken) is null)
            {
                throw;
            }
        }
    }

    /// <summary>Writes a change; null when somebody else was quicker.</summary>
    public async Task<StoredJob<T>?> SaveAsync(StoredJob<T> stored, T changed, CancellationToken cancellationToken)
    {
        var row = Row(changed);
        try
        {
            var written = await table.UpdateEntityAsync(row, stored.ETag, TableUpdateMode.Replace, cancellationToken);
            return new StoredJob<T>(changed, written.Headers.ETag!.Value);
        }
        catch (RequestFailedException conflict) when (conflict.Status is 412 or 404)
        {
            return await OwnWrite.FindAsync(table, row, cancellationToken) is { } own ? Read(own) : null;
        }
    }

    /// <summary>Deletes a job.</summary>
    public Task DeleteAsync(string id, CancellationToken cancellationToken) =>
        table.DeleteEntityAsync(partition, id, cancellationToken: cancellationToken);

    private TableEntity Row(T state)
    {
        var row = OwnWrite.Mark(RowVersions.New(partition, idOf(state)));
        LongText.Write(row, State, JsonSerializer.Serialize(state, Json));
        return row;
    }

    private static StoredJob<T> Read(TableEntity row) =>
        new(JsonSerializer.Deserialize<T>(LongText.Read(RowVersions.Known(row), State)!, Json)!, row.ETag);
}

/// <summary>Ids of jobs.</summary>
public static class JobIds
{
    /// <summary>A new id; later ones sort first.</summary>
    public static string New(DateTimeOffset at) =>
        (DateTimeOffset.MaxValue.UtcTicks - at.UtcTicks).ToString("x16", CultureInfo.InvariantCulture)
        + RandomNumberGenerator.GetHexString(8, lowercase: true);
}
