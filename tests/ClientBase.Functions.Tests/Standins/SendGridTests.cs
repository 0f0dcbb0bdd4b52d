using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using SendGrid;
using SendGrid.Helpers.Errors.Model;
using SendGrid.Helpers.Mail;

namespace ClientBase.Functions.Tests.Standins;

public sealed class SendGridTests
{
    private const string PublishedDescription = "sendgrid/oai_mail_send.json";

    private static readonly EmailAddress Shop = new("shop@example.com", "Shop");

    [Fact]
    public async Task A_message_is_posted_to_the_v3_api_with_the_key_as_bearer_token()
    {
        var handler = new RecordingHandler(HttpStatusCode.Accepted);
        var client = new SendGridClient(new HttpClient(handler), new SendGridClientOptions { ApiKey = "SG.key" });

        var response = await client.SendEmailAsync(Message());

        Assert.True(response.IsSuccessStatusCode);
        Assert.Equal(HttpMethod.Post, handler.Request.Method);
        Assert.Equal(new Uri("https://api.sendgrid.com/v3/mail/send"), handler.Request.RequestUri);
        Assert.Equal("Bearer SG.key", handler.Header("Authorization"));
        Assert.Equal("application/json", handler.ContentType);
        Assert.StartsWith("sendgrid/9.29.3", handler.Header("User-Agent")!.Replace(",", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:9/mail")]
    [InlineData("http://127.0.0.1:9/mail/")]
    public async Task The_host_may_have_a_path_of_its_own(string host)
    {
        var handler = new RecordingHandler(HttpStatusCode.Accepted);
        var client = new SendGridClient(new HttpClient(handler), "SG.key", host);

        await client.SendEmailAsync(Message());

        Assert.Equal(new Uri("http://127.0.0.1:9/mail/v3/mail/send"), handler.Request.RequestUri);
    }

    [Fact]
    public async Task Other_calls_take_their_method_path_query_and_headers_from_the_caller()
    {
        var handler = new RecordingHandler();
        var headers = new Dictionary<string, string> { ["On-Behalf-Of"] = "subuser" };
        var client = new SendGridClient(new HttpClient(handler), "SG.key", requestHeaders: headers);

        await client.RequestAsync(
            BaseClient.Method.GET, queryParams: """{"limit":2,"all":true,"ids":["a","b"]}""", urlPath: "suppression/bounces");

        Assert.Equal(HttpMethod.Get, handler.Request.Method);
        Assert.Equal("/v3/suppression/bounces?limit=2&all=True&ids=a&ids=b", handler.Target);
        Assert.Equal("subuser", handler.Header("On-Behalf-Of"));
        Assert.Null(handler.Body);
    }

    [Fact]
    public void A_message_is_written_with_the_field_names_of_the_api_and_without_nulls()
    {
        var message = Message();
        message.SetReplyTo(new EmailAddress("help@example.com"));
        message.Personalizations.Add(new Personalization
        {
            Tos = [new EmailAddress("leo@example.com", "Leo")],
            Subject = "For Leo",
            Headers = new() { ["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click" },
            Substitutions = new() { ["-name-"] = "Leo" },
            CustomArgs = new() { ["intent"] = "42" },
            SendAt = 1_900_000_000,
        });
        message.AddCategory("welcome");
        message.AddGlobalHeader("X-Kind", "campaign");
        message.AddGlobalCustomArg("campaign", "7");
        message.SetGlobalSendAt(1_900_000_001);
        message.SetBatchId("batch");
        message.SetAsm(5, [5, 6]);
        message.SetClickTracking(true, false);
        message.SetOpenTracking(true);
        message.SetSandBoxMode(true);

        AssertJson(
            """
            {
              "from": { "name": "Shop", "email": "shop@example.com" },
              "personalizations": [
                { "to": [ { "name": "Ana", "email": "ana@example.com" } ], "subject": "Hello" },
                {
                  "to": [ { "name": "Leo", "email": "leo@example.com" } ],
                  "subject": "For Leo",
                  "headers": { "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" },
                  "substitutions": { "-name-": "Leo" },
                  "custom_args": { "intent": "42" },
                  "send_at": 1900000000
                }
              ],
              "content": [ { "type": "text/plain", "value": "plain" }, { "type": "text/html", "value": "<p>html</p>" } ],
              "headers": { "X-Kind": "campaign" },
              "categories": [ "welcome" ],
              "custom_args": { "campaign": "7" },
              "send_at": 1900000001,
              "asm": { "group_id": 5, "groups_to_display": [ 5, 6 ] },
              "batch_id": "batch",
              "mail_settings": { "sandbox_mode": { "enable": true } },
              "tracking_settings": {
                "click_tracking": { "enable": true, "enable_text": false },
                "open_tracking": { "enable": true }
              },
              "reply_to": { "email": "help@example.com" }
            }
            """,
            message.Serialize());
    }

    [Fact]
    public void Signs_that_html_would_read_are_escaped_and_letters_of_any_script_are_not()
    {
        var message = new SendGridMessage { Subject = "Скидка <5%> & \"ещё\"" };

        var json = message.Serialize();

        Assert.Contains(@"Скидка \u003c5%\u003e \u0026", json, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void The_plain_part_goes_before_the_html_part_whatever_was_set_first()
    {
        var added = new SendGridMessage();
        added.AddContent(MimeType.Html, "<p>h</p>");
        added.AddContent(MimeType.Text, "p");
        var set = new SendGridMessage { HtmlContent = "<p>h</p>", PlainTextContent = "p" };

        const string Expected = """{"content":[{"type":"text/plain","value":"p"},{"type":"text/html","value":"<p>h</p>"}]}""";
        AssertJson(Expected, added.Serialize());
        AssertJson(Expected, set.Serialize());
    }

    [Fact]
    public void An_address_is_written_once_per_list()
    {
        var message = new SendGridMessage();
        message.AddTos([new EmailAddress("ana@example.com"), new EmailAddress("ANA@example.com"), new EmailAddress("leo@example.com")]);

        AssertJson("""{"personalizations":[{"to":[{"email":"ana@example.com"},{"email":"leo@example.com"}]}]}""", message.Serialize());
    }

    [Fact]
    public void A_written_message_can_be_read_again()
    {
        var json = Message().Serialize();

        var read = SendGridMessage.Deserialize(json);

        Assert.Equal(Shop, read.From);
        Assert.Equal(new EmailAddress("ANA@example.com"), Assert.Single(read.Personalizations[0].Tos));
        Assert.Equal(json, read.Serialize());
    }

    [Fact]
    public void An_index_one_past_the_last_personalization_adds_one_and_a_further_one_is_refused()
    {
        var message = new SendGridMessage();
        message.AddTo("ana@example.com");
        message.AddTo(new EmailAddress("leo@example.com"), 1);
        message.AddCustomArg("intent", "1");
        message.AddCustomArg("run", "2");

        Assert.Equal(2, message.Personalizations.Count);
        Assert.Equal(["intent", "run"], message.Personalizations[0].CustomArgs.Keys);
        Assert.Throws<ArgumentException>(() => message.AddTo(new EmailAddress("eva@example.com"), 3));
    }

    [Fact]
    public async Task An_error_is_a_response_unless_exceptions_were_asked_for()
    {
        const string Errors = """{"errors":[{"message":"too many","field":"personalizations","help":null}]}""";
        var options = new SendGridClientOptions { ApiKey = "SG.key" };
        var client = new SendGridClient(new HttpClient(new RecordingHandler(HttpStatusCode.TooManyRequests, Errors)), options);

        var response = await client.SendEmailAsync(Message());

        Assert.False(response.IsSuccessStatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.Equal("7", response.DeserializeResponseHeaders()["Retry-After"]);
        Assert.Equal(Errors, await response.Body.ReadAsStringAsync());

        options.HttpErrorAsException = true;
        var error = await Assert.ThrowsAsync<TooManyRequestsException>(() => client.SendEmailAsync(Message()));
        var details = JsonSerializer.Deserialize<SendGridErrorResponse>(error.Message)!;
        Assert.Equal((429, "too many", "personalizations"), (details.ErrorHttpStatusCode, details.SendGridErrorMessage, details.FieldWithError));
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest, typeof(BadRequestException))]
    [InlineData(HttpStatusCode.Unauthorized, typeof(UnauthorizedException))]
    [InlineData(HttpStatusCode.Conflict, typeof(RequestErrorException))]
    [InlineData(HttpStatusCode.BadGateway, typeof(SendGridInternalException))]
    [InlineData(HttpStatusCode.ServiceUnavailable, typeof(ServiceNotAvailableException))]
    public async Task Each_status_has_its_exception_even_when_the_body_is_no_json(HttpStatusCode status, Type expected)
    {
        var http = new HttpClient(new RecordingHandler(status, "<html>", "text/html"));
        var client = new SendGridClient(http, "SG.key", httpErrorAsException: true);

        Assert.IsType(expected, await Record.ExceptionAsync(() => client.SendEmailAsync(Message())));
    }

    [Fact]
    public void A_client_without_a_key_cannot_be_made()
    {
        Assert.Throws<ArgumentNullException>(() => new SendGridClient(""));
        Assert.Throws<ArgumentNullException>(() => new SendGridClientOptions { ApiKey = " " });
    }

    [PublicDataFact(PublishedDescription)]
    public void Every_written_field_is_one_the_published_api_knows_and_no_required_one_is_missing()
    {
        var schema = PublishedSchema();
        var message = Message();
        message.SetGlobalSubject("Hello");
        message.AddCategory("welcome");
        message.AddCustomArg("intent", "42");
        message.SetSendAt(1_900_000_000);
        message.SetSandBoxMode(true);
        message.SetClickTracking(true, true);
        var written = JsonNode.Parse(message.Serialize())!.AsObject();

        AssertFits(schema, written);
        AssertFits(schema["properties"]!["personalizations"]!["items"]!, written["personalizations"]![0]!.AsObject());
        AssertFits(schema["properties"]!["content"]!["items"]!, written["content"]![0]!.AsObject());
        AssertFits(schema["properties"]!["tracking_settings"]!, written["tracking_settings"]!.AsObject());
        AssertFits(schema["properties"]!["mail_settings"]!, written["mail_settings"]!.AsObject());
    }

    private static SendGridMessage Message() =>
        MailHelper.CreateSingleEmail(Shop, new EmailAddress("ana@example.com", "Ana"), "Hello", "plain", "<p>html</p>");

    private static void AssertJson(string expected, string actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(actual)), actual);

    private static void AssertFits(JsonNode schema, JsonObject written)
    {
        var known = schema["properties"]!.AsObject().Select(property => property.Key);
        var required = schema["required"]?.AsArray().Select(name => name!.GetValue<string>()) ?? [];
        Assert.Empty(written.Select(property => property.Key).Except(known));
        Assert.Empty(required.Except(written.Select(property => property.Key)));
    }

    private static JsonNode PublishedSchema() =>
        JsonNode.Parse(File.ReadAllText(Repository.Data(PublishedDescription)))!["mail_send"]!["mail_send"]!["post"]!
            ["requestBody"]!["content"]!["application/json"]!["schema"]!;
}
