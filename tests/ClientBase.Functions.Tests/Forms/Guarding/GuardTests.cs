using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ClientBase.Functions.Forms.Guarding;
using ClientBase.Functions.Forms.Pages;
using ClientBase.Functions.Http;
using ClientBase.Functions.Tests.Fixtures;
using Microsoft.AspNetCore.Http;

namespace ClientBase.Functions.Tests.Forms.Guarding;

/// <summary>What keeps robots out.</summary>
public sealed class GuardTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private readonly FormsApp _app = new(azurite, new() { ["Forms:RatePerMinute"] = "6", ["Forms:WorkNumber"] = "1000" });

    public async ValueTask InitializeAsync()
    {
        await _app.CreateAsync();
        await _app.DefineAsync("news", new { kind = "newsletter" });
        await _app.DefineAsync("work", new { kind = "newsletter", proofOfWork = true });
    }

    public ValueTask DisposeAsync()
    {
        _app.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Instances_count_together()
    {
        var instances = Enumerable.Range(0, 3).Select(_ => NewInstance()).ToList();
        var allowed = 0;
        for (var post = 0; post < 30; post++)
        {
            allowed += await instances[post % 3].AllowsAsync("news", "203.0.113.7", default) ? 1 : 0;
        }

        Assert.Equal(6, allowed);
        Assert.True(await instances[0].AllowsAsync("news", "203.0.113.8", default));
        Assert.True(await instances[0].AllowsAsync("other", "203.0.113.7", default));
        _app.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(await instances[0].AllowsAsync("news", "203.0.113.7", default));
    }

    [Fact]
    public async Task What_is_over_is_swept_and_no_row_holds_an_address()
    {
        var limit = NewInstance();
        for (var minute = 0; minute < 10; minute++)
        {
            await limit.AllowsAsync("news", "203.0.113.7", default);
            _app.Clock.Advance(TimeSpan.FromMinutes(2));
        }

        var rows = (await _app.RowsAsync("Forms")).Where(row => row.PartitionKey.StartsWith("w|", StringComparison.Ordinal)).ToList();
        Assert.InRange(rows.Count, 1, 2);
        Assert.All(rows, row => Assert.DoesNotContain("203.0.113.7", JsonSerializer.Serialize(row)));
    }

    [Fact]
    public async Task Too_many_posts_are_told_when_to_come_again()
    {
        Answer? answer = null;
        for (var post = 0; post < 7; post++)
        {
            answer = await _app.PostAsync("news", new { email = $"{post}@rate.example" }, From("203.0.113.20"));
        }

        Assert.Equal(429, answer!.Status);
        Assert.Equal("60", answer.Headers.RetryAfter);
        Assert.Equal(202, (await _app.PostAsync("news", new { email = "x@rate.example" }, From("203.0.113.21"))).Status);
    }

    [Theory]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:2:ffff:1:2:3", "2001:db8:1:2::/64")]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("127.0.0.1", "127.0.0.1")]
    public void Of_IPv6_a_network_of_64_bits_is_one_client(string address, string network)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(address);

        Assert.Equal(network, Client.NetworkOf(context.Request));
    }

    [Fact]
    public async Task Work_that_was_done_is_taken_once()
    {
        var solution = await SolveAsync("work");
        Task<Answer> PostAsync(string? altcha) => _app.PostAsync("work", new { email = "w@work.example", altcha });

        Assert.Equal(400, (await PostAsync(null)).Status);
        Assert.Equal(202, (await PostAsync(solution)).Status);
        Assert.Equal(400, (await PostAsync(solution)).Status);
        Assert.False((await _app.CaptureAsync()).Data.ContainsKey("altcha"));
    }

    [Fact]
    public async Task Work_of_another_form_forged_or_too_old_is_not_taken()
    {
        await _app.DefineAsync("work2", new { kind = "newsletter", proofOfWork = true });
        var forged = Encoding.UTF8.GetString(Convert.FromBase64String(await SolveAsync("work")))
            .Replace("\"signature\":\"", "\"signature\":\"0", StringComparison.Ordinal);
        var old = await SolveAsync("work");
        var work = _app.Get<ProofOfWork>();

        Assert.False(await work.IsDoneAsync("work2", await SolveAsync("work"), default));
        Assert.False(await work.IsDoneAsync("work", Convert.ToBase64String(Encoding.UTF8.GetBytes(forged)), default));
        foreach (var text in new[] { "", "=", "e30=", "bnVsbA==", new string('A', 9_000) })
        {
            Assert.False(await work.IsDoneAsync("work", text, default));
        }

        _app.Clock.Advance(TimeSpan.FromMinutes(21));
        Assert.False(await work.IsDoneAsync("work", old, default));
    }

    [Fact]
    public async Task A_robot_is_thanked_and_nothing_is_kept()
    {
        var answer = await _app.PostAsync("news", new { email = "bot@rate.example", _hp = "x" }, From("203.0.113.30"));

        Assert.Equal(202, answer.Status);
        Assert.Empty(await _app.CapturesAsync());
    }

    private FormRateLimit NewInstance() => new(
        _app.Get<FormWindows>(),
        Microsoft.Extensions.Options.Options.Create(new ClientBase.Functions.Forms.Receiving.FormOptions { RatePerMinute = 6 }),
        _app.Clock);

    private static Action<HttpRequest> From(string address) =>
        request => request.HttpContext.Connection.RemoteIpAddress = IPAddress.Parse(address);

    private async Task<string> SolveAsync(string form)
    {
        var challenge = (await _app.SendAsync(request => _app.Get<ServeFormScripts>().ChallengeAsync(request, form, default))).Json;
        string Member(string name) => challenge.GetProperty(name).GetString()!;
        var number = Enumerable.Range(0, challenge.GetProperty("maxnumber").GetInt32() + 1).First(candidate =>
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Member("salt")}{candidate}"))) == Member("challenge"));
        return Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(new
        {
            algorithm = Member("algorithm"),
            challenge = Member("challenge"),
            number,
            salt = Member("salt"),
            signature = Member("signature"),
        }));
    }
}
