using System.Text;
using Microsoft.AspNetCore.Http;

namespace ClientBase.Benchmarks.Kills;

/// <summary>A moment of a campaign at which its sender is killed: a write to storage, or a mail handed to the provider.</summary>
/// <param name="Name">What is being done.</param>
/// <param name="Method">The request's method; null: it is no storage's.</param>
/// <param name="Says">What its address or the beginning of its body holds.</param>
/// <param name="IsAfter">Once storage has done it, or the provider has answered; else before.</param>
internal sealed record KillPoint(string Name, string? Method, string Says, bool IsAfter)
{
    private const int Beginning = 2_048;

    private static readonly (string Name, string Method, string Says)[] Writes =
    [
        ("freezing the audience", "PUT", "/audiences/"),
        ("marking for the cap", "POST", "RowKey='u%7C"),
        ("recording intents, or a flight", "POST", "/Ledger"),
        ("noting that a shard is planned", "PUT", "RowKey='p'"),
        ("putting messages to send", "POST", "/campaign-send/"),
        ("taking a message to plan away", "DELETE", "/campaign-plan/"),
        ("noting on timelines", "POST", "RowKey='t%7C"),
        ("taking a message to send away", "DELETE", "/campaign-send/"),
    ];

    /// <summary>Every step, before and after.</summary>
    public static IReadOnlyList<KillPoint> All { get; } =
    [
        .. Writes.SelectMany(write => new[]
        {
            new KillPoint(write.Name, write.Method, write.Says, IsAfter: false), new KillPoint(write.Name, write.Method, write.Says, true),
        }),
        new("handing a mail over", null, "", IsAfter: false),
        new("handing a mail over", null, "", IsAfter: true),
    ];

    /// <summary>Whether a request to storage is the moment.</summary>
    public bool IsAt(HttpRequest request, byte[] body, bool isDone)
    {
        if (Method != request.Method || IsAfter != isDone)
        {
            return false;
        }

        return request.Path.Value!.Contains(Says, StringComparison.Ordinal)
            || Encoding.ASCII.GetString(body, 0, Math.Min(body.Length, Beginning)).Contains(Says, StringComparison.Ordinal);
    }

    public override string ToString() => $"{(IsAfter ? "after" : "before")} {Name}";
}
