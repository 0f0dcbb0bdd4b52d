using ClientBase.Domain.Contacts;

namespace ClientBase.Functions.Imports.Reading;

/// <summary>The fields that a column of an import can hold.</summary>
internal static class ImportFields
{
    public const string Email = "email";
    public const string Phone = "phone";
    public const string Name = "name";
    public const string ExternalId = "externalId";
    public const string Message = "message";
    public const string Processing = "consent_processing";
    public const string Marketing = "consent_marketing";
    public const string EmailConsent = "consent_email";
    public const string SmsConsent = "consent_sms";
    public const string ConsentAt = "consentAt";
    public const string UnsubscribedAt = "unsubscribedAt";

    /// <summary>When: the registration of a person, an order, a call.</summary>
    public const string At = "at";

    /// <summary>When the row was last changed where it comes from.</summary>
    public const string UpdatedAt = "updatedAt";

    public const string OrderId = "id";
    public const string Number = "number";
    public const string Total = "total";
    public const string Currency = "currency";
    public const string Status = "status";
    public const string Refunded = "refunded";
    public const string CancelledAt = "cancelledAt";
    public const string PaidAt = "paidAt";
    public const string ProductId = "productId";
    public const string Sku = "sku";
    public const string Title = "title";
    public const string Quantity = "quantity";
    public const string Price = "price";
    public const string PromoCode = "promoCode";

    public const string Kind = "kind";
    public const string Direction = "direction";
    public const string Duration = "durationSeconds";
    public const string Result = "result";
    public const string Text = "text";

    /// <summary>A column that is not read.</summary>
    public const string Skip = "-";

    private static readonly string[] People =
    [
        Email, Phone, Name, .. ContactFields.Known, Message, ExternalId, Processing, Marketing, EmailConsent, SmsConsent, ConsentAt,
        UnsubscribedAt, At, UpdatedAt,
    ];

    private static readonly string[] Orders =
    [
        OrderId, Number, Total, Currency, Status, Refunded, CancelledAt, PaidAt, ProductId, Sku, Title, Quantity, Price, PromoCode,
    ];

    private static readonly string[] Interactions = [Kind, Direction, Duration, Result, Text];

    private static readonly HashSet<string> AmountFields = [Total, Refunded, Quantity, Price];
    private static readonly HashSet<string> TimeFields = [At, UpdatedAt, ConsentAt, UnsubscribedAt, CancelledAt, PaidAt];

    /// <summary>The fields of a kind of import.</summary>
    public static IReadOnlyList<string> Of(ImportKind kind) => kind switch
    {
        ImportKind.Orders => [.. People, .. Orders],
        ImportKind.Interactions => [.. People, .. Interactions],
        _ => People,
    };

    /// <summary>Whether a field is an amount.</summary>
    public static bool IsAmount(string field) => AmountFields.Contains(field);

    /// <summary>Whether a field is a time.</summary>
    public static bool IsTime(string field) => TimeFields.Contains(field);

    /// <summary>A value of an enumeration as the API spells it.</summary>
    public static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
