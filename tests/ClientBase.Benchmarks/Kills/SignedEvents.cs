using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ClientBase.Functions.Sending.Events;
using ClientBase.Functions.Tests.Chaos;

namespace ClientBase.Benchmarks.Kills;

/// <summary>Tells the app of the mails the provider took, as SendGrid's event webhook does.</summary>
internal sealed class SignedEvents(StubSendGrid sendGrid) : IDisposable
{
    private const int AtOnce = 1_000;
    private const string Campaign = "kills";

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public string PublicKey => Convert.ToBase64String(_key.ExportSubjectPublicKeyInfo());

    /// <summary>Tells of each mail twice, in any order.</summary>
    public async Task TellAsync(HttpClient client)
    {
        var random = new Random(9);
        var all = sendGrid.Accepted.Concat(sendGrid.Accepted).Select(EventOf).ToArray();
        random.Shuffle(all);
        foreach (var some in all.Chunk(AtOnce))
        {
            var body = JsonSerializer.SerializeToUtf8Bytes(some);
            const string Timestamp = "1600112502";
            using var content = new ByteArrayContent(body);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var request = new HttpRequestMessage(HttpMethod.Post, "api/sendgrid/events") { Content = content };
            byte[] signed = [.. Encoding.UTF8.GetBytes(Timestamp), .. body];
            request.Headers.Add(EventSignature.TimestampHeader, Timestamp);
            request.Headers.Add(
                EventSignature.Header,
                Convert.ToBase64String(_key.SignData(signed, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)));
            using var response = await client.SendAsync(request);
            response.EnsureSuccessStatusCode();
        }
    }

    public void Dispose() => _key.Dispose();

    private static Dictionary<string, object> EventOf(string intent) => new()
    {
        ["email"] = "person@example.com",
        ["event"] = "delivered",
        ["sg_event_id"] = $"delivered-{intent}",
        ["timestamp"] = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds(),
        ["intent"] = intent,
        ["campaign"] = Campaign,
    };
}
