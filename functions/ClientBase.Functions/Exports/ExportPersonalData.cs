using ClientBase.Functions.Contacts.Privacy;
using ClientBase.Functions.Exports.Files;
using ClientBase.Functions.Exports.Running;
using ClientBase.Functions.Storage;

namespace ClientBase.Functions.Exports;

/// <summary>What exports keep of a person: rows of files that are not deleted yet. Such a file is deleted whole.</summary>
public sealed class ExportPersonalData(ExportStore exports) : IPersonalData
{
    public string Name => "exportFiles";

    public async Task<IReadOnlyList<object>> ExportAsync(PersonInBase person, CancellationToken cancellationToken) =>
    [
        .. (await HoldingAsync(person, cancellationToken)).Select(stored => new
        {
            export = stored.State.Id, segment = stored.State.Segment, format = stored.State.Format, at = stored.State.At,
        }),
    ];

    public async Task EraseAsync(PersonInBase person, CancellationToken cancellationToken)
    {
        foreach (var stored in await HoldingAsync(person, cancellationToken))
        {
            await exports.SaveAsync(
                stored, stored.State with { Stage = ExportStage.Expired, EndedAt = stored.State.EndedAt ?? stored.State.At },
                    cancellationToken);
            await exports.DeleteFilesAsync(stored.State.Id, cancellationToken);
        }
    }

    private async Task<List<StoredJob<ExportState>>> HoldingAsync(PersonInBase person, CancellationToken cancellationToken)
    {
        var holding = new List<StoredJob<ExportState>>();
        foreach (var stored in await exports.AllAsync(cancellationToken))
        {
            if (stored.State is { Segment: not null, Stage: ExportStage.Running or ExportStage.Completed }
                && await HoldsAsync(stored.State, person, cancellationToken))
            {
                holding.Add(stored);
            }
        }

        return holding;
    }

    private async Task<bool> HoldsAsync(ExportState export, PersonInBase person, CancellationToken cancellationToken)
    {
        await using var rows = await exports.Rows(export).OpenAsync(cancellationToken);
        await foreach (var (contact, _) in ExportRows.ReadAsync(rows, ExportFormats.Find(export.Format)!, cancellationToken))
        {
            if (person.ContactIds.Contains(contact))
            {
                return true;
            }
        }

        return false;
    }
}
