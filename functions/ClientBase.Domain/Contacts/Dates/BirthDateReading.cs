using System.Globalization;

namespace ClientBase.Domain.Contacts.Dates;

/// <summary>What a typed date of birth was read as.</summary>
/// <param name="Date">The date; null when there is none or no year was given.</param>
/// <param name="Day">Month and day when no year was given, as a date of the year <see cref="BirthDates.NoYear"/>; null otherwise.</param>
/// <param name="IsAmbiguous">
/// Whether the digits are also a valid date in another usual order, so that only the habit of the country decided.
/// </param>
/// <param name="Reason">
/// Why it is no date: <c>empty</c>, <c>placeholder</c>, <c>not-a-date</c>, <c>no-such-day</c>, <c>in-future</c>; null for one.
/// </param>
public sealed record BirthDateReading(DateOnly? Date, DateOnly? Day = null, bool IsAmbiguous = false, string? Reason = null)
{
    /// <summary>ISO 8601: <c>1985-05-30</c>, or <c>--05-30</c> without a year; null when the text is not a date.</summary>
    public string? Value => Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        ?? Day?.ToString("--MM-dd", CultureInfo.InvariantCulture);

    internal static BirthDateReading Refused(string reason) => new(null, Reason: reason);
}
