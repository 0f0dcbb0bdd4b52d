using System.Text;
using System.Text.Json;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Imports;
using ClientBase.Functions.Imports.Running;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Tests.Fixtures;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ClientBase.Functions.Tests.Imports;

/// <summary>A base of its own that files are imported into.</summary>
internal sealed class ImportBase(
    AzuriteFixture azurite, Dictionary<string, string?>? settings = null, Action<IServiceCollection>? replace = null)
    : TestApp(azurite, settings, replace)
{
    /// <summary>Posts a file and works the queue off.</summary>
    public async Task<ImportView> ImportAsync(string text, string query = "", Encoding? encoding = null) =>
        await ImportAsync([.. (encoding ?? new UTF8Encoding()).GetPreamble(), .. (encoding ?? new UTF8Encoding()).GetBytes(text)], query);

    public async Task<ImportView> ImportAsync(byte[] file, string query = "", string type = "text/csv")
    {
        var id = await PostAsync(file, query, type);
        await WorkAsync();
        return await ViewAsync(id);
    }

    /// <summary>Posts a file that must be taken; its import's id.</summary>
    public async Task<string> PostAsync(byte[] file, string query = "", string type = "text/csv")
    {
        var (status, body) = await TryPostAsync(file, query, type);
        Assert.True(status == StatusCodes.Status202Accepted, body.ToString());
        return body.GetProperty("id").GetString()!;
    }

    public Task<(int Status, JsonElement Body)> TryPostAsync(string text, string query = "") =>
        TryPostAsync(Encoding.UTF8.GetBytes(text), query);

    public async Task<(int Status, JsonElement Body)> TryPostAsync(byte[] file, string query = "", string type = "text/csv")
    {
        var context = new DefaultHttpContext { RequestServices = Get<IServiceProvider>() };
        context.Request.Body = new MemoryStream(file);
        context.Request.ContentType = type;
        context.Request.QueryString = new QueryString(query);
        using var answer = new MemoryStream();
        context.Response.Body = answer;
        await (await Get<StartImport>().RunAsync(context.Request, default)).ExecuteAsync(context);
        return (context.Response.StatusCode, JsonSerializer.Deserialize<JsonElement>(answer.ToArray()));
    }

    /// <summary>Works the queue of imports off, as the host does.</summary>
    public async Task WorkAsync()
    {
        while (await TakeAsync<ImportWork>(Queues.Imports) is { Count: > 0 } messages)
        {
            foreach (var message in messages)
            {
                await Get<RunImport>().RunAsync(message, default);
            }
        }
    }

    public async Task<int> StopAsync(string id) =>
        (await CallAsync(request => Get<StopImport>().RunAsync(request, id, default))).Status;

    public async Task<int> UndoAsync(string id)
    {
        var (status, _) = await CallAsync(request => Get<UndoImport>().RunAsync(request, id, default));
        await WorkAsync();
        return status;
    }

    public async Task<ImportView> ViewAsync(string id)
    {
        var (_, body) = await CallAsync(request => Get<ShowImports>().GetAsync(request, id, default));
        return body.Deserialize<ImportView>(JsonSerializerOptions.Web)!;
    }

    /// <summary>The lines of a report, without its heading.</summary>
    public async Task<string[]> ReportAsync(string id)
    {
        var (_, text) = await CallForTextAsync(request => Get<ShowImports>().ReportAsync(request, id, default));
        var lines = text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("\uFEFFrow,column,value,why", lines[0]);
        return lines[1..];
    }

    /// <summary>The contact of an address; null when there is none.</summary>
    public async Task<JsonElement?> ContactAsync(string email)
    {
        var (_, body) = await CallAsync(request => Get<ReadContacts>().ListAsync(request, default), query: $"?email={email}");
        return body.GetProperty("items").EnumerateArray().Cast<JsonElement?>().SingleOrDefault();
    }

    /// <summary>
    /// Everything in the base but what only says that something changed: two bases of the same are equal.
    /// </summary>
    public async Task<string> DumpAsync()
    {
        var rows = await RowsAsync(Tables.Contacts);
        return string.Join('\n', rows.Where(row => row.RowKey[..2] is not ("n|" or "d|" or "g|"))
            .Select(row => $"{row.PartitionKey} {row.RowKey} " + string.Join(' ', row
                .Where(cell => cell.Key is not ("Timestamp" or "odata.etag" or "PartitionKey" or "RowKey"))
                .OrderBy(cell => cell.Key, StringComparer.Ordinal).Select(cell => $"{cell.Key}={cell.Value}")))
            .Order(StringComparer.Ordinal));
    }
}
