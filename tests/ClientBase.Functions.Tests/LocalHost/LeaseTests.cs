using ClientBase.Functions.Storage;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.LocalHost;

/// <summary>
/// The SDK writes its lease of ten minutes into each request for messages, where a short lease replaces it. When the SDK writes it in
/// another way, the first of these tests tells.
/// </summary>
[Collection(HostCollection.Name)]
[Trait("Category", "Slow")]
public sealed class LeaseTests(HostFixture hosts)
{
    private const string Sdk = "visibilitytimeout=600";

    [Fact]
    public async Task The_SDK_asks_for_ten_minutes() =>
        Assert.All(await RequestsAsync(hosts.Open), request => Assert.Contains(Sdk, request));

    [Fact]
    public async Task A_short_lease_takes_the_place_of_the_SDKs() =>
        Assert.All(await RequestsAsync(hosts.Keyed), request => Assert.Contains("visibilitytimeout=2&", request + "&"));

    // As the storage client logs them: "Request [id] GET http://127.0.0.1:10001/account/captured/messages?numofmessages=32&..."
    private static async Task<List<string>> RequestsAsync(AppProcess host)
    {
        List<string> requests = [];
        await Eventually.TrueAsync(
            () => (requests = [.. Requests(host)]).Count > 0, () => "a request for messages in the log");
        return requests;
    }

    private static IEnumerable<string> Requests(AppProcess host) =>
        host.Log.Split('\n', ' ').Where(word => word.Contains($"/{Queues.Captured}/messages?numofmessages=", StringComparison.Ordinal));
}
