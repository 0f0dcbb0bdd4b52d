using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;

namespace ClientBase.Functions.Tests.Campaigns;

/// <summary>Answers in SendGrid's place, and keeps what it accepted.</summary>
internal sealed class FakeSendGrid : HttpMessageHandler
{
    private readonly ConcurrentQueue<JsonElement> _accepted = new();
    private int _requests;

    /// <summary>What to answer to the n-th request, from 0; null accepts it. A thrown exception is a broken connection.</summary>
    public Func<int, HttpResponseMessage?>? Answer { get; set; }

    /// <summary>Whether a request that breaks was accepted before it broke.</summary>
    public bool AcceptsBeforeItBreaks { get; set; }

    public int Requests => _requests;

    public IReadOnlyCollection<JsonElement> Accepted => _accepted;

    public Uri? Target { get; private set; }

    public string? Authorization { get; private set; }

    public IEnumerable<string> Intents =>
        _accepted.Select(mail => mail.GetProperty("personalizations")[0].GetProperty("custom_args").GetProperty("intent").GetString()!);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Target = request.RequestUri;
        Authorization = request.Headers.Authorization?.ToString();
        var mail = JsonSerializer.Deserialize<JsonElement>(await request.Content!.ReadAsStringAsync(cancellationToken));
        var number = Interlocked.Increment(ref _requests) - 1;
        try
        {
            if (Answer?.Invoke(number) is { } answer)
            {
                return answer;
            }
        }
        catch when (AcceptsBeforeItBreaks)
        {
            _accepted.Enqueue(mail);
            throw;
        }

        _accepted.Enqueue(mail);
        return new HttpResponseMessage(HttpStatusCode.Accepted) { Content = new StringContent("") };
    }
}
