using System.Globalization;
using ClientBase.Functions.Capture;
using ClientBase.Functions.Forms.Bodies;
using ClientBase.Functions.Forms.Defining;
using ClientBase.Functions.Forms.Guarding;
using ClientBase.Functions.Forms.Pages;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Forms.Receiving;

/// <summary>Takes a lead from a website form or landing page.</summary>
public sealed class ReceiveForm(
    FormStore forms,
    FormIntake intake,
    FormVisitors visitors,
    FormRateLimit rate,
    ProofOfWork work,
    IOptions<FormOptions> options,
    TimeProvider clock,
    ILogger<ReceiveForm> logger)
{
    /// <summary>Checks, makes durable, answers; whose it is, is found out later.</summary>
    [Function(nameof(ReceiveForm))]
    [Takes<FormPostBody>(
        "application/json", "application/x-www-form-urlencoded", "multipart/form-data",
        Example = """{"email":"reader@docs.example","name":"Анна Орлова","consent_marketing":true}""")]
    [AsksIdempotencyKey]
    [Answers<FormAccepted>(202)]
    [Answers(303)]
    [Refuses(403, "Another site than the form allows.")]
    [Refuses(415, "A body of a kind that is not read here.")]
    [Refuses(429, "Too many posts from one address.")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", "options", Route = "forms/{formId}")] HttpRequest request,
        string formId,
        CancellationToken cancellationToken)
    {
        if (await forms.GetAsync(formId, cancellationToken) is not { } form)
        {
            return FormAnswers.NotFound(request, formId);
        }

        if (!Cors.Allow(request, form.AllowedOrigins))
        {
            logger.OriginRefused(formId);
            return FormAnswers.Forbidden(request);
        }

        if (HttpMethods.IsOptions(request.Method))
        {
            return Results.NoContent();
        }

        if (!await rate.AllowsAsync(formId, Client.NetworkOf(request), cancellationToken))
        {
            logger.RateRefused(formId, options.Value.RatePerMinute);
            return FormAnswers.TooMany(request, options.Value.RatePerMinute, clock.GetUtcNow());
        }

        try
        {
            var post = await FormBody.ReadAsync(request, options.Value.MaxBytes, cancellationToken);
            return await TakeAsync(request, formId, form, post, cancellationToken);
        }
        catch (UnreadableBodyException unreadable)
        {
            return FormAnswers.Unreadable(request, unreadable);
        }
    }

    private async Task<IResult> TakeAsync(
        HttpRequest request, string formId, FormDefinition form, FormPost post, CancellationToken cancellationToken)
    {
        // The key with other fields is another capture: what tells a repeat covers what is repeated.
        var captureId = request.Headers[AsksIdempotencyKeyAttribute.Header] is [{ Length: > 0 } key]
            ? CaptureId.Of("form", formId, key, post.Digest())
            : CaptureId.New();
        var answers = new FormAnswers(request, formId, form, post);
        if (post[FormPost.Honeypot] is not null)
        {
            logger.RobotIgnored(formId);
            return answers.Accepted(captureId, null, null, null); // A robot: it must not learn that it was found out.
        }

        var sender = await visitors.FindAsync(formId, post[FormPost.Pass], Client.AddressOf(request), cancellationToken);
        var reading = await intake.ReadAsync(formId, form, post, captureId, sender, cancellationToken);
        if (reading.Errors.Any)
        {
            return answers.Refused(reading.Errors, sender);
        }

        if (IsTooQuick(post))
        {
            return answers.Refused(FormAnswers.TooQuick, sender);
        }

        if (form.ProofOfWork && !await work.IsDoneAsync(formId, post[FormPost.Altcha], cancellationToken))
        {
            return answers.Refused(FormAnswers.NoWork, sender);
        }

        await intake.KeepAsync(reading, cancellationToken);
        var next = await intake.NextAsync(formId, form, post, reading, sender, cancellationToken);
        var pass = answers.ShowsOwnPage && (next is not null || reading.Bonus is not null)
            ? next?.Pass ?? await intake.SealAsync(formId, reading, [], sender, cancellationToken)
            : null;
        return answers.Accepted(captureId, reading.Bonus, next, pass);
    }

    // Browsers' clocks differ from ours: a start in the future tells nothing.
    private bool IsTooQuick(FormPost post) =>
        long.TryParse(post[FormPost.Started], NumberStyles.None, CultureInfo.InvariantCulture, out var started)
        && clock.GetUtcNow().ToUnixTimeMilliseconds() - started is >= 0 and var elapsed
        && elapsed < options.Value.MinFillMilliseconds;
}
