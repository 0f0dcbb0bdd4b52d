using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using ClientBase.Cli.Server;

namespace ClientBase.Functions.Tests.Chaos;

/// <summary>Answers in SendGrid's place over HTTP; drops some replies after it took the mail, and is too busy for some.</summary>
internal sealed class StubSendGrid : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<string> _accepted = new();
    private readonly Task _serving;
    private int _requests;

    public StubSendGrid()
    {
        BaseUrl = $"http://127.0.0.1:{FreePorts.Find(1)}";
        _listener.Prefixes.Add(BaseUrl + "/");
        _listener.Start();
        _serving = ServeAsync();
    }

    public string BaseUrl { get; }

    /// <summary>The intents of the mails it took, each as often as it was sent.</summary>
    public IReadOnlyCollection<string> Accepted => _accepted;

    public void Dispose()
    {
        _listener.Stop();
        _serving.Wait(TimeSpan.FromSeconds(5));
        _listener.Close();
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                _ = AnswerAsync(await _listener.GetContextAsync());
            }
            catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext call)
    {
        try
        {
            using var body = await JsonDocument.ParseAsync(call.Request.InputStream);
            var number = Interlocked.Increment(ref _requests);
            if (number % 50 == 7)
            {
                call.Response.StatusCode = (int)HttpStatusCode.TooManyRequests;
                call.Response.Headers["Retry-After"] = "1";
                call.Response.Close();
                return;
            }

            var intent = body.RootElement.GetProperty("personalizations")[0].GetProperty("custom_args").GetProperty("intent").GetString()!;
            await Task.Delay(20); // As far as a provider is away: a kill finds mails in the air.
            _accepted.Enqueue(intent);
            if (number % 20 == 3)
            {
                call.Response.Abort();
                return;
            }

            call.Response.StatusCode = (int)HttpStatusCode.Accepted;
            call.Response.Close();
        }
        catch (Exception broken) when (broken is HttpListenerException or IOException or JsonException or ObjectDisposedException)
        {
            // The sender died in the middle.
        }
    }
}
