using System.Text.RegularExpressions;
using ClientBase.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Forms.Defining;

/// <summary>Lets the shop's developer define forms.</summary>
public sealed partial class DefineForms(FormStore forms)
{
    private const int MaxBytes = 64 * 1024;

    /// <summary>Defines a form, or redefines it.</summary>
    [Function("PutForm")]
    public async Task<IResult> PutAsync(
        [HttpTrigger(AuthorizationLevel.Function, "put", Route = "forms/{formId}")] HttpRequest request,
        string formId,
        CancellationToken cancellationToken)
    {
        if (!FormId().IsMatch(formId))
        {
            return Problems.BadRequest("A form id has 1 to 64 letters, digits, '-' and '_'.");
        }

        var (form, problem) = await JsonBodies.ReadAsync<FormDefinition>(request, MaxBytes, cancellationToken);
        if (form is null)
        {
            return problem!;
        }

        var errors = Check(form);
        if (errors.Count > 0)
        {
            return Problems.BadRequest("The form's definition needs mending.", errors);
        }

        await forms.PutAsync(formId, form, cancellationToken);
        return Results.Json(View(new StoredForm(formId, form)));
    }

    /// <summary>A form.</summary>
    [Function("GetForm")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "forms/{formId}")] HttpRequest request,
        string formId,
        CancellationToken cancellationToken) =>
        await forms.GetAsync(formId, cancellationToken) is { } form
            ? Results.Json(View(new StoredForm(formId, form)))
            : Problems.NotFound($"There is no form '{formId}'.");

    /// <summary>All forms.</summary>
    [Function("ListForms")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "forms")] HttpRequest request, CancellationToken cancellationToken)
    {
        if (!Paging.TryRead(request, out var paging, out var problem))
        {
            return problem;
        }

        var page = await forms.ListAsync(paging, cancellationToken);
        return Results.Json(new Page<object>([.. page.Items.Select(View)], page.Continuation));
    }

    /// <summary>Where a browser lands after a form that names no page of its own.</summary>
    [Function("ThankForForm")]
    public static IResult Thank(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "forms/{formId}/thanks")] HttpRequest request, string formId) =>
        Results.Content(ThanksIn(Client.LanguageOf(request)), "text/html; charset=utf-8");

    private static string ThanksIn(string language)
    {
        var (title, text) = language == "ru"
            ? ("Спасибо", "Спасибо! Мы получили вашу заявку.")
            : ("Thank you", "Thank you! We have received your request.");
        return $"<!doctype html><html lang=\"{language}\"><meta charset=\"utf-8\"><title>{title}</title><p>{text}</p></html>";
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{1,64}$")]
    private static partial Regex FormId();

    private static Dictionary<string, string[]> Check(FormDefinition form)
    {
        var errors = new Dictionary<string, string[]>();
        if (string.IsNullOrWhiteSpace(form.Kind))
        {
            errors["kind"] = ["say what the form is for, such as newsletter or landing"];
        }

        if (form.Fields?.Any(field => string.IsNullOrWhiteSpace(field.Name)) == true)
        {
            errors["fields"] = ["each field has a name"];
        }

        if (form.AllowedOrigins?.Any(origin => !IsWebAddress(origin)) == true)
        {
            errors["allowedOrigins"] = ["origins are scheme and host, such as https://shop.example"];
        }

        if (form.ThankYouUrl is { } url && !IsWebAddress(url))
        {
            errors["thankYouUrl"] = ["an absolute http or https address"];
        }

        return errors;
    }

    private static bool IsWebAddress(string? text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";

    private static object View(StoredForm stored) => new
    {
        stored.Id,
        stored.Form.Kind,
        stored.Form.Title,
        stored.Form.Fields,
        stored.Form.AllowedOrigins,
        stored.Form.ThankYouUrl,
        stored.Form.DoubleOptIn,
        stored.Form.Bonus,
        stored.Form.ConsentText,
    };
}
