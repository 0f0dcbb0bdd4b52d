using System.Globalization;
using System.Text.Json.Serialization;
using ClientBase.Domain.Analytics;
using ClientBase.Domain.Analytics.Breakdowns;
using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Orders;

namespace ClientBase.Functions.Storage.Documents;

/// <summary>An order that counts, as reports keep it.</summary>
/// <param name="Contact">Whose.</param>
/// <param name="Key">Its key, <c>{shop}:{order id}</c>.</param>
/// <param name="At">When it was placed, in Unix milliseconds.</param>
/// <param name="Total">Its sum before refunds.</param>
/// <param name="Refunded">Money returned of it.</param>
/// <param name="Currency">ISO 4217.</param>
internal sealed record KeptOrder(string Contact, string Key, long At, decimal Total, decimal Refunded, string Currency)
{
    /// <summary>Nobody knows who bought: a till's order.</summary>
    public bool Nobody { get; init; }

    public List<KeptLine>? Lines { get; init; }

    /// <summary>What it was reduced by, where it carries a promo code; null where it carries none.</summary>
    public decimal? Bonus { get; init; }

    [JsonIgnore]
    public string Month => MonthOf(DateTimeOffset.FromUnixTimeMilliseconds(At));

    /// <summary>The order; null when it does not count.</summary>
    public static KeptOrder? Of(string contactId, string key, OrderState order, bool isNobody)
    {
        if (order.Version is not { Counts: true } version)
        {
            return null;
        }

        var lines = SoldLines.Of(order).Select(KeptLine.Of).ToList();
        return new KeptOrder(
            contactId, key, version.PlacedAt.ToUnixTimeMilliseconds(), Within(version.Total), Within(order.Refunded), version.Currency)
        {
            Nobody = isNobody,
            Lines = lines.Count == 0 ? null : lines,
            Bonus = version.Codes.IsEmpty ? null : Within(Math.Max(0m, version.Discount)),
        };
    }

    /// <summary>The month an instant lies in, UTC: <c>2026-05</c>.</summary>
    public static string MonthOf(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    public Sale ToSale(bool withLines) => new(
        Contact, Key, DateTimeOffset.FromUnixTimeMilliseconds(At), Total, Refunded, Currency,
        withLines && Lines is not null ? [.. Lines.Select(line => line.ToLine())] : []);

    private static decimal Within(decimal amount) => Math.Clamp(amount, -Sale.MaxAmount, Sale.MaxAmount);
}

/// <summary>A line of an order, or what came back of one.</summary>
internal sealed record KeptLine(string Id, string? Title, decimal Quantity, decimal Amount)
{
    public static KeptLine Of(SaleLine line) => new(line.ProductId, line.Title.Length == 0 ? null : line.Title, line.Quantity, line.Amount);

    public SaleLine ToLine() => new(Id, Title ?? "", Quantity, Amount);
}

/// <summary>What reports know of a person: nothing by which anybody could be reached.</summary>
/// <param name="Profile">Where they live, how old they are, what they like.</param>
internal sealed record KeptProfile(Profile Profile)
{
    /// <summary>When the person came into the base, in Unix milliseconds.</summary>
    public long? Since { get; init; }

    /// <summary>The day the person was last heard of, <see cref="DateOnly.DayNumber"/>.</summary>
    public int LastDay { get; init; }

    public bool HasEmail { get; init; }

    public bool HasPhone { get; init; }

    public bool HasName { get; init; }

    public bool MayBeMailed { get; init; }

    /// <summary>What the forms they came by said that a lead costs.</summary>
    public List<KeptLeadCost>? Costs { get; init; }

    public static KeptProfile Of(Contact contact) => new(Profile.Of(contact) with { Source = contact.FirstSeen?.Source })
    {
        Since = contact.FirstSeen?.Said.At.ToUnixTimeMilliseconds(),
        LastDay = DateOnly.FromDateTime(contact.LastSeenAt.UtcDateTime).DayNumber,
        HasEmail = !contact.Emails.IsEmpty,
        HasPhone = !contact.Phones.IsEmpty,
        HasName = contact.Name.Full.Length > 0,
        MayBeMailed = ConsentView.Allows(contact.Consents, ConsentPurpose.Marketing, "email"),
        Costs = KeptLeadCost.Of(contact),
    };
}

/// <summary>What a lead has cost, by the form it came by.</summary>
/// <param name="Channel">The source of the form, or the form.</param>
/// <param name="At">When, in Unix milliseconds.</param>
/// <param name="Amount">In the shop's currency.</param>
internal sealed record KeptLeadCost(string Channel, long At, decimal Amount)
{
    /// <summary>Those of a person; null for none.</summary>
    public static List<KeptLeadCost>? Of(Contact contact)
    {
        var costs = contact.Sources
            .Select(one => (Touch: Touch.Read(one.Key, one.Value.Value), one.Value.Said.At))
            .Where(one => one.Touch.Cost is > 0)
            .Select(one => new KeptLeadCost(
                one.Touch.Source ?? one.Touch.Form ?? "", one.At.ToUnixTimeMilliseconds(), one.Touch.Cost!.Value))
            .ToList();
        return costs.Count == 0 ? null : costs;
    }
}

/// <summary>What was spent on a channel on a day.</summary>
/// <param name="Day"><c>2026-03-01</c>.</param>
/// <param name="Channel">As <c>utm_source</c> names it.</param>
/// <param name="Campaign">As <c>utm_campaign</c> names it.</param>
/// <param name="Amount">The sum.</param>
/// <param name="Currency">ISO 4217.</param>
internal sealed record KeptCost(string Day, string Channel, string? Campaign, decimal Amount, string Currency)
{
    /// <summary>What a later row must have in common to replace it.</summary>
    [JsonIgnore]
    public string Key => $"{Day}|{Channel.ToLowerInvariant()}|{Campaign?.ToLowerInvariant()}|{Currency}";
}

/// <summary>Something a person or somebody who works with them did.</summary>
/// <param name="Id">The timeline's entry.</param>
/// <param name="Kind"><c>form</c>, <c>call</c>, <c>offer</c>, ...</param>
/// <param name="At">When, in Unix milliseconds.</param>
internal sealed record KeptEvent(string Id, string Kind, long At)
{
    /// <summary>The form, or who wrote it down.</summary>
    public string? By { get; init; }

    public string? Source { get; init; }

    public string? Medium { get; init; }

    public string? Campaign { get; init; }

    public int? Score { get; init; }

    public decimal? Rating { get; init; }

    public string? Product { get; init; }

    public int? Seconds { get; init; }

    /// <summary>The answer to an offer.</summary>
    public string? Answer { get; init; }

    /// <summary>The competitor the person left to.</summary>
    public string? LeftTo { get; init; }

    /// <summary>What reports want to know of an event; null when nothing.</summary>
    public static KeptEvent? Of(CapturedEvent capture) => capture.Kind is "form" or "call" or "meeting" or "offer"
        ? Of(capture.Id, capture.Kind, capture.At, name => capture.Data.GetValueOrDefault(name)) with
        {
            By = capture.Kind == "form" ? capture.Source.Split(':', 2)[^1] : Text(capture.Data.GetValueOrDefault("by")),
        }
        : null;

    /// <summary>An event from what its entry shows.</summary>
    public static KeptEvent Of(string id, string kind, DateTimeOffset at, Func<string, object?> value) => new(
        id, kind, at.ToUnixTimeMilliseconds())
    {
        By = Text(value("by")),
        Source = Text(value("utm_source")),
        Medium = Text(value("utm_medium")),
        Campaign = Text(value("utm_campaign")),
        Score = (int?)Number(value("score")),
        Rating = Number(value("rating")),
        Product = Text(value("productId")),
        Seconds = (int?)Number(value("durationSeconds")),
        Answer = Text(value("answer")),
        LeftTo = Text(value("leftTo")),
    };

    private static string? Text(object? value) =>
        Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 } text ? text[..Math.Min(text.Length, 200)] : null;

    private static decimal? Number(object? value) => decimal.TryParse(
        Convert.ToString(value, CultureInfo.InvariantCulture), NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
        && Math.Abs(number) < 1_000_000_000 ? number : null;
}

/// <summary>A task or a deal, as reports keep it: without what it is about.</summary>
/// <param name="Id">Its id, which begins with the contact's.</param>
internal sealed record KeptItem(string Id)
{
    public Domain.Crm.ClientTask? Task { get; init; }

    public Domain.Crm.Deal? Deal { get; init; }
}

/// <summary>A person in the log of reports.</summary>
/// <param name="Id">The contact.</param>
internal sealed record KeptPerson(string Id)
{
    public KeptProfile? Profile { get; init; }

    public string? Manager { get; init; }

    /// <summary>The months of their orders: where to look when they are read anew.</summary>
    public List<string>? Months { get; init; }

    public List<KeptEvent>? Events { get; init; }
}
