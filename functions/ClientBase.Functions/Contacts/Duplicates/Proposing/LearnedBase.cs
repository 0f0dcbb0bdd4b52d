using System.Diagnostics;
using System.Text.Json;
using Azure.Data.Tables;
using ClientBase.Domain.Identity;
using ClientBase.Domain.Identity.Duplicates;
using ClientBase.Domain.Identity.Duplicates.Pairs;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;
using Microsoft.Extensions.Logging;

namespace ClientBase.Functions.Contacts.Duplicates.Proposing;

/// <summary>What was learned of the base: how much the agreement of two contacts in each field says.</summary>
/// <remarks>
/// Learned once a day from the first thousand contacts of each shard, which are drawn at random since ids are; in a small base, where each
/// newcomer counts, at each search.
/// </remarks>
public sealed class LearnedBase(TableServiceClient service, TimeProvider clock, ILogger<LearnedBase> logger)
{
    private const string Partition = "state";
    private const string Row = "weights";
    private const string Weights = "Weights";
    private const string LearnedAt = "LearnedAt";
    private const string IsBegun = "Begun";
    private const int PeopleOfShard = 1000;
    private const int SmallBase = 5_000;

    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(1);

    private readonly TableClient _table = service.GetTableClient(Tables.Duplicates);
    private readonly TableClient _contacts = service.GetTableClient(Tables.Contacts);

    /// <summary>Scores pairs by what was learned last.</summary>
    public async Task<PairScorer> ScorerAsync(CancellationToken cancellationToken) =>
        new(await ReadAsync(cancellationToken) is { } row ? WeightsOf(row) : LearnedWeights.Expected);

    /// <summary>Learns anew when it is time.</summary>
    /// <returns>Whether nobody of the base was compared yet.</returns>
    public async Task<bool> RefreshAsync(CancellationToken cancellationToken)
    {
        var row = await ReadAsync(cancellationToken) ?? new TableEntity(Partition, Row);
        var isWhole = row.GetBoolean(IsBegun) != true;
        if (isWhole || WeightsOf(row).People < SmallBase || clock.GetUtcNow() - row.GetDateTimeOffset(LearnedAt) > KeptFor)
        {
            var watch = Stopwatch.StartNew();
            var people = await DrawAsync(cancellationToken);
            var learned = DuplicateFinder.Learn(ComparedPerson.TableOf(people), PairScorer.Options, cancellationToken);
            var next = new TableEntity(Partition, Row) { [LearnedAt] = clock.GetUtcNow(), [IsBegun] = isWhole ? null : true };
            LongText.Write(next, Weights, JsonSerializer.Serialize(learned));
            await _table.UpsertEntityAsync(Limits.Checked(next), TableUpdateMode.Replace, cancellationToken);
            logger.WeightsLearned(people.Count, watch.Elapsed.TotalSeconds);
        }

        return isWhole;
    }

    /// <summary>Notes that messages are out to compare everybody: from now on only who changes is compared.</summary>
    public Task NoteBegunAsync(CancellationToken cancellationToken) => _table.UpsertEntityAsync(
        new TableEntity(Partition, Row) { [IsBegun] = true }, TableUpdateMode.Merge, cancellationToken);

    private async Task<List<ComparedPerson>> DrawAsync(CancellationToken cancellationToken)
    {
        var shards = await Task.WhenAll(ContactId.Shards.Select(async shard =>
        {
            var people = new List<ComparedPerson>();
            var range = TableKeys.Range(shard, ContactRow.Prefix);
            var pages = _contacts.QueryAsync<TableEntity>(range, PeopleOfShard, cancellationToken: cancellationToken).AsPages();
            await foreach (var page in pages)
            {
                people.AddRange(page.Values.Where(ContactRow.IsPerson).Select(card => ComparedPerson.Of(ContactRow.Read(card))));
                break;
            }

            return people;
        }));
        return [.. shards.SelectMany(people => people)];
    }

    private async Task<TableEntity?> ReadAsync(CancellationToken cancellationToken)
    {
        var row = await _table.GetEntityIfExistsAsync<TableEntity>(Partition, Row, cancellationToken: cancellationToken);
        return row.HasValue ? row.Value : null;
    }

    private static LearnedWeights WeightsOf(TableEntity row) => LongText.Read(row, Weights) is { } learned
        ? JsonSerializer.Deserialize<LearnedWeights>(learned)!
        : LearnedWeights.Expected;
}
