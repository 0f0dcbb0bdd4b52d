using System.Text;
using ClientBase.Functions.Contacts.Privacy;

namespace ClientBase.Functions.Imports;

/// <summary>What imports keep of a person: the lines of their reports. A file is deleted when its import has ended.</summary>
public sealed class ImportPersonalData(ImportStore imports) : IPersonalData
{
    public string Name => "importReports";

    public async Task<IReadOnlyList<object>> ExportAsync(PersonInBase person, CancellationToken cancellationToken)
    {
        var found = new List<object>();
        foreach (var (import, _) in await imports.AllAsync(cancellationToken))
        {
            var lines = await LinesAsync(import.Id, cancellationToken);
            found.AddRange(lines.Where(line => Names(line, person)).Select(line => new { import = import.Id, line }));
        }

        return found;
    }

    public async Task EraseAsync(PersonInBase person, CancellationToken cancellationToken)
    {
        foreach (var (import, _) in await imports.AllAsync(cancellationToken))
        {
            var lines = await LinesAsync(import.Id, cancellationToken);
            var left = lines.Where(line => !Names(line, person)).ToList();
            if (left.Count < lines.Count)
            {
                var text = string.Concat(left.Select(line => line + "\r\n"));
                await imports.Report(import.Id).ReplaceAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
            }
        }
    }

    private async Task<List<string>> LinesAsync(string id, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(await imports.Report(id).OpenAsync(cancellationToken), Encoding.UTF8);
        var lines = new List<string>();
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            lines.Add(line);
        }

        return lines;
    }

    // A telephone may be written in any way: its last ten digits tell.
    private static bool Names(string line, PersonInBase person) =>
        person.Emails.Any(email => line.Contains(email, StringComparison.OrdinalIgnoreCase))
        || (string.Concat(line.Where(char.IsAsciiDigit)) is var digits
            && person.Phones.Any(phone => digits.Contains(phone.Length > 10 ? phone[^10..] : phone[1..], StringComparison.Ordinal)));
}
