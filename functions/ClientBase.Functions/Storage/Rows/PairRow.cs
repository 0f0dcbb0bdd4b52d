using System.Globalization;
using Azure.Data.Tables;
using ClientBase.Domain.Identity;

namespace ClientBase.Functions.Storage.Rows;

/// <summary>
/// Table Duplicates, one partition: two contacts that may be one person. <c>x|{one}|{other}</c> from either of them, with the score;
/// <c>s|{reverse score}|{pair}</c> to list them, the likeliest first. They name contacts only: values are read when they are shown.
/// </summary>
internal static class PairRow
{
    public const string Partition = "pairs";

    /// <summary>What the rows of the list begin with.</summary>
    public const string ListPrefix = "s|";

    private const int Whole = 10_000; // Scores are kept to four places.
    private const string Score = "Score";

    public static string Prefix(string contactId) => $"x|{contactId}|";

    public static string Key(string one, string other) => Prefix(one) + other;

    public static TableEntity Of(string one, string other, int score)
    {
        var row = RowVersions.New(Partition, Key(one, other));
        row[Score] = score;
        return row;
    }

    public static string OtherOf(TableEntity row) => row.RowKey[(row.RowKey.LastIndexOf('|') + 1)..];

    public static int ScoreOf(TableEntity row) => row.GetInt32(Score)!.Value;

    /// <summary>A probability as it is kept.</summary>
    public static int Rounded(double probability) => (int)Math.Round(probability * Whole);

    /// <summary>Where a score begins in the list.</summary>
    public static string ListPlace(int score) => string.Create(CultureInfo.InvariantCulture, $"{ListPrefix}{Whole - score:d5}|");

    public static TableEntity ListRow(string pair, int score) => RowVersions.New(Partition, ListPlace(score) + pair);

    public static string PairOf(string listKey) => listKey[(listKey.LastIndexOf('|') + 1)..];

    /// <summary>Whether a text is the key of a row of the list.</summary>
    public static bool IsListKey(string text) => text.Split('|') is ["s", { Length: 5 } score, var pair]
        && score.All(char.IsAsciiDigit) && pair.Split('-') is [var one, var other] && ContactId.IsValid(one) && ContactId.IsValid(other);
}
