using ClientBase.Benchmarks.Base;
using ClientBase.Domain.Automations;
using ClientBase.Domain.Automations.Runs;
using ClientBase.Domain.Campaigns;
using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Automations;
using ClientBase.Functions.Automations.Running;
using ClientBase.Functions.Campaigns;
using ClientBase.Functions.Crm;
using ClientBase.Functions.Loyalty;
using ClientBase.Functions.Sending;
using ClientBase.Functions.Storage.Rows;
using Microsoft.Extensions.Configuration;

namespace ClientBase.Benchmarks.Automations;

/// <summary>Many people whose next step falls due in the same minute, some of whom have got as much lately as they may.</summary>
/// <remarks>
/// Of ten people one waits in two automations and may get one more message, one may get none, and eight get theirs. So nine mails leave.
/// </remarks>
internal sealed class DueCrowd(int people, DateTimeOffset due)
{
    private const int AtOnce = 64;
    private const int Cap = 3; // As campaigns count by default.

    private static readonly MailTemplate Template = new("Hello", null, "Hello {{ name.first }}");

    /// <summary>Both automations.</summary>
    public static IReadOnlyList<string> Automations { get; } = ["drain", "second"];

    /// <summary>Runs that wait.</summary>
    public int Runs => people + Tenth;

    /// <summary>Mails that may leave, each to another person.</summary>
    public int Mails => people - Tenth;

    /// <summary>Runs that the cap holds up.</summary>
    public int Held => Runs - Mails;

    private int Tenth => people / 10;

    /// <summary>Writes all of it.</summary>
    public async Task WriteAsync(string connectionString)
    {
        using var app = new BenchApp(connectionString, due.AddDays(-1), builder =>
        {
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["AzureWebJobsStorage"] = connectionString });
            builder.AddSending().AddCampaigns().AddCrm().AddLoyalty().AddAutomations();
        });
        await app.CreateStorageAsync();
        foreach (var id in Automations)
        {
            var definition = new AutomationDefinition(
                id, new FormTrigger(null), [new WaitStep("steps[0]", TimeSpan.FromDays(1)), new SendStep("steps[1]", "email", Template)]);
            await app.Get<AutomationStore>().PutAsync(id, definition, true, null, due.AddDays(-1), default);
        }

        var writer = new RowWriter(app.Contacts);
        foreach (var some in Enumerable.Range(0, people).Chunk(2_000))
        {
            await writer.WriteAsync([.. some.Select(number => ContactRow.Of(PersonOf(number))), .. some.SelectMany(MarksOf)]);
        }

        var runs = app.Get<RunStore>();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, people), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, token) =>
            {
                foreach (var automation in number % 10 == 0 ? Automations : Automations.Take(1))
                {
                    var began = due.AddDays(-1);
                    var run = new AutomationRun(automation, IdOf(number), "contact", 1, new RunCause("form", $"f{number}"), began);
                    await runs.AddAsync(run.Enter("steps[0]").Wait("steps[0]", due, "steps[1]", began), token);
                }
            });
    }

    private static string IdOf(int number) => $"{ContactId.Shards[number % ContactId.Shards.Count]}{number:d24}";

    private Contact PersonOf(int number)
    {
        _ = EmailAddress.TryParse($"person{number}@example.com", out var email);
        return new CaptureBuilder($"capture{number}", "form:bench", "form", due.AddDays(-2))
            .Email(email!)
            .Consent(ConsentPurpose.Marketing, "email", email!.Value, granted: true)
            .Build().Says with
        {
            Id = IdOf(number),
        };
    }

    // What campaigns have sent them within the week.
    private IEnumerable<Azure.Data.Tables.TableEntity> MarksOf(int number) => Enumerable
        .Range(0, (number % 10) switch { 0 => Cap - 1, 1 => Cap, _ => 0 })
        .Select(campaign => SentRow.Of(IdOf(number), "email", new RecentMail($"spring-{campaign}", due.AddDays(-3), IsSent: true)));
}
