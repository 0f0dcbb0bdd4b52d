using System.Text;
using System.Text.RegularExpressions;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace ClientBase.Functions.Tests.Security;

// That none stands in a log is held by AppProcess after every test.
public sealed partial class AttackTests
{
    [Fact]
    public async Task No_secret_stands_in_an_answer()
    {
        var routes = Routes().Where(route => route.Method == HttpMethod.Get).Select(route => route.Path)
            .Where(route => !route.Contains('{')).ToList();
        Assert.Contains("health", routes);
        foreach (var route in routes)
        {
            using var request = SecuredApp.Owned(HttpMethod.Get, $"api/{route}");
            using var response = await app.Http.SendAsync(request);
            AssertNoSecret(route, await response.Content.ReadAsStringAsync() + response.Headers);
        }
    }

    [Fact]
    public async Task No_secret_lies_in_storage()
    {
        var (tables, rows) = (new TableServiceClient(app.ConnectionString), 0);
        await foreach (var table in tables.QueryAsync())
        {
            await foreach (var row in tables.GetTableClient(table.Name).QueryAsync<TableEntity>())
            {
                rows++;
                var values = row.Select(cell => cell.Value is byte[] bytes ? Encoding.Latin1.GetString(bytes) : $"{cell.Value}");
                AssertNoSecret($"{table.Name}, {row.RowKey}", string.Join('|', values));
            }
        }

        Assert.NotEqual(0, rows);
        var blobs = new BlobServiceClient(app.ConnectionString);
        await foreach (var container in blobs.GetBlobContainersAsync())
        {
            await foreach (var blob in blobs.GetBlobContainerClient(container.Name).GetBlobsAsync())
            {
                var content = await ContentAsync(blobs.GetBlobContainerClient(container.Name).GetBlobClient(blob.Name));
                AssertNoSecret($"{container.Name}/{blob.Name}", Encoding.Latin1.GetString(content));
            }
        }

        var queues = new QueueServiceClient(app.ConnectionString);
        await foreach (var queue in queues.GetQueuesAsync())
        {
            foreach (var message in (await queues.GetQueueClient(queue.Name).PeekMessagesAsync(32)).Value)
            {
                AssertNoSecret(queue.Name, Encoding.UTF8.GetString(Convert.FromBase64String(message.MessageText)));
            }
        }
    }

    [Fact]
    public void Secrets_and_signatures_are_compared_in_constant_time()
    {
        var compared =
            from folder in new[] { "ClientBase.Functions", "ClientBase.LocalHost" }
            from file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "functions", folder), "*.cs", SearchOption.AllDirectories)
            from line in File.ReadLines(file)
            where PlainCompare().IsMatch(line)
            select $"{Path.GetFileName(file)}: {line.Trim()}";

        Assert.Empty(compared);
        Assert.Matches(PlainCompare(), "if (given == options.Value.Secret)");
        Assert.Matches(PlainCompare(), "return Signature(body).SequenceEqual(given);");
    }

    // The app is at work meanwhile, so some are gone by the time they are read.
    private static async Task<byte[]> ContentAsync(BlobClient blob)
    {
        try
        {
            return (await blob.DownloadContentAsync()).Value.Content.ToArray();
        }
        catch (RequestFailedException gone) when (gone.Status == 404)
        {
            return [];
        }
    }

    private static void AssertNoSecret(string where, string text)
    {
        foreach (var secret in SecuredApp.Secrets)
        {
            Assert.False(text.Contains(secret, StringComparison.Ordinal), $"{where} tells {secret}");
        }
    }

    // What is compared with a word of ours or with nothing is no secret.
    [GeneratedRegex(
        @"(secret|signature|hmac|password)\w*(\(.*\))?(\s*[!=]=\s*(?!null|0|"")|\.(SequenceEqual|Equals)\()|"
        + @"[!=]=\s*[\w.]*(secret|signature|hmac|password)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex PlainCompare();
}
