using System.Text.RegularExpressions;
using ClientBase.Functions.Capture;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Forms.Defining;

/// <summary>Lets the shop's developer define forms.</summary>
public sealed partial class DefineForms(FormStore forms, ShopNames shops)
{
    internal const int MaxBytes = 64 * 1024;

    /// <summary>Defines a form, or redefines it.</summary>
    [Function("PutForm")]
    [Takes<FormDefinition>(
        Example = """
            {"kind":"newsletter","title":{"ru":"Новости","en":"News"},"fields":[{"name":"email","required":true},
            {"name":"name"}]}
            """)]
    [Answers<FormView>]
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

        var check = FormCheck.Of(form, shops.All);
        if (check.Errors.Count > 0)
        {
            return Problems.BadRequest("The form's definition needs mending.", check.Errors);
        }

        form = form with { Unknown = null };
        await forms.PutAsync(formId, form, cancellationToken);
        return Results.Json(FormView.Of(new StoredForm(formId, form), Client.RootOf(request), check.Warnings));
    }

    /// <summary>A form.</summary>
    [Function("GetForm")]
    [Answers<FormView>]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "forms/{formId}")] HttpRequest request,
        string formId,
        CancellationToken cancellationToken) =>
        await forms.GetAsync(formId, cancellationToken) is { } form
            ? Results.Json(FormView.Of(new StoredForm(formId, form), Client.RootOf(request)))
            : Problems.NotFound($"There is no form '{formId}'.");

    /// <summary>All forms.</summary>
    [Function("ListForms")]
    [AsksPaging]
    [Answers<Page<FormView>>]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "forms")] HttpRequest request, CancellationToken cancellationToken)
    {
        if (!Paging.TryRead(request, out var paging, out var problem))
        {
            return problem;
        }

        var page = await forms.ListAsync(paging, cancellationToken);
        var root = Client.RootOf(request);
        return Results.Json(new Page<FormView>([.. page.Items.Select(form => FormView.Of(form, root))], page.Continuation));
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{1,64}$")]
    private static partial Regex FormId();
}
