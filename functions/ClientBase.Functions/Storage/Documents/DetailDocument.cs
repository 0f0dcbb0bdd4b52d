using ClientBase.Domain.Segments.Details;

namespace ClientBase.Functions.Storage.Documents;

/// <summary>What rules may ask of a contact, as JSON on its way to the snapshot.</summary>
internal sealed record DetailDocument(int K, string N, long At, string? T, string? A, string? S, decimal V)
{
    public static List<DetailDocument> Of(IEnumerable<Detail> details) =>
    [
        .. details.Select(one => new DetailDocument(
            (int)one.Kind, one.Name, one.At.ToUnixTimeMilliseconds(), Text(one.Text), Text(one.Also), Text(one.Shop), one.Number)),
    ];

    public Detail ToDetail() => new((DetailKind)K, N, DateTimeOffset.FromUnixTimeMilliseconds(At))
    {
        Text = T ?? "",
        Also = A ?? "",
        Shop = S ?? "",
        Number = V,
    };

    private static string? Text(string text) => text.Length == 0 ? null : text;
}
