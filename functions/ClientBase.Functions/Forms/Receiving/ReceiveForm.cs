using System.Globalization;
using ClientBase.Functions.Capture;
using ClientBase.Functions.Forms.Defining;
using ClientBase.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Forms.Receiving;

/// <summary>Takes a lead from a website form or landing page.</summary>
public sealed class ReceiveForm(
    FormStore forms,
    CaptureStore captures,
    FormRateLimit rate,
    IOptions<FormOptions> options,
    IOptions<CaptureOptions> habits,
    TimeProvider clock,
    ILogger<ReceiveForm> logger)
{
    /// <summary>Checks, makes durable, answers; whose it is, is found out later.</summary>
    [Function(nameof(ReceiveForm))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", "options", Route = "forms/{formId}")] HttpRequest request,
        string formId,
        CancellationToken cancellationToken)
    {
        if (await forms.GetAsync(formId, cancellationToken) is not { } form)
        {
            return Problems.NotFound($"There is no form '{formId}'. Define it by PUT /api/forms/{{formId}}.");
        }

        if (!Cors.Allow(request, form.AllowedOrigins))
        {
            logger.OriginRefused(formId);
            return Problems.Forbidden("This form may not be posted from this site. Add the site to the form's allowedOrigins.");
        }

        if (HttpMethods.IsOptions(request.Method))
        {
            return Results.NoContent();
        }

        var address = Client.AddressOf(request);
        if (!rate.Allows(formId, address))
        {
            logger.RateRefused(formId, options.Value.RatePerMinute);
            request.HttpContext.Response.Headers.RetryAfter = "60";
            return Problems.TooMany($"At most {options.Value.RatePerMinute} posts a minute from one address. Try again in a minute.");
        }

        var (post, problem) = await FormPost.ReadAsync(request, options.Value.MaxBytes, cancellationToken);
        if (post is null)
        {
            return problem!;
        }

        // The key with other fields is another capture: what tells a repeat covers what is repeated.
        var captureId = request.Headers["Idempotency-Key"] is [{ Length: > 0 } key]
            ? CaptureId.Of("form", formId, key, post.Digest())
            : CaptureId.New();
        if (post[FormPost.Honeypot] is not null)
        {
            logger.RobotIgnored(formId);
            return Accepted(request, formId, form, captureId); // A robot: it must not learn that it was found out.
        }

        var mapping = new FormMapping(formId, form, post, habits.Value.Country);
        var capture = mapping.ToCapture(captureId, clock.GetUtcNow(), address);
        if (mapping.Errors.Count > 0)
        {
            logger.FieldsRefused(formId, mapping.Errors.Count);
            return Problems.BadRequest("Some fields need mending.", mapping.Errors);
        }

        if (IsTooQuick(post))
        {
            return Problems.BadRequest("The form was sent sooner than a person can fill it in. Send it again.");
        }

        await captures.PutAsync(capture, cancellationToken);
        return Accepted(request, formId, form, captureId);
    }

    // Browsers' clocks differ from ours: a start in the future tells nothing.
    private bool IsTooQuick(FormPost post) =>
        long.TryParse(post[FormPost.Started], NumberStyles.None, CultureInfo.InvariantCulture, out var started)
        && clock.GetUtcNow().ToUnixTimeMilliseconds() - started is >= 0 and var elapsed
        && elapsed < options.Value.MinFillMilliseconds;

    private static IResult Accepted(HttpRequest request, string formId, FormDefinition form, string captureId)
    {
        if (!Client.PrefersHtml(request))
        {
            return Results.Json(new { captureId }, statusCode: StatusCodes.Status202Accepted);
        }

        request.HttpContext.Response.Headers.Location = form.ThankYouUrl ?? $"/api/forms/{Uri.EscapeDataString(formId)}/thanks";
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }
}
