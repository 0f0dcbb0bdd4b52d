using System.Text.Json;
using ClientBase.Domain.Forms;

namespace ClientBase.Functions.Forms.Defining;

/// <summary>Checks a form's definition: what is wrong, how to mend it, and what to look at.</summary>
internal sealed class FormCheck
{
    private const int MaxFields = 100;
    private const int MaxOptions = 100;
    private const int MaxRadius = 24;
    private const int MaxAsked = 20;
    private const int MaxName = 100;

    private static readonly string[] Members =
    [
        "kind", "title", "fields", "allowedOrigins", "thankYouUrl", "doubleOptIn", "bonus", "consentText", "text", "button", "thankYouText",
        "shop", "productId", "event", "affiliate", "cost", "theme", "proofOfWork", "askAtOnce",
    ];

    private readonly Dictionary<string, string[]> _errors = new(StringComparer.Ordinal);
    private readonly List<string> _warnings = [];

    /// <summary>What must be mended, by member.</summary>
    public IReadOnlyDictionary<string, string[]> Errors => _errors;

    /// <summary>What is taken, and may not be what was meant.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>Checks a definition.</summary>
    /// <param name="form">The definition.</param>
    /// <param name="shops">Names of the shops there are.</param>
    public static FormCheck Of(FormDefinition form, IReadOnlyList<string> shops)
    {
        var check = new FormCheck();
        check.Kind(form);
        check.Fields(form);
        check.Addresses(form);
        check.Theme(form);
        check.Bonus(form);
        check.Effects(form, shops);
        check.Unknown(form);
        return check;
    }

    private void Kind(FormDefinition form)
    {
        if (string.IsNullOrWhiteSpace(form.Kind))
        {
            Refuse("kind", $"say what the form is for: {KindNames()}");
        }
        else if (FormKind.Find(form.Kind) is null)
        {
            if (FormKind.Suggest(form.Kind) is { } meant)
            {
                Refuse("kind", $"'{form.Kind}' is no kind of form; did you mean '{meant}'?");
            }
            else
            {
                _warnings.Add($"'{form.Kind}' is no kind known here, so it has no effect of its own. Known are: {KindNames()}.");
            }
        }
    }

    private void Fields(FormDefinition form)
    {
        var fields = form.Fields ?? [];
        if (fields.Count > MaxFields)
        {
            Refuse("fields", $"at most {MaxFields}");
        }

        foreach (var (at, field) in fields.Index().Take(MaxFields))
        {
            Field($"fields[{at}]", field);
        }

        var names = fields.Where(field => field?.Name is not null).GroupBy(field => FieldNames.Of(field.Name));
        foreach (var twice in names.Where(same => same.Count() > 1))
        {
            Refuse("fields", $"'{twice.Key}' is listed {twice.Count()} times");
        }

        if (form.AskAtOnce is < 1 or > MaxAsked)
        {
            Refuse("askAtOnce", $"a whole number from 1 to {MaxAsked}");
        }
    }

    private void Field(string at, FormField? field)
    {
        if (string.IsNullOrWhiteSpace(field?.Name))
        {
            Refuse(at, "has no name: each field is named as it is posted");
            return;
        }

        if (field.Name.Length > MaxName || field.Name.Any(char.IsControl) || field.Name.StartsWith('_'))
        {
            Refuse($"{at}.name", $"1 to {MaxName} printable characters, the first of them not '_'");
        }

        if (KnownField.Find(FieldNames.Of(field.Name)) is null
            && NearName.To(field.Name, KnownField.All.Select(known => known.Name)) is { } meant)
        {
            _warnings.Add($"Field '{field.Name}' is one of your own. If it is to be '{meant}', write it so.");
        }

        if (field.Input is { } input && !(Enum.TryParse<FormInput>(input, ignoreCase: true, out _) && !char.IsDigit(input[0])))
        {
            Refuse($"{at}.input", $"'{input}' is none of {string.Join(", ", Inputs())}{DidYouMean(input, Inputs())}");
        }
        else if (field.Kind is FormInput.Choice or FormInput.Choices && field.Options is not { Count: > 0 } && field.Name != KnownField.Sex)
        {
            Refuse($"{at}.options", "list what can be chosen");
        }

        if (field.Options is { } options && (options.Count > MaxOptions || options.Any(string.IsNullOrWhiteSpace)))
        {
            Refuse($"{at}.options", $"1 to {MaxOptions} texts, none of them empty");
        }
    }

    private void Addresses(FormDefinition form)
    {
        foreach (var origin in (form.AllowedOrigins ?? []).Where(origin => !IsOrigin(origin)))
        {
            Refuse("allowedOrigins", OriginOf(origin) is { } meant
                ? $"'{origin}' is more than scheme and host; did you mean '{meant}'?"
                : $"'{origin}': origins are scheme and host, such as https://shop.example");
        }

        if (form.ThankYouUrl is { } url && !IsWebAddress(url))
        {
            Refuse("thankYouUrl", "an absolute http or https address");
        }
    }

    private void Theme(FormDefinition form)
    {
        if (form.Theme?.Accent is { } accent)
        {
            if (!BrandColour.TryParse(accent, out var colour))
            {
                Refuse("theme.accent", "a colour such as #7a3b12");
            }
            else if (!colour.IsReadableOn(BrandColour.Light))
            {
                var shade = colour.ReadableOn(BrandColour.Light);
                Refuse("theme.accent", $"text of this colour cannot be read on white (contrast under 4.5 : 1); {shade.Css} can");
            }
        }

        if (form.Theme?.Radius is < 0 or > MaxRadius)
        {
            Refuse("theme.radius", $"pixels, 0 to {MaxRadius}");
        }

        if (form.Theme?.Image is { } image && !(IsWebAddress(image) && image.StartsWith("https:", StringComparison.OrdinalIgnoreCase)))
        {
            Refuse("theme.image", "an https address of a picture");
        }
    }

    private void Bonus(FormDefinition form)
    {
        if (form.Bonus?.Percent is <= 0 or > 100)
        {
            Refuse("bonus.percent", "more than 0 and at most 100");
        }

        if (form.Bonus?.Amount is <= 0)
        {
            Refuse("bonus.amount", "more than 0");
        }

        if (form.Bonus is { Amount: not null, Currency: null })
        {
            Refuse("bonus.currency", "a sum has a currency, such as RUB");
        }
    }

    private void Effects(FormDefinition form, IReadOnlyList<string> shops)
    {
        if (form.Cost is < 0)
        {
            Refuse("cost", "what a lead costs: 0 or more");
        }

        if (form.Shop is { } shop && !shops.Contains(shop, StringComparer.OrdinalIgnoreCase))
        {
            var known = shops.Count == 0 ? "none is configured" : $"there are {string.Join(", ", shops)}";
            _warnings.Add($"There is no shop '{shop}' ({known}). Set Shops__{shop}__Kind before the form is used.");
        }

        if (form.Meaning.Effect == FormEffect.Event && form.Event is null)
        {
            _warnings.Add("The form is for an event: name it in 'event', or let posts bring a field 'event'.");
        }
    }

    private void Unknown(FormDefinition form)
    {
        foreach (var name in form.Unknown?.Keys ?? Enumerable.Empty<string>())
        {
            if (NearName.To(name, Members) is { } meant)
            {
                Refuse(name, $"is no member of a form; did you mean '{meant}'?");
            }
            else
            {
                _warnings.Add($"'{name}' is no member of a form and was left out.");
            }
        }
    }

    private static string DidYouMean(string typed, IEnumerable<string> names) =>
        NearName.To(typed, names) is { } meant ? $"; did you mean '{meant}'?" : "";

    private static IEnumerable<string> Inputs() => Enum.GetNames<FormInput>().Select(JsonNamingPolicy.CamelCase.ConvertName);

    private static string KindNames() => string.Join(", ", FormKind.All.Select(kind => kind.Id));

    private static bool IsOrigin(string? text) => text is not null && OriginOf(text) is { } origin
        && text.TrimEnd('/').Equals(origin, StringComparison.OrdinalIgnoreCase);

    private static string? OriginOf(string? text) => IsWebAddress(text) ? new Uri(text!).GetLeftPart(UriPartial.Authority) : null;

    private static bool IsWebAddress(string? text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";

    private void Refuse(string member, string why) =>
        _errors[member] = _errors.TryGetValue(member, out var known) ? [.. known, why] : [why];
}
