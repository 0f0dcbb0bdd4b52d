using ClientBase.Domain.Contacts;
using ClientBase.Domain.Forms;
using ClientBase.Functions.Forms.Bodies;
using ClientBase.Functions.Forms.Defining;
using ClientBase.Functions.Forms.Receiving;
using ClientBase.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Forms.Builders;

/// <summary>What a builder sent, in our words.</summary>
/// <param name="Fields">Fields under names or questions of the builder's.</param>
/// <param name="CaptureId">The same for each repeat.</param>
internal sealed record BuilderPost(IReadOnlyList<KeyValuePair<string, string>> Fields, string CaptureId)
{
    /// <summary>When the form was filled in, if the builder tells.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Address of who filled it in, if the builder tells.</summary>
    public string? Address { get; init; }

    /// <summary>Adds what comes beside the fields.</summary>
    public Action<CaptureBuilder>? More { get; init; }
}

/// <summary>What all form builders have in common: the same form, posted by a server.</summary>
/// <remarks>
/// No allowed origins, rate, honeypot or proof of work: the sender is a builder, which checks its visitors itself and repeats what is
/// refused. A lead that nobody can be found by is answered 200 with a word in the log, since a repeat would bring the same.
/// </remarks>
public sealed class BuilderIntake(FormStore forms, FormIntake intake, IOptions<FormOptions> options, ILogger<BuilderIntake> logger)
{
    private const string Ok = "ok";

    /// <summary>Answers that all is well, in the builder's own words.</summary>
    public static IResult Accepted() => Results.Text(Ok);

    /// <summary>Takes a builder's post.</summary>
    /// <param name="request">The request.</param>
    /// <param name="formId">The form it feeds.</param>
    /// <param name="read">Reads its body; null: it is a test and says nothing.</param>
    internal async Task<IResult> TakeAsync(
        HttpRequest request, string formId, Func<FormDefinition, byte[], BuilderPost?> read, CancellationToken cancellationToken)
    {
        if (await forms.GetAsync(formId, cancellationToken) is not { } form)
        {
            return Problems.NotFound($"There is no form '{formId}'. Define it by PUT /api/forms/{{formId}}.");
        }

        try
        {
            var body = await FormBody.BytesAsync(request, options.Value.MaxBytes, cancellationToken);
            return read(form, body) is { } post ? await KeepAsync(formId, form, post, cancellationToken) : Accepted();
        }
        catch (UnreadableBodyException unreadable)
        {
            logger.BuilderRefused(formId, unreadable.Status);
            return unreadable.Status == StatusCodes.Status401Unauthorized
                ? Problems.Unauthorized(unreadable.Message)
                : Problems.NotReadable(unreadable.Status, unreadable.Message);
        }
    }

    private async Task<IResult> KeepAsync(
        string formId, FormDefinition form, BuilderPost sent, CancellationToken cancellationToken)
    {
        // A builder has no way to mend a field, so a form's demands are not put to it.
        var lenient = form with { Fields = [.. form.Asked.Select(field => field with { Required = false })] };
        var post = FormPost.Of(Named(sent.Fields));
        var sender = new FormSender(sent.Address ?? "") { At = sent.At };
        var reading = await intake.ReadAsync(formId, lenient, post, sent.CaptureId, sender, cancellationToken, sent.More);
        if (reading.Errors.Any)
        {
            var known = reading.Errors.Fields.Where(field => KnownField.Find(field) is not null);
            logger.BuilderLeadIsNobodys(formId, string.Join(", ", known));
            return Accepted();
        }

        await intake.KeepAsync(reading, cancellationToken);
        return Accepted();
    }

    // A builder's "Ваш телефон" is our phone, unless a field of that very name comes too.
    private static IEnumerable<KeyValuePair<string, string>> Named(IReadOnlyList<KeyValuePair<string, string>> fields)
    {
        var taken = fields.Select(field => FieldNames.Of(field.Key)).ToHashSet(StringComparer.Ordinal);
        return fields.Select(field => FieldNames.Guess(field.Key) is { } known && (FieldNames.Of(field.Key) == known || taken.Add(known))
            ? KeyValuePair.Create(known, field.Value)
            : field);
    }
}
