using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using ClientBase.Functions.Http.Pages;
using ClientBase.Functions.Sending.Channels;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Sending.Links.Following;

/// <summary>
/// Puts links of our own into messages whose channel tells nothing of opens and clicks: SMTP, the local outbox, and the text of every
/// channel but mail, where a short link is also cheaper.
/// </summary>
/// <remarks>
/// The plain part of a mail keeps its addresses, so whoever distrusts links reads where they lead; in HTML the title says it.
/// </remarks>
public sealed partial class LinkTracking(
    FollowTokens tokens, KnownLinks known, ChannelSet channels, IOptions<MailOptions> options)
{
    private readonly string _api = options.Value.PublicBaseUrl.TrimEnd('/') + "/api";

    /// <summary>Whether what is opened and followed in messages of a channel is told by our own links.</summary>
    public bool Tells(string channel) =>
        options.Value.Tracking && channel != "webhook" && !channels.TellsOpens(channel);

    /// <summary>The message with our links in it.</summary>
    /// <param name="mail">The message.</param>
    /// <param name="common">The addresses that are the same for every reader; others are not kept.</param>
    public async ValueTask<Mail> ApplyAsync(Mail mail, IReadOnlySet<string> common, CancellationToken cancellationToken)
    {
        if (!Tells(mail.Channel))
        {
            return mail;
        }

        return mail.Channel == "email"
            ? mail.Html is null ? mail : mail with { Html = await HtmlAsync(mail, mail.Html, common, cancellationToken) }
            : mail.Text is null ? mail : mail with { Text = await TextAsync(mail, mail.Text, common, cancellationToken) };
    }

    private async ValueTask<string> HtmlAsync(
        Mail mail, string html, IReadOnlySet<string> common, CancellationToken cancellationToken)
    {
        var tracked = new StringBuilder(html.Length + 512);
        var end = 0;
        foreach (Match link in Anchor().Matches(html))
        {
            var url = WebUtility.HtmlDecode(link.Groups["url"].Value);
            if (await LinkAsync(mail, url, common, cancellationToken) is not { } ours)
            {
                continue;
            }

            var href = link.Groups["url"];
            var title = link.Value.Contains("title", StringComparison.OrdinalIgnoreCase) ? "" : $" title=\"{Html.Text(url)}\"";
            tracked.Append(html, end, link.Index - end).Append("<a").Append(title)
                .Append(html, link.Index + 2, href.Index - link.Index - 2).Append(ours);
            end = href.Index + href.Length;
        }

        tracked.Append(html, end, html.Length - end);
        return await PixelAsync(mail, cancellationToken) is { } pixel ? WithPixel(tracked.ToString(), pixel) : tracked.ToString();
    }

    private async ValueTask<string> TextAsync(
        Mail mail, string text, IReadOnlySet<string> common, CancellationToken cancellationToken)
    {
        var tracked = new StringBuilder(text.Length);
        var end = 0;
        foreach (Match link in Bare().Matches(text))
        {
            if (await LinkAsync(mail, link.Value, common, cancellationToken) is { } ours)
            {
                tracked.Append(text, end, link.Index - end).Append(ours);
                end = link.Index + link.Length;
            }
        }

        return tracked.Append(text, end, text.Length - end).ToString();
    }

    // Links to our own pages are this reader's already, and following one is no interest in anything.
    private async ValueTask<string?> LinkAsync(Mail mail, string url, IReadOnlySet<string> common, CancellationToken cancellationToken)
    {
        if (url.StartsWith(_api + "/", StringComparison.OrdinalIgnoreCase) || !Uri.TryCreate(url, UriKind.Absolute, out _))
        {
            return null;
        }

        var isCommon = common.Contains(url);
        var id = await known.KeepAsync(new KnownLink(mail.CampaignId, mail.Channel, isCommon ? url : ""), cancellationToken);
        return await tokens.MakeAsync(new FollowedLink(mail.IntentId, mail.At, id, isCommon ? null : url), cancellationToken) is { } token
            ? $"{_api}/c/{token}"
            : null;
    }

    private async ValueTask<string?> PixelAsync(Mail mail, CancellationToken cancellationToken)
    {
        var id = await known.KeepAsync(new KnownLink(mail.CampaignId, mail.Channel, ""), cancellationToken);
        return await tokens.MakeAsync(new FollowedLink(mail.IntentId, mail.At, id), cancellationToken) is { } token
            ? $"<img src=\"{_api}/o/{token}\" width=\"1\" height=\"1\" alt=\"\" style=\"display:none\">"
            : null;
    }

    private static string WithPixel(string html, string pixel) =>
        html.LastIndexOf("</body", StringComparison.OrdinalIgnoreCase) is >= 0 and var end ? html.Insert(end, pixel) : html + pixel;

    /// <summary>The addresses of a template that are the same for every reader: no tag stands in them.</summary>
    /// <param name="html">The HTML it is written from, or null.</param>
    /// <param name="text">The text it is written from, or null.</param>
    internal static IReadOnlySet<string> CommonOf(string? html, string? text) =>
        Anchor().Matches(html ?? "").Select(link => WebUtility.HtmlDecode(link.Groups["url"].Value))
            .Concat(Bare().Matches(text ?? "").Select(link => link.Value))
            .Where(url => !url.Contains("{{", StringComparison.Ordinal) && !url.Contains("{%", StringComparison.Ordinal))
            .ToHashSet(StringComparer.Ordinal);

    [GeneratedRegex("""<a\b[^>]*?\bhref\s*=\s*(?<quote>["'])(?<url>https?://.+?)\k<quote>[^>]*>""", RegexOptions.IgnoreCase)]
    private static partial Regex Anchor();

    [GeneratedRegex("""https?://[^\s<>"]+[^\s<>".,;:!?)\]]""", RegexOptions.IgnoreCase)]
    private static partial Regex Bare();
}
