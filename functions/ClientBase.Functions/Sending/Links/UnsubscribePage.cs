using ClientBase.Functions.Http;
using Microsoft.AspNetCore.Http;

namespace ClientBase.Functions.Sending.Links;

/// <summary>What the reader of a mail sees behind its unsubscribe link.</summary>
internal static class UnsubscribePage
{
    private static readonly Words English = new(
        "en", "Unsubscribe", "You will get no more marketing mail from us.", "Unsubscribe",
        "You are unsubscribed", "We will send you no more marketing mail.",
        "This link does not work", "It may have been cut off. Open it from the mail again.");

    private static readonly Words Russian = new(
        "ru", "Отписаться", "Мы больше не будем присылать вам рекламные письма.", "Отписаться",
        "Вы отписаны", "Больше мы не пришлём вам рекламных писем.",
        "Ссылка не работает", "Возможно, она обрезана. Откройте её из письма ещё раз.");

    /// <summary>Asks; only the button changes anything, since scanners of mail follow links too.</summary>
    public static IResult Ask(HttpRequest request)
    {
        var words = WordsFor(request);
        return Page(
            words, words.Ask, words.AskText, StatusCodes.Status200OK,
            $"<form method=\"post\"><button name=\"List-Unsubscribe\" value=\"One-Click\">{words.Button}</button></form>");
    }

    /// <summary>Tells that it is done.</summary>
    public static IResult Done(HttpRequest request)
    {
        var words = WordsFor(request);
        return Page(words, words.Done, words.DoneText, StatusCodes.Status200OK);
    }

    /// <summary>Tells that the link is none of ours.</summary>
    public static IResult Unknown(HttpRequest request)
    {
        var words = WordsFor(request);
        return Page(words, words.Unknown, words.UnknownText, StatusCodes.Status404NotFound);
    }

    private static IResult Page(Words words, string title, string text, int status, string form = "") => Results.Content(
        $"""
        <!doctype html>
        <html lang="{words.Language}">
        <head>
        <meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">
        <title>{title}</title>
        <style>
        body{"{font:1.1rem/1.5 system-ui,sans-serif;max-width:32rem;margin:4rem auto;padding:0 1rem}"}
        button{"{font:inherit;padding:.5rem 1rem}"}
        </style>
        </head>
        <body><main><h1>{title}</h1><p>{text}</p>{form}</main></body>
        </html>
        """,
        "text/html; charset=utf-8",
        statusCode: status);

    private static Words WordsFor(HttpRequest request) => Client.LanguageOf(request) == "ru" ? Russian : English;

    private sealed record Words(
        string Language, string Ask, string AskText, string Button, string Done, string DoneText, string Unknown, string UnknownText);
}
