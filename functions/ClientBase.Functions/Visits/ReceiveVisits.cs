using System.Text.Json;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Visits;

/// <summary>What became of a post.</summary>
/// <param name="Accepted">How many events are kept, those that were kept before among them.</param>
/// <param name="Errors">Why the others are not, by member: <c>events[3].url</c>.</param>
public sealed record VisitsView(int Accepted, IReadOnlyDictionary<string, string[]> Errors);

/// <summary>Takes what a visitor did on the site: pages and products seen, changes of the cart, searches.</summary>
public sealed class ReceiveVisits(VisitStore visits, VisitRateLimit rate, IOptions<VisitOptions> options, TimeProvider clock)
{
    /// <summary>202 once what is good is durable; what is not is told by its place.</summary>
    [Function(nameof(ReceiveVisits))]
    [Takes<VisitsBody>(Example = """{"visitorId":"v-docs","events":[{"id":"e1","kind":"page","url":"https://shop.example/"}]}""")]
    [Answers<VisitsView>(202)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", "options", Route = "visits")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        if (!Cors.Allow(request, options.Value.Origins))
        {
            return Problems.Forbidden("Visits may not be posted from this site. Add the site to the setting Visits__AllowedOrigins.");
        }

        if (HttpMethods.IsOptions(request.Method))
        {
            return Results.NoContent();
        }

        if (!rate.Allows(Client.AddressOf(request)))
        {
            request.HttpContext.Response.Headers.RetryAfter = "60";
            return Problems.TooMany($"At most {options.Value.RatePerMinute} posts a minute from one address. Send more events in a post.");
        }

        // Whatever type is declared: a page that closes can only send text/plain to another site.
        var (body, problem) = await JsonBodies.ReadAsync<JsonDocument>(request, options.Value.MaxBytes, cancellationToken);
        if (body is null)
        {
            return problem!;
        }

        using (body)
        {
            return TryRead(body.RootElement, out var post)
                ? await AnswerAsync(post, cancellationToken)
                : Problems.BadRequest("The body holds text that is not valid Unicode.");
        }
    }

    private bool TryRead(JsonElement root, out VisitPost post)
    {
        try
        {
            post = VisitPost.Read(root, clock.GetUtcNow());
            return true;
        }
        catch (InvalidOperationException)
        {
            post = new VisitPost(); // Half of a surrogate pair.
            return false;
        }
    }

    private async Task<IResult> AnswerAsync(VisitPost post, CancellationToken cancellationToken)
    {
        if (post.Errors.Count > 0 && post.Visits.Count == 0 && post.Identified is null)
        {
            return Problems.BadRequest("Nothing of this can be kept.", post.Errors);
        }

        await visits.SaveAsync(post, cancellationToken);
        return Results.Json(new VisitsView(post.Visits.Count, post.Errors), statusCode: StatusCodes.Status202Accepted);
    }
}
