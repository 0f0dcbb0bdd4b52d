namespace ClientBase.Functions.Shops;

/// <summary>Setting <c>Forms__Country</c>, as far as shops need it.</summary>
public sealed class HomeCountry
{
    internal const string Forms = "Forms";

    /// <summary>ISO 3166 country of national telephone numbers where nothing else names one.</summary>
    public string Country { get; set; } = "RU";
}
