using System.Text;
using ClientBase.Functions.Tests.Fixtures;
using static ClientBase.Functions.Tests.Crm.CrmBase;

namespace ClientBase.Functions.Tests.Crm;

public sealed class RequestTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private const string Secret = "a secret of tests";

    private readonly CrmBase _app = new(azurite, new()
    {
        ["SendGrid:InboundSecret"] = Secret, ["Mail:From"] = "Shop <news@shop.example>",
    });

    public async ValueTask InitializeAsync() => await _app.CreateAsync();

    public ValueTask DisposeAsync()
    {
        _app.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_request_is_opened_answered_and_closed_and_the_timeline_tells_by_whom()
    {
        var id = await _app.PersonAsync("ann");
        var request = IdOf(await _app.AddRequestAsync(id, new { subject = "Broken", text = "The bell is broken", by = "anna" }));
        Assert.Equal([request], Texts(await _app.RequestsAsync("?state=open"), "id"));

        _app.Clock.Advance(TimeSpan.FromHours(1));
        var answer = new { state = "answered", text = "We send a new one", by = "boris" };
        Assert.Equal(200, (await _app.PatchRequestAsync(request, answer)).Status);
        Assert.Equal(200, (await _app.PatchRequestAsync(request, answer)).Status);
        Assert.Empty(Texts(await _app.RequestsAsync("?state=open"), "id"));
        Assert.Equal([request], Texts(await _app.RequestsAsync("?state=answered"), "id"));
        Assert.Equal([request], Texts(await _app.RequestsAsync(), "id"));
        _app.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(200, (await _app.PatchRequestAsync(request, new { state = "closed" })).Status);

        var entries = (await _app.TimelineAsync(id)).Where(entry => entry.GetProperty("kind").GetString() == "request")
            .Select(entry => entry.GetProperty("data").GetProperty("state").GetString());
        Assert.Equal(["closed", "answered", "open"], entries);
        Assert.Equal(400, (await _app.PatchRequestAsync(request, new { state = "lost" })).Status);
        Assert.Equal(400, (await _app.AddRequestAsync(id, new { text = "no subject" })).Status);
        Assert.Equal(404, (await _app.PatchRequestAsync("nonsense", new { state = "closed" })).Status);
    }

    [Fact]
    public async Task A_parsed_reply_becomes_a_request_of_its_sender_once()
    {
        var id = await _app.PersonAsync("bea");
        (string, byte[])[] letter =
        [
            ("from", Utf8("Bea B <BEA@clients.example>")), ("to", Utf8("help@shop.example")), ("subject", Utf8("Re: Your order")),
            ("text", Utf8("When does it come?")), ("headers", Utf8("Message-ID: <1@mail.example>\nDate: Sun, 1 Mar 2026 11:00:00 +0000\n")),
            ("envelope", Utf8("{\"to\":[\"help@shop.example\"],\"from\":\"bea@clients.example\"}")),
        ];

        Assert.Equal(200, await _app.LetterAsync(Secret, letter));
        Assert.Equal(200, await _app.LetterAsync(Secret, letter)); // SendGrid repeats what it was not answered in time.

        var open = await _app.RequestsAsync("?state=open");
        Assert.Equal(["Re: Your order"], Texts(open, "subject"));
        Assert.Equal(["When does it come?"], Texts(open, "text"));
        Assert.Equal([id], Texts(open, "contact"));
        Assert.Single(await _app.TimelineAsync(id), entry => entry.GetProperty("kind").GetString() == "request");
        await _app.RecomputeAsync();
        Assert.Contains("funnel-green-gold", await _app.SegmentsAsync(id));
    }

    [Fact]
    public async Task A_raw_letter_of_a_stranger_makes_a_contact_and_its_charset_is_read()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var koi8 = Encoding.GetEncoding("koi8-r").GetBytes("Здравствуйте, где мой заказ?");
        byte[] raw =
        [
            .. Utf8("From: =?utf-8?B?0JDQvdC90LA=?= <stranger@clients.example>\r\nTo: help@shop.example\r\n"
                + "Subject: =?utf-8?B?0JfQsNC60LDQtw==?=\r\n"
                + "Message-ID: <2@mail.example>\r\nDate: Sun, 1 Mar 2026 10:00:00 +0300\r\nMIME-Version: 1.0\r\n"
                + "Content-Type: text/plain; charset=koi8-r\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"),
            .. koi8,
        ];

        Assert.Equal(200, await _app.LetterAsync(Secret, ("email", raw), ("from", Utf8("stranger@clients.example"))));

        var open = await _app.RequestsAsync("?state=open");
        Assert.Equal(["Заказ"], Texts(open, "subject"));
        Assert.Equal(["Здравствуйте, где мой заказ?"], Texts(open, "text"));
        Assert.Equal(["2026-03-01T07:00:00+00:00"], Texts(open, "openedAt"));
        var contact = Assert.Single(await _app.ContactsAsync());
        Assert.Equal("stranger@clients.example", contact.PrimaryEmail);
        Assert.Empty(contact.Consents);
    }

    [Fact]
    public async Task A_parsed_field_in_another_charset_is_read_as_the_form_says()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        Assert.Equal(200, await _app.LetterAsync(
            Secret,
            ("from", Utf8("cyril@clients.example")),
            ("subject", Utf8("Hi")),
            ("text", Encoding.GetEncoding(1251).GetBytes("Да")),
            ("charsets", Utf8("{\"from\":\"UTF-8\",\"subject\":\"UTF-8\",\"text\":\"windows-1251\"}"))));
        Assert.Equal(["Да"], Texts(await _app.RequestsAsync("?state=open"), "text"));
    }

    [Fact]
    public async Task A_letter_in_html_alone_is_read_without_its_tags()
    {
        Assert.Equal(200, await _app.LetterAsync(
            Secret, ("from", Utf8("html@clients.example")), ("subject", Utf8("Hi")),
            ("html", Utf8("<style>p{color:red}</style><p>Hello &amp; <b>goodbye</b></p><script>alert(1)</script>"))));
        Assert.Equal(["Hello & goodbye"], Texts(await _app.RequestsAsync("?state=open"), "text"));
    }

    [Theory]
    [InlineData("Auto-Submitted: auto-replied\n", "someone@clients.example", null)]
    [InlineData("Precedence: bulk\n", "someone@clients.example", null)]
    [InlineData("X: y\n", "someone@clients.example", "{\"from\":\"\"}")]
    [InlineData("X: y\n", "news@shop.example", null)]
    public async Task Nobody_waits_for_an_answer_to_a_machine_or_to_ourselves(string headers, string from, string? envelope)
    {
        Assert.Equal(200, await _app.LetterAsync(
            Secret, ("from", Utf8(from)), ("subject", Utf8("Away")), ("headers", Utf8(headers)), ("envelope", Utf8(envelope ?? "{}"))));
        Assert.Empty(Texts(await _app.RequestsAsync(), "id"));
        Assert.Empty(await _app.ContactsAsync());
    }

    [Fact]
    public async Task Another_secret_is_401_and_what_is_no_letter_400()
    {
        Assert.Equal(401, await _app.LetterAsync("guess", ("from", Utf8("a@clients.example"))));
        Assert.Equal(400, await _app.LetterAsync(Secret, ("subject", Utf8("from nobody"))));
        Assert.Equal(400, await _app.LetterAsync(Secret, ("from", Utf8("not an address"))));
        using var closed = new CrmBase(azurite);
        await closed.CreateAsync();
        Assert.Equal(401, await closed.LetterAsync("", ("from", Utf8("a@clients.example"))));
    }
}
