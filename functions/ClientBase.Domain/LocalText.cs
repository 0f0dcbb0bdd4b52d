namespace ClientBase.Domain;

/// <summary>A text in the two languages our users read.</summary>
/// <param name="En">English.</param>
/// <param name="Ru">Russian.</param>
public sealed record LocalText(string En, string Ru)
{
    /// <summary>The text in a language: Russian for <c>ru</c> and its regions (<c>ru-RU</c>), else English.</summary>
    public string In(string language) =>
        language.Equals("ru", StringComparison.OrdinalIgnoreCase) || language.StartsWith("ru-", StringComparison.OrdinalIgnoreCase)
            ? Ru
            : En;
}
