using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ClientBase.Functions.Tests.Chaos;

/// <summary>Answers in SendGrid's place over HTTP; drops one reply of twenty after it took the mail, and is too busy for some.</summary>
internal sealed class StubSendGrid : IDisposable
{
    private readonly ConcurrentQueue<string> _accepted = new();
    private readonly WebApplication _app;
    private int _requests;
    private int _unanswered;

    public StubSendGrid()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(AnswerAsync);
        _app.Start();
        BaseUrl = _app.Urls.Single();
    }

    public string BaseUrl { get; }

    /// <summary>The intents of the mails it took, each as often as it was sent.</summary>
    public IReadOnlyCollection<string> Accepted => _accepted;

    /// <summary>Requests that got no answer, or one that came too late.</summary>
    public int Unanswered => _unanswered;

    /// <summary>After how long it answers one of five hundred; null: like the others.</summary>
    public TimeSpan? Late { get; init; }

    /// <summary>Whether it also breaks off one of a hundred before it has taken the mail.</summary>
    public bool LosesMails { get; set; }

    /// <summary>Told of each mail when it comes (false) and before it is answered (true).</summary>
    public Action<bool>? Told { get; set; }

    public void Dispose() => ((IDisposable)_app).Dispose();

    private async Task AnswerAsync(HttpContext call)
    {
        using var body = await JsonDocument.ParseAsync(call.Request.Body);
        var number = Interlocked.Increment(ref _requests);
        Told?.Invoke(false);
        if (number % 50 == 7)
        {
            call.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            call.Response.Headers.RetryAfter = "1";
            return;
        }

        if (LosesMails && number % 100 == 11)
        {
            BreakOff(call);
            return;
        }

        var intent = body.RootElement.GetProperty("personalizations")[0].GetProperty("custom_args").GetProperty("intent").GetString()!;
        await Task.Delay(20); // As far as a provider is away: a kill finds mails in the air.
        _accepted.Enqueue(intent);
        Told?.Invoke(true);
        if (number % 20 == 3)
        {
            BreakOff(call);
            return;
        }

        if (Late is { } late && number % 500 == 29)
        {
            Interlocked.Increment(ref _unanswered);
            await Task.Delay(late);
        }

        call.Response.StatusCode = StatusCodes.Status202Accepted;
    }

    private void BreakOff(HttpContext call)
    {
        Interlocked.Increment(ref _unanswered);
        call.Abort();
    }
}
