using System.Text.Json;
using ClientBase.Domain;
using ClientBase.Functions.Contacts.Privacy;
using ClientBase.Functions.Http.Describing;
using ClientBase.Functions.Http.Pages;
using ClientBase.Functions.Sending.Links;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Sending.Preferences;

/// <summary>Hands somebody all data the base has of them. Only the button does: programs that scan mail follow links.</summary>
public sealed class TakeOwnData(LinkedPeople people, PersonExport export, PublicPage page)
{
    private const string FileName = "my-data.json";

    private static readonly LocalText Title = new("All we know of you", "Всё, что мы о вас знаем");
    private static readonly LocalText Text = new(
        "One file with what you told us, your orders, visits and every mail we sent. Keep it to yourself.",
        "Один файл: что вы нам сообщили, ваши заказы, посещения и каждое наше письмо. Не передавайте его другим.");

    private static readonly LocalText Button = new("Download", "Скачать");

    /// <summary>Shows a page with a button.</summary>
    [Function("ShowOwnData")]
    [Answers(200, "text/html")]
    public async Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "data/{token}")] HttpRequest request,
        string token,
        CancellationToken cancellationToken) =>
        await people.FindAsync(TokenPurpose.Data, token, cancellationToken) is null
            ? page.Unknown(request)
            : page.Say(request, Title, Text, more: language => $"""
                <form method="post"><p class="acts"><button class="btn">{Html.Text(Button.In(language))}</button></p></form>
                """);

    /// <summary>The data as a file.</summary>
    [Function(nameof(TakeOwnData))]
    [Answers<IReadOnlyDictionary<string, JsonElement>>]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "data/{token}")] HttpRequest request,
        string token,
        CancellationToken cancellationToken)
    {
        if (await people.FindAsync(TokenPurpose.Data, token, cancellationToken) is not { } known
            || await export.ReadAsync(known.Contact.Id, cancellationToken) is not { } data)
        {
            return page.Unknown(request);
        }

        request.HttpContext.Response.Headers.CacheControl = "no-store";
        return Results.File(JsonSerializer.SerializeToUtf8Bytes(data, JsonSerializerOptions.Web), "application/json", FileName);
    }
}
