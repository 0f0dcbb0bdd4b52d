using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace ClientBase.Functions.Http;

/// <summary>One page of a list.</summary>
/// <param name="Items">What is on it.</param>
/// <param name="Continuation">What to pass as <c>?continuation=</c> for the next; null on the last.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Continuation);

/// <summary>An answer that shows contacts beside something else: they count to what a caller may read.</summary>
public interface IShowsContacts
{
    /// <summary>How many it shows.</summary>
    int ShownContacts { get; }
}

/// <summary>Which page of a list is asked for.</summary>
/// <param name="Take">How many items, 1 to 1000.</param>
/// <param name="Continuation">Where the previous page ended, or null for the first.</param>
public sealed record Paging(int Take, string? Continuation)
{
    private const int DefaultTake = 50;
    private const int MaxTake = 1000;
    private const int CheckLength = 4;

    /// <summary>Reads <c>?take=</c> and <c>?continuation=</c>.</summary>
    /// <param name="request">The request.</param>
    /// <param name="paging">What it asks for.</param>
    /// <param name="problem">The refusal, when it asks for something impossible.</param>
    public static bool TryRead(HttpRequest request, [NotNullWhen(true)] out Paging? paging, [NotNullWhen(false)] out IResult? problem)
    {
        paging = null;
        problem = null;
        var take = DefaultTake;
        if (request.Query.TryGetValue("take", out var asked)
            && !(int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out take) && take is >= 1 and <= MaxTake))
        {
            var why = $"a whole number from 1 to {MaxTake}";
            problem = Problems.BadRequest($"'take' is {why}.", new Dictionary<string, string[]> { ["take"] = [why] });
            return false;
        }

        if (!TryDecode(request.Query["continuation"].ToString(), out var continuation))
        {
            problem = NotOurs();
            return false;
        }

        paging = new Paging(take, continuation);
        return true;
    }

    /// <summary>The refusal of a continuation that no list of ours gave.</summary>
    public static IResult NotOurs() => Problems.BadRequest(
        "'continuation' is not one of ours.",
        new Dictionary<string, string[]> { ["continuation"] = ["pass it as the previous page gave it"] });

    /// <summary>
    /// Makes a place in a list safe to stand in an address. A check is put before it, so that one cut off or changed on the way is refused.
    /// </summary>
    public static string? Encode(string? place)
    {
        if (place is null)
        {
            return null;
        }

        var bytes = Encoding.UTF8.GetBytes(place);
        return TokenText.Of([.. CheckOf(bytes), .. bytes]);
    }

    /// <summary>The page that comes after one of ours.</summary>
    /// <param name="take">How many items it is to have.</param>
    /// <param name="continuation">As <see cref="Encode"/> made it.</param>
    public static Paging After(int take, string continuation) => TryDecode(continuation, out var place)
        ? new Paging(take, place)
        : throw new ArgumentException("It was not made here.", nameof(continuation));

    private static bool TryDecode(string encoded, out string? place)
    {
        place = null;
        if (encoded.Length == 0)
        {
            return true;
        }

        if (!TokenText.TryDecode(encoded, encoded.Length, out var bytes) || bytes.Length <= CheckLength
            || !CheckOf(bytes.AsSpan(CheckLength)).SequenceEqual(bytes.AsSpan(0, CheckLength)))
        {
            return false;
        }

        place = Encoding.UTF8.GetString(bytes, CheckLength, bytes.Length - CheckLength);
        return true;
    }

    private static ReadOnlySpan<byte> CheckOf(ReadOnlySpan<byte> place) => SHA256.HashData(place).AsSpan(0, CheckLength);
}
