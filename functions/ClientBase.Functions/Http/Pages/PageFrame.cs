using System.Security.Cryptography;
using System.Text;
using ClientBase.Domain;
using ClientBase.Domain.Forms;
using Microsoft.AspNetCore.Http;

namespace ClientBase.Functions.Http.Pages;

/// <summary>What all public pages have around their content: head, look, language, security headers.</summary>
internal static class PageFrame
{
    private static readonly BrandColour OurAccent = new(0x24, 0x47, 0xc6);
    private const int OurRadius = 6;

    private static readonly LocalText SkipToContent = new("Skip to the content", "К содержанию");
    private static readonly LocalText LanguageWord = new("Language", "Язык");

    private static readonly string Css = PageFiles.Read("http/page.css");

    /// <summary>Shows a page.</summary>
    /// <param name="request">The request it answers.</param>
    /// <param name="status">The status.</param>
    /// <param name="page">The page.</param>
    /// <param name="tag">Tells versions of the page apart; null for one that is never the same twice.</param>
    public static IResult Show(HttpRequest request, int status, Page page, string? tag = null)
    {
        var style = StyleOf(page.Look);
        var headers = request.HttpContext.Response.Headers;
        headers.ContentSecurityPolicy = PolicyOf(page, style);
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        headers.Vary = "Accept-Language";
        headers.CacheControl = tag is null ? "no-store" : "no-cache"; // To be asked for each time: a form is shown as it is defined now.
        if (tag is not null)
        {
            headers.ETag = $"\"{tag}\"";
            if (request.Headers.IfNoneMatch.ToString().Contains($"\"{tag}\"", StringComparison.Ordinal))
            {
                return Results.StatusCode(StatusCodes.Status304NotModified);
            }
        }

        return Results.Content(Document(page, style), "text/html; charset=utf-8", statusCode: status);
    }

    /// <summary>The language of a page: the one asked for, else the one the browser likes best.</summary>
    public static string LanguageOf(HttpRequest request, string? asked = null) =>
        (asked ?? request.Query["lang"].ToString()) switch
        {
            "ru" => "ru",
            "en" => "en",
            _ => Client.LanguageOf(request),
        };

    /// <summary>A digest by which versions of a page are told apart.</summary>
    public static string Tag(string content) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Css + content)).AsSpan(0, 12));

    private static string Document(Page page, string style)
    {
        var shop = page.Look.Shop;
        var image = page.IsEmbedded ? null : page.Look.Image;
        var content = image is null
            ? page.Content
            : $"<div class=\"two\"><div>{page.Content}</div><img class=\"pic\" src=\"{Html.Text(image)}\" alt=\"\"></div>";
        var script = page.Script is null ? "" : $"<script src=\"{Html.Text(page.Script)}\" defer></script>\n";
        return $"""
            <!doctype html>
            <html lang="{page.Language}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
            <title>{Html.Text(page.Title)}{(shop is null ? "" : $" · {Html.Text(shop)}")}</title>
            <link rel="icon" href="data:,">
            <style>{style}</style>
            {script}</head>
            <body class="{(page.IsEmbedded ? "embedded" : "own")}">
            <a class="skip" href="#main">{Html.Text(SkipToContent.In(page.Language))}</a>
            <div class="pub{(image is null ? "" : " wide")}">
            {(page.IsEmbedded ? "" : Header(page, shop))}<main id="main">
            {content}
            </main>
            </div>
            </body>
            </html>

            """;
    }

    private static string Header(Page page, string? shop)
    {
        string Switch(string language) => page.Language == language
            ? $"<span aria-current=\"true\" lang=\"{language}\">{language}</span>"
            : $"<a href=\"{Html.Text(page.AddressIn(language))}\" hreflang=\"{language}\" lang=\"{language}\">{language}</a>";
        var languages = page.AddressIn(page.Language) is null
            ? ""
            : $"<nav class=\"tg\" aria-label=\"{Html.Text(LanguageWord.In(page.Language))}\">{Switch("ru")}{Switch("en")}</nav>";
        return shop is null && languages.Length == 0
            ? ""
            : $"<header><span class=\"shop\">{Html.Text(shop)}</span>{languages}</header>\n";
    }

    private static string StyleOf(PageLook look)
    {
        static string Colours(BrandColour brand, BrandColour soft) =>
            $"--brand:{brand.Css};--on-brand:{OnBrand(brand)};--brand-soft:{soft.Css}";
        var accent = BrandColour.TryParse(look.Accent, out var own) ? own : OurAccent;
        var dark = accent.ReadableOn(BrandColour.Dark);
        var radius = look.Radius ?? OurRadius;
        return FormattableString.Invariant($$"""
            :root{{{Colours(accent, accent.Mix(BrandColour.Light, .9))}};--r:{{radius}}px }
            @media(prefers-color-scheme:dark){:root{{{Colours(dark, dark.Mix(BrandColour.Dark, .88))}} } }
            """) + "\n" + Css;
    }

    private static string OnBrand(BrandColour accent) =>
        (accent.IsReadableOn(BrandColour.Light) ? BrandColour.Light : BrandColour.Dark).Css;

    private static string PolicyOf(Page page, string style)
    {
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)));
        var images = page.Look.Image is { } image ? $" {OriginOf(image)}" : "";

        // A browser asks this of the page it is sent on to as well.
        var target = page.Look.FormTarget is { } url ? $" {OriginOf(url)}" : "";
        var styles = page.Look.HoldsMails ? "'unsafe-inline'" : $"'sha256-{hash}'";
        var own = page.Look.HoldsMails ? "img-src data: https: http:" : $"script-src 'self'; connect-src 'self'; img-src data:{images}";
        return $"default-src 'none'; style-src {styles}; {own}; "
            + $"form-action 'self'{target}; base-uri 'none'; frame-ancestors {page.Look.Frames}";
    }

    /// <summary>Scheme and host of an address.</summary>
    public static string OriginOf(string address) => new Uri(address).GetLeftPart(UriPartial.Authority);
}

/// <summary>A public page.</summary>
/// <param name="Language"><c>ru</c> or <c>en</c>.</param>
/// <param name="Title">Its title.</param>
/// <param name="Content">What stands in its middle, as HTML.</param>
internal sealed record Page(string Language, string Title, string Content)
{
    /// <summary>How it looks, and what it may do.</summary>
    public PageLook Look { get; init; } = new();

    /// <summary>Whether it stands in a frame on the shop's own page.</summary>
    public bool IsEmbedded { get; init; }

    /// <summary>Address of its script; null without one.</summary>
    public string? Script { get; init; }

    /// <summary>Where it is, without the language; null where it cannot be asked for again.</summary>
    public string? Address { get; init; }

    /// <summary>Where it is in a language.</summary>
    public string? AddressIn(string language) =>
        Address is null ? null : $"{Address}{(Address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}lang={language}";
}

/// <summary>How a public page looks, and what a browser lets it do.</summary>
internal sealed record PageLook
{
    /// <summary>The shop's colour, <c>#rrggbb</c>; null: ours.</summary>
    public string? Accent { get; init; }

    /// <summary>Roundness of fields and buttons in pixels; null: ours.</summary>
    public int? Radius { get; init; }

    /// <summary>The shop's name, in the language of the page.</summary>
    public string? Shop { get; init; }

    /// <summary>An https address of a picture beside the content.</summary>
    public string? Image { get; init; }

    /// <summary>Where a form on it may lead in the end, beside here.</summary>
    public string? FormTarget { get; init; }

    /// <summary>Whether mails stand on it, in frames without script: these bring their own looks and pictures.</summary>
    public bool HoldsMails { get; init; }

    /// <summary>Who may show it in a frame, as CSP writes it.</summary>
    public string Frames { get; init; } = "'none'";
}
