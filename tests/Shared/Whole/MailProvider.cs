using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;

namespace ClientBase.Tests.Whole;

/// <summary>A mail the provider took.</summary>
internal sealed record TakenMail(string Intent, string Campaign, string To, string Subject);

/// <summary>Answers in SendGrid's place and keeps what it took; some replies get lost after that.</summary>
/// <param name="lostEvery">Every so manieth reply is lost; 0: none.</param>
internal sealed class MailProvider(int lostEvery = 0)
{
    private readonly ConcurrentQueue<TakenMail> _taken = new();
    private int _requests;
    private int _told;

    public IReadOnlyCollection<TakenMail> Taken => _taken;

    /// <summary>The mails whose delivery it has not told of yet.</summary>
    public IReadOnlyList<TakenMail> NotToldYet()
    {
        var mails = _taken.Skip(_told).ToList();
        _told += mails.Count;
        return mails;
    }

    /// <summary>As one instance reaches it.</summary>
    public HttpMessageHandler Reached(Fate.Life life) => new Line(this, life);

    private HttpResponseMessage Take(JsonElement mail)
    {
        var to = mail.GetProperty("personalizations")[0];
        var named = to.GetProperty("custom_args");
        var intent = named.GetProperty("intent").GetString()!;
        var campaign = named.TryGetProperty("campaign", out var of) ? of.GetString()! : "";
        _taken.Enqueue(new TakenMail(intent, campaign, to.GetProperty("to")[0].GetProperty("email").GetString()!, SubjectOf(mail, to)));
        return lostEvery > 0 && Interlocked.Increment(ref _requests) % lostEvery == 0
            ? throw new HttpRequestException("The reply was lost.", new IOException())
            : new HttpResponseMessage(HttpStatusCode.Accepted) { Content = new StringContent("") };
    }

    private static string SubjectOf(JsonElement mail, JsonElement personalization) =>
        (mail.TryGetProperty("subject", out var subject) ? subject : personalization.GetProperty("subject")).GetString() ?? "";

    private sealed class Line(MailProvider provider, Fate.Life life) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            life.ThrowIfOver();
            var mail = JsonSerializer.Deserialize<JsonElement>(await request.Content!.ReadAsStringAsync(cancellationToken));
            return provider.Take(mail);
        }
    }
}
