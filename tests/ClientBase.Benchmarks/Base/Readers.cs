using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Benchmarks.Base;

/// <summary>People of a segment who agreed to marketing mail.</summary>
internal static class Readers
{
    private const int RowsAtOnce = 2_000;

    /// <summary>Writes them, spread over all shards.</summary>
    public static async Task WriteAsync(BenchApp app, string segment, int people, DateTimeOffset now)
    {
        var writer = new RowWriter(app.Contacts);
        foreach (var some in Enumerable.Range(0, people).Chunk(RowsAtOnce))
        {
            await writer.WriteAsync([.. some.Select(number => PersonOf(number, now)).SelectMany(contact => new[]
            {
                ContactRow.Of(contact), MemberRow.Of(segment, contact.Id, now),
            })]);
        }
    }

    /// <summary>Where mail to one goes.</summary>
    public static string EmailOf(int number) => $"person{number}@example.com";

    private static Contact PersonOf(int number, DateTimeOffset now)
    {
        _ = EmailAddress.TryParse(EmailOf(number), out var email);
        return new CaptureBuilder($"capture{number}", "form:bench", "form", now.AddDays(-1))
            .Email(email!)
            .Field(ContactFields.FirstName, "Анна")
            .Field(ContactFields.City, "Казань")
            .Consent(ConsentPurpose.Marketing, "email", email!.Value, granted: true)
            .Build().Says with
        {
            Id = $"{ContactId.Shards[number % ContactId.Shards.Count]}{number:d24}",
        };
    }
}
