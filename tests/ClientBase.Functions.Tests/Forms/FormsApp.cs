using System.Text;
using System.Text.Json;
using ClientBase.Domain.Contacts;
using ClientBase.Functions.Capture;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Forms.Defining;
using ClientBase.Functions.Forms.Receiving;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Tests.Fixtures;
using Microsoft.AspNetCore.Http;

namespace ClientBase.Functions.Tests.Forms;

/// <summary>An answer to a post.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Text">Its body.</param>
/// <param name="Headers">Its headers.</param>
internal sealed record Answer(int Status, string Text, IHeaderDictionary Headers)
{
    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Text);

    public string? Location => Headers.Location;

    /// <summary>Why a field is refused; empty when it is not.</summary>
    public string Why(string field) => Json.TryGetProperty("errors", out var errors) && errors.TryGetProperty(field, out var why)
        ? string.Join("; ", why.EnumerateArray().Select(one => one.GetString()))
        : "";
}

/// <summary>The app with its forms, posted to as browsers do.</summary>
internal sealed class FormsApp(AzuriteFixture azurite, Dictionary<string, string?>? settings = null) : TestApp(azurite, settings)
{
    public const string UrlEncoded = "application/x-www-form-urlencoded";
    public const string Json = "application/json";
    public const string Browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    /// <summary>Defines a form by its JSON.</summary>
    public Task<Answer> DefineAsync(string formId, object form) => SendAsync(
        request => Get<DefineForms>().PutAsync(request, formId, default), Json, JsonSerializer.SerializeToUtf8Bytes(form));

    public Task<Answer> PostAsync(string formId, object fields, Action<HttpRequest>? with = null) =>
        PostAsync(formId, Json, JsonSerializer.SerializeToUtf8Bytes(fields), with);

    public Task<Answer> PostAsync(string formId, string type, string body, Action<HttpRequest>? with = null) =>
        PostAsync(formId, type, Encoding.UTF8.GetBytes(body), with);

    public Task<Answer> PostAsync(string formId, string type, byte[] body, Action<HttpRequest>? with = null) =>
        SendAsync(request => Get<ReceiveForm>().RunAsync(request, formId, default), type, body, with);

    public async Task<Answer> SendAsync(
        Func<HttpRequest, Task<IResult>> function, string? type = null, byte[]? body = null, Action<HttpRequest>? with = null)
    {
        var context = NewContext();
        var request = context.Request;
        (request.Method, request.Scheme, request.Host) = (body is null ? "GET" : "POST", "https", new HostString("api.shop.example"));
        request.Body = new MemoryStream(body ?? []);
        request.Headers.ContentType = type;
        with?.Invoke(request);
        using var answer = new MemoryStream();
        context.Response.Body = answer;
        await (await function(request)).ExecuteAsync(context);
        return new Answer(context.Response.StatusCode, Encoding.UTF8.GetString(answer.ToArray()), context.Response.Headers);
    }

    /// <summary>The captures that wait to be filed.</summary>
    public async Task<List<CapturedEvent>> CapturesAsync()
    {
        var captures = new List<CapturedEvent>();
        foreach (var message in await TakeAsync<CaptureReceived>(Queues.Captured))
        {
            captures.Add(await Get<CaptureStore>().OpenAsync(message, default));
        }

        return captures;
    }

    /// <summary>The capture of the one post that was taken.</summary>
    public async Task<CapturedEvent> CaptureAsync() => Assert.Single(await CapturesAsync());

    /// <summary>Files what waits as the queue function does; the contact of the last of it.</summary>
    public async Task<Contact> FileAllAsync()
    {
        var id = "";
        foreach (var message in await TakeAsync<CaptureReceived>(Queues.Captured))
        {
            await Get<FileCapture>().RunAsync(message, default);
            id = await FileAsync(await Get<CaptureStore>().OpenAsync(message, default));
        }

        return (await CardAsync(id)).Contact;
    }
}
