using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using ClientBase.Cli.Api;
using ClientBase.Cli.Screens;
using Spectre.Console;

namespace ClientBase.Cli.Commands;

/// <summary><c>contacts</c>: finds people in a running base.</summary>
internal sealed class ContactsCommand : Command
{
    private const int Usual = 20;
    private const int MostAtOnce = 1000;

    private readonly Argument<string?> _text = new("TEXT")
    {
        Description = "Beginnings of names, addresses, telephones or firms; an id shows one contact whole.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _segment = new("--segment") { Description = "Only who is in this segment." };
    private readonly Option<string?> _email = new("--email") { Description = "Who has this e-mail address." };
    private readonly Option<string?> _phone = new("--phone") { Description = "Who has this telephone." };
    private readonly Option<int> _take = new("--take")
    {
        Description = "How many at most, 1 to 1000.",
        DefaultValueFactory = _ => Usual,
    };

    private readonly JsonOption _json = new();
    private readonly BaseConnection _base;

    public ContactsCommand()
        : base("contacts", "Find people in a running base.")
    {
        _take.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > MostAtOnce)
            {
                result.AddError($"--take is a number from 1 to {MostAtOnce}.");
            }
        });
        Add(_text);
        _base = new BaseConnection(this);
        foreach (var option in new Option[] { _segment, _email, _phone, _take, _json })
        {
            Add(option);
        }

        SetAction((parsed, cancellationToken) => _base.RunAsync(parsed, api => RunAsync(parsed, api, cancellationToken)));
    }

    private async Task<int> RunAsync(ParseResult parsed, IClientBaseApi api, CancellationToken cancellationToken)
    {
        var text = parsed.GetValue(_text);
        if (text is not null && IsId(text))
        {
            await Console.Out.WriteLineAsync(JsonOption.Indent(await api.ContactCardAsync(text, cancellationToken)));
            return CommandExit.Done;
        }

        var page = await api.FindContactsAsync(
            text, parsed.GetValue(_email), parsed.GetValue(_phone), parsed.GetValue(_segment), parsed.GetValue(_take), cancellationToken);
        if (parsed.GetValue(_json))
        {
            await Console.Out.WriteLineAsync(JsonOption.Indent(page));
            return CommandExit.Done;
        }

        Show(page);
        return CommandExit.Done;
    }

    private static bool IsId(string text) => text.Length == 26 && text.All(char.IsAsciiLetterOrDigit);

    private static void Show(JsonElement page)
    {
        var table = new Table().AddColumns("id", "name", "e-mail", "telephone", "orders", "total");
        var items = page.GetProperty("items");
        foreach (var contact in items.EnumerateArray())
        {
            var orders = contact.GetProperty("orders");
            table.AddRow(
                contact.GetProperty("id").GetString()!,
                Markup.Escape(contact.GetProperty("name").GetProperty("full").GetString() ?? ""),
                Markup.Escape(First(contact.GetProperty("emails"))),
                First(contact.GetProperty("phones")),
                orders.GetProperty("count").ToString(),
                Sum(orders));
        }

        Terminal.Out.Write(table);
        var isMore = page.GetProperty("continuation").ValueKind == JsonValueKind.String;
        var advice = isMore ? "; there are more: --take N, or a narrower search" : "";
        var count = items.GetArrayLength();
        Terminal.Aside.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? "contact" : "contacts")}{advice}."));
    }

    private static string First(JsonElement list) => list.GetArrayLength() > 0 ? list[0].GetString() ?? "" : "";

    private static string Sum(JsonElement orders) => orders.GetProperty("total").ValueKind == JsonValueKind.Number
        ? $"{orders.GetProperty("total")} {orders.GetProperty("currency")}"
        : "";
}
