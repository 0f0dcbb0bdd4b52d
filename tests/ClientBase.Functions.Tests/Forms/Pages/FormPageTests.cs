using System.Text.RegularExpressions;
using ClientBase.Domain.Contacts;
using ClientBase.Functions.Forms.Defining;
using ClientBase.Functions.Forms.Guarding;
using ClientBase.Functions.Forms.Pages;
using ClientBase.Functions.Tests.Fixtures;
using Microsoft.AspNetCore.Http;

namespace ClientBase.Functions.Tests.Forms.Pages;

/// <summary>The pages of forms, as they are sent.</summary>
public sealed class FormPageTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private readonly FormsApp _app = new(azurite, new() { ["Forms:MinFillMilliseconds"] = "0" });

    public async ValueTask InitializeAsync()
    {
        await _app.CreateAsync();
        await _app.DefineAsync("tea", new
        {
            kind = "landing",
            allowedOrigins = new[] { "https://shop.example" },
            thankYouUrl = "https://shop.example/thanks",
            title = new { ru = "Чай <даром>", en = "Tea" },
            theme = new { accent = "#7a3b12", radius = 9 },
        });
    }

    public ValueTask DisposeAsync()
    {
        _app.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_page_allows_no_script_but_our_own_and_may_be_framed_by_allowed_sites_only()
    {
        var page = await PageAsync("tea", accepted: "ru");

        var policy = page.Headers.ContentSecurityPolicy.ToString();
        Assert.Contains("script-src 'self';", policy);
        Assert.Contains("frame-ancestors 'self' https://shop.example", policy);
        Assert.Contains("base-uri 'none'", policy);
        Assert.Contains("form-action 'self' https://shop.example;", policy);
        Assert.DoesNotMatch("<script(?! src)| on[a-z]+=| style=", page.Text);
        Assert.Contains("Чай &lt;даром&gt;", page.Text);
        Assert.Contains("--brand:#7a3b12", page.Text);
        Assert.Contains("--r:9px", page.Text);
    }

    [Theory]
    [InlineData("ru-RU,ru;q=0.9", "", "ru")]
    [InlineData("en-GB", "", "en")]
    [InlineData("de", "", "en")]
    [InlineData("en", "?lang=ru", "ru")]
    [InlineData("ru", "?lang=xx", "ru")]
    public async Task A_page_speaks_the_readers_language(string accepted, string query, string language) =>
        Assert.Contains($"<html lang=\"{language}\">", (await PageAsync("tea", query, accepted)).Text);

    [Fact]
    public async Task A_page_is_asked_for_each_time_and_sent_again_only_when_it_is_another()
    {
        var first = await PageAsync("tea");
        _app.Clock.Advance(TimeSpan.FromSeconds(5));
        var tag = first.Headers.ETag.ToString();

        Assert.Equal("no-cache", first.Headers.CacheControl);
        Assert.Equal(304, (await PageAsync("tea", with: request => request.Headers.IfNoneMatch = tag)).Status);
        await _app.DefineAsync("tea", new { kind = "landing", title = new { en = "Other tea" } });
        Assert.Equal(200, (await PageAsync("tea", with: request => request.Headers.IfNoneMatch = tag)).Status);
    }

    [Fact]
    public async Task An_unknown_form_is_a_page_too()
    {
        var page = await PageAsync("nothing", accepted: "ru");

        Assert.Equal(404, page.Status);
        Assert.Contains("Такой формы нет", page.Text);
    }

    [Fact]
    public async Task What_an_address_says_is_never_shown_as_what_a_person_typed()
    {
        var page = await PageAsync("tea", "?email=victim@shop.example&utm_source=%22%3E%3Cscript%3E&name=x");

        Assert.DoesNotContain("victim", page.Text);
        Assert.DoesNotContain("<script>", page.Text);
        Assert.Contains("name=\"utm_source\" value=\"&quot;&gt;&lt;script&gt;\"", page.Text);
    }

    [Fact]
    public async Task A_plain_form_goes_to_the_shops_page_or_to_ours()
    {
        await _app.DefineAsync("own", new { kind = "landing", bonus = new { code = "TEA10" } });
        void AsBrowser(HttpRequest request) => request.Headers.Accept = FormsApp.Browser;

        Assert.Equal("https://shop.example/thanks", (await PostAsync("tea")).Location);
        var own = (await PostAsync("own")).Location!;
        Assert.StartsWith("/api/forms/own/thanks?p=", own, StringComparison.Ordinal);
        Task<Answer> ThanksAsync(string query) => _app.SendAsync(
            request => _app.Get<ShowFormPages>().ThankAsync(request, "own", default),
            with: request => request.QueryString = new QueryString(query));
        var thanks = await ThanksAsync(own[own.IndexOf('?')..]);
        Assert.Contains("TEA10", thanks.Text);
        Assert.Equal("no-store", thanks.Headers.CacheControl);
        Assert.DoesNotContain("TEA10", (await ThanksAsync("?p=forged")).Text);
        Task<Answer> PostAsync(string form) => _app.PostAsync(form, FormsApp.UrlEncoded, "email=p@pages.example", AsBrowser);
    }

    [Theory]
    [InlineData("missing", "email=a@pages.example", FormsApp.UrlEncoded, 404)]
    [InlineData("tea", "email=a", "text/csv", 415)]
    [InlineData("tea", "--b", "multipart/form-data; boundary=b", 400)]
    [InlineData("tea", "email=a&name=%3Cb%3E", FormsApp.UrlEncoded, 400)]
    public async Task Every_refusal_of_a_plain_form_is_a_page_without_foreign_markup(string form, string body, string type, int status)
    {
        var answer = await _app.PostAsync(form, type, body, request =>
        {
            request.Headers.Accept = FormsApp.Browser;
            request.Headers.AcceptLanguage = "ru";
        });

        Assert.Equal(status, answer.Status);
        Assert.Contains("<html lang=\"ru\">", answer.Text);
        Assert.DoesNotContain("<b>", answer.Text);
    }

    [Fact]
    public async Task A_page_of_our_own_may_post_though_only_the_shop_is_allowed()
    {
        Task<Answer> FromAsync(string origin) =>
            _app.PostAsync("tea", new { email = "own@pages.example" }, request => request.Headers.Origin = origin);

        Assert.Equal(202, (await FromAsync("https://api.shop.example")).Status);
        Assert.Equal(202, (await FromAsync("https://shop.example")).Status);
        Assert.Equal(403, (await FromAsync("https://evil.example")).Status);
        Assert.Equal(403, (await FromAsync("null")).Status);
    }

    [Fact]
    public async Task Only_who_holds_a_link_is_asked_less_and_nobody_sees_a_value()
    {
        await _app.DefineAsync("ask", new
        {
            kind = "registration",
            fields = new object[]
            {
                new { name = "email", required = true }, new { name = "city" }, new { name = "birthDate", progressive = true },
                new { name = "company", progressive = true }, new { name = "jobTitle", progressive = true },
            },
        });
        await _app.PostAsync("ask", new { email = "known@ask.example", city = "Омск", birthDate = "1985-05-05" });
        var contact = await _app.FileAllAsync();
        var link = (await _app.SendAsync(
            request => _app.Get<LinkForm>().RunAsync(request, "ask", default),
            with: request => request.QueryString = new QueryString($"?contact={contact.Id}"))).Json.GetProperty("url").GetString()!;

        var known = await PageAsync("ask", link[link.IndexOf('?')..]);
        Assert.Equal(["company", "jobTitle"], Asked(known));
        Assert.DoesNotContain("Омск", known.Text);
        Assert.DoesNotContain("known@ask.example", known.Text);
        Assert.Equal(["email", "city"], Asked(await PageAsync("ask", $"?visitorId=v1&t={link[^20..]}")));
        Assert.Equal(["email", "city"], Asked(await PageAsync("ask", $"?t={(await PassAsync("other", contact))}")));

        var pass = link[(link.IndexOf("t=", StringComparison.Ordinal) + 2)..];
        Assert.Equal(202, (await _app.PostAsync("ask", new { _pass = pass, company = "Ромашка" })).Status);
        var after = await _app.FileAllAsync();
        Assert.Equal((contact.Id, "Ромашка", "Омск"), (after.Id, after.Field("company"), after.Field("city")));
        Assert.Equal(400, (await _app.PostAsync("ask", new { _pass = "forged", company = "Ромашка" })).Status);
        _app.Clock.Advance(TimeSpan.FromDays(91));
        Assert.Equal(["email", "city"], Asked(await PageAsync("ask", $"?t={pass}")));
    }

    private ValueTask<string> PassAsync(string form, Contact contact) => _app.Get<FormPasses>().SealAsync(
        new FormPass(form, _app.Clock.GetUtcNow().AddDays(1).ToUnixTimeSeconds()) { Contact = contact.Id }, default);

    private static IEnumerable<string> Asked(Answer page) =>
        Regex.Matches(page.Text, "<(?:input class|textarea|select)[^>]* name=\"([a-zA-Z]+)\"").Select(match => match.Groups[1].Value);

    private Task<Answer> PageAsync(
        string form, string query = "", string accepted = "en", Action<HttpRequest>? with = null) => _app.SendAsync(
        request => _app.Get<ShowFormPages>().PageAsync(request, form, default),
        with: request =>
        {
            (request.Path, request.QueryString) = ($"/api/forms/{form}/page", new QueryString(query));
            request.Headers.AcceptLanguage = accepted;
            with?.Invoke(request);
        });
}
