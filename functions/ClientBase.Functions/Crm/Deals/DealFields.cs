using ClientBase.Domain.Crm;
using ClientBase.Functions.Http;
using Microsoft.AspNetCore.Http;

namespace ClientBase.Functions.Crm.Deals;

/// <summary>What a request says of a deal: known fields, and the shop's own, which are whatever else it names.</summary>
internal sealed class DealFields
{
    private const int MaxTitle = 500;
    private const int MaxText = 10_000;
    private const int MaxOwn = 50;
    private const decimal MaxAmount = 1_000_000_000_000;

    private static readonly HashSet<string> Known = ["title", "amount", "currency", "expectedAt", "reason", "stage", "by"];

    private readonly BodyFields _body;
    private readonly string _currency;
    private readonly string? _title;
    private readonly decimal? _amount;
    private readonly string? _ownCurrency;
    private readonly DateTimeOffset? _expectedAt;
    private readonly string? _reason;
    private readonly Dictionary<string, string?> _own;

    /// <summary>Reads a body; what cannot be used is told to it.</summary>
    /// <param name="request">The request.</param>
    /// <param name="body">Its body.</param>
    /// <param name="isNew">Whether it begins a deal, which wants a title.</param>
    /// <param name="currency">The currency where none is named.</param>
    public DealFields(HttpRequest request, BodyFields body, bool isNew, string currency)
    {
        (_body, _currency) = (body, currency);
        _title = body.Text("title", MaxTitle, isRequired: isNew || body.Has("title"));
        _amount = body.Number("amount", 0, MaxAmount);
        _ownCurrency = body.Text("currency", 3)?.ToUpperInvariant();
        _expectedAt = body.Time("expectedAt");
        _reason = body.Text("reason", MaxText);
        Stage = body.Text("stage", MaxTitle);
        By = ManagerNames.By(request, body);
        _own = body.Names.Where(name => !Known.Contains(name)).Distinct().ToDictionary(name => name, name => body.Scalar(name, MaxText));
        if (_ownCurrency is { } named && !(named.Length == 3 && named.All(char.IsAsciiLetterUpper)))
        {
            body.Refuse("currency", "three letters such as RUB");
        }

        foreach (var name in _own.Keys.Where(name => !Deal.IsFieldName(name)))
        {
            body.Refuse(name, "cannot be the name of a field: use letters, digits, hyphens, dots");
        }

        if (_own.Count > MaxOwn)
        {
            body.Refuse(_own.Keys.Last(), $"at most {MaxOwn} fields of your own");
        }
    }

    /// <summary>The stage it is to be in; null: where it is, or where deals begin.</summary>
    public string? Stage { get; }

    /// <summary>Who says so.</summary>
    public string? By { get; }

    /// <summary>A deal with what is said of it.</summary>
    public Deal Apply(Deal deal)
    {
        var amount = _body.Has("amount") ? _amount : deal.Amount;
        return deal with
        {
            Title = _title ?? deal.Title,
            Amount = amount,
            Currency = (_body.Has("currency") ? _ownCurrency : deal.Currency) ?? (amount is null ? null : _currency),
            ExpectedAt = _body.Has("expectedAt") ? _expectedAt : deal.ExpectedAt,
            Reason = _body.Has("reason") ? _reason : deal.Reason,
            Fields = _own.Count == 0
                ? deal.Fields
                : deal.Fields.Where(field => !_own.ContainsKey(field.Key))
                    .Concat(_own.Where(field => field.Value is not null).Select(field => KeyValuePair.Create(field.Key, field.Value!)))
                    .ToDictionary(field => field.Key, field => field.Value, StringComparer.Ordinal),
        };
    }
}
