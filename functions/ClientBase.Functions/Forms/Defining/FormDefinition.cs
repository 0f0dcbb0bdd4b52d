namespace ClientBase.Functions.Forms.Defining;

/// <summary>A form the shop has defined.</summary>
/// <param name="Kind">What it is for: <c>newsletter</c>, <c>landing</c>, <c>survey</c>, ...</param>
/// <param name="Title">Title by language.</param>
/// <param name="Fields">Fields it asks for; others are taken too, as custom fields.</param>
/// <param name="AllowedOrigins">Sites it may be posted from; empty: any.</param>
/// <param name="ThankYouUrl">Where a browser goes after it.</param>
/// <param name="DoubleOptIn">Whether marketing consent waits for a confirmation by mail.</param>
/// <param name="Bonus">What is given for filling it in.</param>
/// <param name="ConsentText">Consent texts by language, with <c>version</c>.</param>
public sealed record FormDefinition(
    string Kind,
    Dictionary<string, string>? Title = null,
    List<FormField>? Fields = null,
    List<string>? AllowedOrigins = null,
    string? ThankYouUrl = null,
    bool DoubleOptIn = false,
    Dictionary<string, object>? Bonus = null,
    Dictionary<string, string>? ConsentText = null);

/// <summary>A field of a form.</summary>
/// <param name="Name">Its name as posted.</param>
/// <param name="Required">Whether a post without it is refused.</param>
public sealed record FormField(string Name, bool Required = false);
