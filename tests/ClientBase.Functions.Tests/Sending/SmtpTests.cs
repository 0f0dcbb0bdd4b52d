using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using ClientBase.Domain.Campaigns;
using ClientBase.Functions.Sending.Channels;
using ClientBase.Functions.Sending.Channels.Smtp;
using ClientBase.Functions.Tests.Fixtures;
using MimeKit;

namespace ClientBase.Functions.Tests.Sending;

public sealed class SmtpTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly Mail Hello = new(
        "0a0123456789abcdefghjkmnpq-1", "spring", "ana@example.com", "Три улуна — на пробу", "<p>Чай 🍵</p>", "Чай 🍵\n.\nstill the mail",
        new Dictionary<string, string>
        {
            ["List-Unsubscribe"] = "<https://shop.example/u>",
            ["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click",
        },
        new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_mail_arrives_as_it_was_written()
    {
        await using var server = new SmtpServer();
        using var app = App(server);
        var channel = app.Get<IMailChannel>();
        Assert.IsType<SmtpChannel>(channel);

        Assert.Equal(SendResult.Accepted, (await channel.SendAsync(Hello, default)).Kind);
        Assert.Equal(SendResult.Accepted, (await channel.SendAsync(Hello with { IntentId = "2" }, default)).Kind);

        Assert.Equal(2, server.Mails.Count);
        Assert.Equal(1, server.Connections); // The second mail went the same way.
        var (from, to, mail) = server.Mails.First();
        Assert.Equal(("news@shop.example", "ana@example.com"), (from, to));
        Assert.Equal(("Три улуна — на пробу", "<p>Чай 🍵</p>"), (mail.Subject, mail.HtmlBody!.TrimEnd()));
        Assert.Equal("Чай 🍵\n.\nstill the mail", mail.TextBody!.ReplaceLineEndings("\n").TrimEnd());
        Assert.Equal("List-Unsubscribe=One-Click", mail.Headers["List-Unsubscribe-Post"]);
        Assert.Equal(("Shop", "0a0123456789abcdefghjkmnpq-1@shop.example"), (mail.From.Mailboxes.Single().Name, mail.MessageId));
        Assert.Equal(Hello.At, mail.Date);
    }

    [Theory]
    [InlineData("550 no such user ana@example.com", SendResult.Refused)]
    [InlineData("451 later", SendResult.NotSent)]
    public async Task What_the_server_refuses_is_told_for_good_or_for_now(string answer, SendResult result)
    {
        await using var server = new SmtpServer { AnswerToRecipient = answer };
        using var app = App(server);

        var outcome = await app.Get<IMailChannel>().SendAsync(Hello, default);
        Assert.Equal(result, outcome.Kind);
        Assert.DoesNotContain("ana@", outcome.Reason ?? "", StringComparison.Ordinal);
        Assert.Empty(server.Mails);
    }

    [Fact]
    public async Task A_connection_that_breaks_before_the_last_answer_leaves_the_mail_unknown_and_no_server_sends_nothing()
    {
        var server = new SmtpServer { BreaksAfterData = true };
        using var app = App(server);
        Assert.Equal(SendResult.Unknown, (await app.Get<IMailChannel>().SendAsync(Hello, default)).Kind);

        await server.DisposeAsync();
        Assert.Equal(SendResult.NotSent, (await app.Get<IMailChannel>().SendAsync(Hello, default)).Kind);
    }

    private TestApp App(SmtpServer server) => new(azurite, new()
    {
        ["Mail:From"] = "Shop <news@shop.example>",
        ["Smtp:Host"] = "127.0.0.1",
        ["Smtp:Port"] = $"{server.Port}",
        ["Smtp:Security"] = "None",
    });

    /// <summary>As much of a mail server as a client needs.</summary>
    private sealed class SmtpServer : IAsyncDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly CancellationTokenSource _stop = new();
        private readonly ConcurrentBag<TcpClient> _clients = [];
        private readonly Task _running;
        private int _connections;

        public SmtpServer()
        {
            _listener.Start();
            _running = AcceptAsync();
        }

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        public int Connections => _connections;

        public string AnswerToRecipient { get; init; } = "250 ok";

        public bool BreaksAfterData { get; init; }

        public ConcurrentQueue<(string From, string To, MimeMessage Mail)> Mails { get; } = new();

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            _listener.Dispose();
            foreach (var client in _clients)
            {
                client.Dispose();
            }

            await _running;
            _stop.Dispose();
        }

        private async Task AcceptAsync()
        {
            try
            {
                while (true)
                {
                    var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                    _clients.Add(client);
                    Interlocked.Increment(ref _connections);
                    _ = TalkAsync(client);
                }
            }
            catch (Exception stopped) when (stopped is OperationCanceledException or SocketException or ObjectDisposedException)
            {
            }
        }

        private async Task TalkAsync(TcpClient client)
        {
            try
            {
                using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
                using var writer = new StreamWriter(client.GetStream(), Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
                await writer.WriteLineAsync("220 test");
                var (from, to) = ("", "");
                while (await reader.ReadLineAsync(_stop.Token) is { } line)
                {
                    switch (line.Split(' ', ':')[0].ToUpperInvariant())
                    {
                        case "EHLO":
                            await writer.WriteLineAsync("250-test");
                            await writer.WriteLineAsync("250 8BITMIME");
                            break;
                        case "MAIL":
                            from = Address(line);
                            await writer.WriteLineAsync("250 ok");
                            break;
                        case "RCPT":
                            to = Address(line);
                            await writer.WriteLineAsync(AnswerToRecipient);
                            break;
                        case "DATA":
                            await writer.WriteLineAsync("354 go on");
                            var mail = await ReadAsync(reader);
                            if (BreaksAfterData)
                            {
                                client.Dispose();
                                return;
                            }

                            Mails.Enqueue((from, to, mail));
                            await writer.WriteLineAsync("250 queued");
                            break;
                        case "QUIT":
                            await writer.WriteLineAsync("221 bye");
                            return;
                        default:
                            await writer.WriteLineAsync("250 ok");
                            break;
                    }
                }
            }
            catch (Exception gone) when (gone is IOException or OperationCanceledException or ObjectDisposedException)
            {
            }
        }

        private async Task<MimeMessage> ReadAsync(StreamReader reader)
        {
            var data = new StringBuilder();
            while (await reader.ReadLineAsync(_stop.Token) is { } line && line != ".")
            {
                data.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
            }

            return await MimeMessage.LoadAsync(new MemoryStream(Encoding.Latin1.GetBytes(data.ToString())), _stop.Token);
        }

        private static string Address(string line) => line[(line.IndexOf('<') + 1)..line.IndexOf('>')];
    }
}
