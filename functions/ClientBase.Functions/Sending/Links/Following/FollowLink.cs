using Azure;
using ClientBase.Functions.Contacts.Visitors;
using ClientBase.Functions.Http.Describing;
using ClientBase.Functions.Sending.Channels;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Sending.Links.Following;

/// <summary>Leads the reader of a message to where its link points, and notes that it was followed.</summary>
public sealed class FollowLink(
    FollowTokens tokens,
    KnownLinks known,
    Openings openings,
    VisitorPasses passes,
    PublicPage page,
    IOptions<MailOptions> mail,
    ILogger<FollowLink> logger)
{
    private static readonly byte[] Pixel = Convert.FromBase64String("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

    /// <summary>302 to the address; 404 for a link that is none of ours. A HEAD changes nothing.</summary>
    [Function(nameof(FollowLink))]
    [Answers(302)]
    [Refuses(404, "The link is none of ours.")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "c/{token}")] HttpRequest request,
        string token,
        CancellationToken cancellationToken)
    {
        if (await tokens.ReadAsync(token, cancellationToken) is not { } link
            || await known.FindAsync(link.Link, cancellationToken) is not { } kept
            || (link.Url ?? kept.Url) is not { Length: > 0 } url)
        {
            return page.Unknown(request);
        }

        var to = new Uri(url).AbsoluteUri;
        if (HttpMethods.IsGet(request.Method) && await NoteAsync(request, link, kept, url, cancellationToken) is var (id, at)
            && IsOurSite(to))
        {
            // Who comes to the shop's own site this way is the mail's reader, unless the click turns out to be a program's.
            var pass = await passes.MakeAsync(link.IntentId[..26], id, at, cancellationToken);
            to = QueryHelpers.AddQueryString(to, VisitorPasses.Parameter, pass);
        }

        request.HttpContext.Response.Headers.CacheControl = "no-store";
        return Results.Redirect(to);
    }

    /// <summary>The picture of one pixel by which a program shows that it opened the mail.</summary>
    [Function("ShowOpened")]
    [Answers(200, "image/gif")]
    public async Task<IResult> OpenAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "o/{token}")] HttpRequest request,
        string token,
        CancellationToken cancellationToken)
    {
        if (HttpMethods.IsGet(request.Method) && await tokens.ReadAsync(token, cancellationToken) is { } link
            && await known.FindAsync(link.Link, cancellationToken) is { } kept)
        {
            await NoteAsync(request, link, kept, null, cancellationToken);
        }

        request.HttpContext.Response.Headers.CacheControl = "no-store";
        return Results.Bytes(Pixel, "image/gif");
    }

    // The reader gets where they want to, also when it cannot be noted.
    private async Task<(string Id, DateTimeOffset At)?> NoteAsync(
        HttpRequest request, FollowedLink link, KnownLink kept, string? url, CancellationToken cancellationToken)
    {
        try
        {
            return await openings.NoteAsync(request, link, kept, url, cancellationToken);
        }
        catch (RequestFailedException failure)
        {
            logger.OpeningLost(failure.Status);
            return null;
        }
    }

    // The site of the shop is that of the sender's address, with or without a name before it; where none is set, any.
    private bool IsOurSite(string url)
    {
        if (!System.Net.Mail.MailAddress.TryCreate(mail.Value.From, out var from))
        {
            return true;
        }

        var (host, own) = (new Uri(url).Host, from.Host);
        bool Ends(string whole, string end) =>
            whole.Equals(end, StringComparison.OrdinalIgnoreCase) || whole.EndsWith($".{end}", StringComparison.OrdinalIgnoreCase);
        return Ends(host, own) || Ends(own, host);
    }
}
