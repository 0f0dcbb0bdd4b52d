using System.Collections.Immutable;
using System.Globalization;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Orders;
using ClientBase.Functions.Capture;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Imports.Reading;

/// <summary>Reads units as captures.</summary>
public sealed class ImportMapping(IOptions<ImportOptions> options, IOptions<CaptureOptions> habits)
{
    public const string Source = "import";

    private const int MaxLength = 100_000; // Characters of a unit: its timeline row shares a batch with the card.

    // Beginnings of the words, in Russian and English, for an order that does not count.
    private static readonly string[] NotCounted =
    [
        "cancel", "void", "fail", "trash", "draft", "delet", "abandon", "declin", "expired", "checkout-draft", "отмен", "аннулир", "отказ",
        "удал", "черновик", "не оплачен и отмен",
    ];

    private static readonly (string Kind, string[] Words)[] Kinds =
    [
        ("call", ["call", "phone call", "звонок", "вызов", "разговор"]), ("meeting", ["meeting", "visit", "встреча", "визит"]),
        ("note", ["note", "comment", "заметка", "комментарий", "примечание"]),
        ("offer", ["offer", "proposal", "quote", "предложение", "кп"]),
        ("letter", ["letter", "email", "e-mail", "mail", "письмо", "почта"]),
    ];

    /// <summary>What a unit says; null when nothing of it can be kept, and its rows' flaws tell why.</summary>
    internal CapturedEvent? Read(ImportState import, ImportUnit unit)
    {
        if (unit.Rows.FirstOrDefault(row => row.Broken is not null) is { Broken: { } broken })
        {
            foreach (var row in unit.Rows)
            {
                row.Flaws.Clear();
                row.Flaws.Add(new Flaw(row.Number, "", "", broken));
            }

            return null;
        }

        if (unit.Rows.Sum(row => row.Length) > MaxLength)
        {
            unit.First.Flaws.Add(new Flaw(unit.First.Number, "", "", $"it is too long: at most {MaxLength} characters in all its cells"));
            return null;
        }

        return import.Kind switch
        {
            ImportKind.Orders => ReadOrder(import, unit),
            ImportKind.Interactions => ReadInteraction(import, unit),
            _ => ReadContact(import, unit),
        };
    }

    private CapturedEvent? ReadContact(ImportState import, ImportUnit unit)
    {
        var row = unit.First;
        var capture = Begin(import, unit, "import", row.Time(ImportFields.UpdatedAt) ?? import.At);
        var person = new PersonCells(import, row, capture, habits.Value.Country);
        var isSomebody = person.Add();
        person.AddCustom(import.Columns.Select(column => column.Field)
            .Where(field => field.StartsWith(ContactFields.CustomPrefix, StringComparison.Ordinal)).Distinct());
        capture.Since(row.Time(ImportFields.At)).LastSeen(row.Time(ImportFields.UpdatedAt) ?? row.Time(ImportFields.At))
            .Data(ImportFields.Message, row[ImportFields.Message]);
        return isSomebody ? capture.Build() : Nobody(row);
    }

    private CapturedEvent? ReadOrder(ImportState import, ImportUnit unit)
    {
        var row = unit.First;
        var asOf = row.Time(ImportFields.UpdatedAt) ?? import.At;

        // An event of the day it was placed, but the order as it is known now: a file that corrects an earlier one is believed.
        var capture = Begin(import, unit, "order", row.Time(ImportFields.UpdatedAt) ?? row.Time(ImportFields.At) ?? asOf);
        new PersonCells(import, row, capture, habits.Value.Country).Add();
        var lines = unit.Rows.Select(LineOf).OfType<OrderLine>().ToImmutableArray();
        var total = row.Amount(ImportFields.Total);
        if (total is null && row[ImportFields.Total] is null && lines.Length > 0)
        {
            total = lines.Sum(line => line.Quantity * line.Price);
        }

        if (row[ImportFields.OrderId] is not { } id || row.Time(ImportFields.At) is not { } placedAt || total is null)
        {
            Require(row, ImportFields.OrderId, row[ImportFields.OrderId] is not null, "an order needs an id");
            Require(row, ImportFields.At, row.Time(ImportFields.At) is not null, "an order needs the time it was placed at");
            Require(row, ImportFields.Total, total is not null, "an order needs its sum");
            return null;
        }

        if (total < 0m)
        {
            row.Refuse(ImportFields.Total, NoOrder);
        }

        var status = row[ImportFields.Status];
        var isCancelled = row[ImportFields.CancelledAt] is not null
            || (status is not null && NotCounted.Any(word => status.StartsWith(word, StringComparison.OrdinalIgnoreCase)));
        var version = new OrderVersion(placedAt, total.Value, CurrencyOf(row), !isCancelled, default)
        {
            Number = row[ImportFields.Number],
            Status = status,
            Lines = lines,
            Codes = row[ImportFields.PromoCode] is { } code ? [code] : [],
        };
        capture.Order(import.Shop, id, version, asOf);
        capture.Milestone(import.Shop, id, OrderMilestone.Paid, row.Time(ImportFields.PaidAt));
        if (row.Amount(ImportFields.Refunded) is > 0 and var refunded)
        {
            capture.Refund(import.Shop, id, Source, refunded);
        }

        return capture.Data("order", id).Data("total", total).Data("currency", CurrencyOf(row)).Data("status", status).Build();
    }

    private CapturedEvent? ReadInteraction(ImportState import, ImportUnit unit)
    {
        var row = unit.First;
        var at = row.Time(ImportFields.At);
        var word = row[ImportFields.Kind]?.ToLowerInvariant();
        var kind = word is null ? "note" : Kinds.FirstOrDefault(one => one.Kind == word || one.Words.Contains(word)).Kind;
        Require(row, ImportFields.At, at is not null, "a call or note needs its time");
        Require(row, ImportFields.Kind, kind is not null, $"is none of {string.Join(", ", Kinds.Select(one => one.Kind))}");
        if (at is null || kind is null)
        {
            return null;
        }

        var capture = Begin(import, unit, kind, at.Value);
        var isSomebody = new PersonCells(import, row, capture, habits.Value.Country).Add();
        capture.Data(ImportFields.Direction, row[ImportFields.Direction])
            .Data(ImportFields.Duration, Seconds(row))
            .Data(ImportFields.Result, row[ImportFields.Result])
            .Data(ImportFields.Text, row[ImportFields.Text]);
        return isSomebody ? capture.Build() : Nobody(row);
    }

    private static long? Seconds(ImportRow row) =>
        long.TryParse(row[ImportFields.Duration], CultureInfo.InvariantCulture, out var seconds) ? seconds : null;

    private static CaptureBuilder Begin(ImportState import, ImportUnit unit, string kind, DateTimeOffset at) =>
        new CaptureBuilder(unit.CaptureId(import), Source, kind, at, import.At).Data("import", import.Id);

    private static OrderLine? LineOf(ImportRow row)
    {
        var (product, sku, title) = (row[ImportFields.ProductId], row[ImportFields.Sku], row[ImportFields.Title]);
        return product is null && sku is null && title is null
            ? null
            : new OrderLine(product, null, sku, title, row.Amount(ImportFields.Quantity) ?? 1m, row.Amount(ImportFields.Price) ?? 0m);
    }

    private string CurrencyOf(ImportRow row)
    {
        if (row[ImportFields.Currency] is not { } typed)
        {
            return options.Value.Currency;
        }

        var code = typed.Trim().TrimEnd('.').ToUpperInvariant();
        return code switch
        {
            "РУБ" or "Р" or "₽" or "RUR" or "РУБЛЬ" or "РУБЛИ" => "RUB",
            "$" => "USD",
            "€" => "EUR",
            { Length: 3 } when code.All(char.IsAsciiLetterUpper) => code,
            _ => Unknown(row),
        };
    }

    private string Unknown(ImportRow row)
    {
        if (row.Flaws.All(flaw => flaw.Why != NoCurrency))
        {
            row.Refuse(ImportFields.Currency, NoCurrency);
        }

        return options.Value.Currency;
    }

    private const string NoOrder =
        "a negative sum is a return: it is kept and counts nowhere; what came back of an order is its 'refunded', in the order's row";

    private const string NoCurrency = "is no currency such as RUB or EUR: the default is taken";

    private static void Require(ImportRow row, string field, bool holds, string why)
    {
        // Why a cell cannot be read was said when it was.
        if (!holds && (row[field] is null || field == ImportFields.Kind))
        {
            row.Refuse(field, why);
        }
    }

    private static CapturedEvent? Nobody(ImportRow row)
    {
        row.Flaws.Add(new Flaw(row.Number, "", "", "it names nobody: an e-mail address or a telephone is needed"));
        return null;
    }
}
