using ClientBase.Domain.Contacts;
using ClientBase.Domain.Forms;
using ClientBase.Functions.Capture;
using ClientBase.Functions.Forms.Bodies;
using ClientBase.Functions.Forms.Defining;
using ClientBase.Functions.Forms.Guarding;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Forms.Receiving;

/// <summary>What a post says, before it is kept.</summary>
/// <param name="Capture">The capture; to be kept only when nothing is refused.</param>
/// <param name="Errors">What is refused.</param>
/// <param name="Bonus">What the sender gets; null where the form promises nothing.</param>
public sealed record FormReading(CapturedEvent Capture, FormErrors Errors, BonusGiven? Bonus);

/// <summary>What somebody may answer next.</summary>
/// <param name="Fields">Names of the fields.</param>
/// <param name="Page">The page that asks for them, for this person alone.</param>
/// <param name="Pass">What that page proves the person by: a site's own form sends it as <c>_pass</c>.</param>
public sealed record NextStep(IReadOnlyList<string> Fields, string Page, string Pass);

/// <summary>Takes posts of forms, from pages and from form builders.</summary>
public sealed class FormIntake(
    CaptureStore captures,
    FormBonusGiver bonuses,
    FormPasses passes,
    IOptions<CaptureOptions> habits,
    TimeProvider clock,
    ILogger<FormIntake> logger)
{
    private static readonly TimeSpan NextStepWithin = TimeSpan.FromDays(30);

    /// <summary>Reads a post; keeps nothing.</summary>
    public async Task<FormReading> ReadAsync(
        string formId,
        FormDefinition form,
        FormPost post,
        string captureId,
        FormSender sender,
        CancellationToken cancellationToken,
        Action<CaptureBuilder>? more = null)
    {
        var bonus = await bonuses.OfAsync(form, captureId, cancellationToken);
        var mapping = new FormMapping(formId, form, post, habits.Value.Country);
        var capture = mapping.ToCapture(captureId, clock.GetUtcNow(), sender, capture =>
        {
            capture.Data("bonus", bonus?.ToData());
            more?.Invoke(capture);
        });
        if (mapping.Errors.Any)
        {
            logger.FieldsRefused(formId, mapping.Errors.Count);
        }

        return new FormReading(capture, mapping.Errors, bonus);
    }

    /// <summary>Makes what was read durable.</summary>
    public Task KeepAsync(FormReading reading, CancellationToken cancellationToken) =>
        captures.PutAsync(reading.Capture, cancellationToken);

    /// <summary>What the sender may answer next; null when the form has asked everything.</summary>
    public async Task<NextStep?> NextAsync(
        string formId, FormDefinition form, FormPost post, FormReading reading, FormSender sender, CancellationToken cancellationToken)
    {
        // Of what was answered, that which the form could ask again.
        var asked = form.Asked.Select(field => FieldNames.Of(field.Name)).Concat(["consent_processing", "consent_marketing"]);
        IReadOnlyCollection<string> answered = [.. asked.Where(name => sender.Known.Contains(name) || post[name] is not null)];
        var fields = FormSteps.Later(form, answered);
        if (fields.Count == 0)
        {
            return null;
        }

        var pass = await SealAsync(formId, reading, answered, sender, cancellationToken);
        return new NextStep([.. fields.Select(field => field.Name)], $"/api/forms/{Uri.EscapeDataString(formId)}/page?t={pass}", pass);
    }

    /// <summary>A pass for whoever has just posted.</summary>
    public ValueTask<string> SealAsync(
        string formId,
        FormReading reading,
        IReadOnlyCollection<string> answered,
        FormSender sender,
        CancellationToken cancellationToken)
    {
        var says = reading.Capture.Says;
        return passes.SealAsync(
            new FormPass(formId, clock.GetUtcNow().Add(NextStepWithin).ToUnixTimeSeconds())
            {
                Email = says.PrimaryEmail,
                Phone = says.Phones.Keys.FirstOrDefault(),
                Capture = reading.Capture.Id,
                Answered = [.. answered],
            },
            cancellationToken);
    }
}
