using ClientBase.Domain.Identity;
using ClientBase.Functions.Forms.Guarding;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Forms.Defining;

/// <summary>Makes the address of a form for one contact, whom it asks only what is not known yet.</summary>
public sealed class LinkForm(FormStore forms, FormPasses passes, TimeProvider clock)
{
    private static readonly TimeSpan GoodFor = TimeSpan.FromDays(90);

    /// <summary>The address, to be put into a mail.</summary>
    [Function(nameof(LinkForm))]
    [Asks("contact", "Whom it is for: an id.", IsRequired = true)]
    [Answers<FormLink>]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "forms/{formId}/link")] HttpRequest request,
        string formId,
        CancellationToken cancellationToken)
    {
        var contact = request.Query["contact"].ToString();
        if (!ContactId.IsValid(contact))
        {
            return Problems.BadRequest(
                "'contact' is not the id of a contact.", new Dictionary<string, string[]> { ["contact"] = ["the id of a contact"] });
        }

        if (await forms.GetAsync(formId, cancellationToken) is null)
        {
            return Problems.NotFound($"There is no form '{formId}'.");
        }

        var until = clock.GetUtcNow().Add(GoodFor);
        var pass = await passes.SealAsync(new FormPass(formId, until.ToUnixTimeSeconds()) { Contact = contact }, cancellationToken);
        return Results.Json(new FormLink($"{Client.RootOf(request)}/api/forms/{Uri.EscapeDataString(formId)}/page?t={pass}", until));
    }
}

/// <summary>A form's address for one contact.</summary>
/// <param name="Url">The address.</param>
/// <param name="ExpiresAt">Until when it knows the contact.</param>
public sealed record FormLink(string Url, DateTimeOffset ExpiresAt);
