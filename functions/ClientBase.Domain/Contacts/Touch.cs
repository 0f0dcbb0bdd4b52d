using System.Globalization;

namespace ClientBase.Domain.Contacts;

/// <summary>Something by which a person came: a source of the shop's leads.</summary>
/// <param name="Source">Who sent them, such as <c>google</c>.</param>
/// <param name="Medium">By which means, such as <c>cpc</c>.</param>
/// <param name="Campaign">By which campaign.</param>
/// <param name="Form">The form they filled in.</param>
/// <param name="Cost">What a lead by it costs, in the shop's currency; null when nobody said.</param>
public sealed record Touch(string? Source, string? Medium, string? Campaign, string? Form, decimal? Cost = null)
{
    private const int MaxPart = 100;
    private const char Between = '\u001F';

    /// <summary>Whether anything of it is known.</summary>
    public bool IsKnown => Source is not null || Medium is not null || Campaign is not null || Form is not null;

    /// <summary>What makes it another source than others.</summary>
    public string Key => string.Join(Between, Part(Source), Part(Medium), Part(Campaign), Part(Form));

    /// <summary>The cost as it is kept.</summary>
    public string CostText => Cost?.ToString(CultureInfo.InvariantCulture) ?? "";

    /// <summary>Reads what a card keeps.</summary>
    public static Touch Read(string key, string cost)
    {
        var parts = key.Split(Between);
        string? At(int index) => index < parts.Length && parts[index].Length > 0 ? parts[index] : null;
        return new Touch(
            At(0), At(1), At(2), At(3), decimal.TryParse(cost, CultureInfo.InvariantCulture, out var known) ? known : null);
    }

    private static string Part(string? text)
    {
        var plain = string.Concat((text ?? "").Where(c => !char.IsControl(c))).Trim();
        return plain.Length > MaxPart ? plain[..MaxPart] : plain;
    }
}
