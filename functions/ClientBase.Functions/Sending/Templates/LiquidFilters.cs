using System.Globalization;
using ClientBase.Domain.Campaigns.Timing;
using ClientBase.Domain.Texts;
using Fluid;
using Fluid.Values;

namespace ClientBase.Functions.Sending.Templates;

/// <summary>The filters a mail needs beside Liquid's own: days, sums and nouns in Russian and English, greetings.</summary>
internal static class LiquidFilters
{
    /// <summary>The reader's language, among the values of a context.</summary>
    public const string Language = "language";

    private const int MaxKept = 64 * 1024;
    private const int MaxReplaced = 1024 * 1024;

    // Other tools let data through unescaped by these.
    private static readonly string[] NotHere = ["raw", "money_with_currency", "money_without_currency", "money_without_trailing_zeros"];

    /// <summary>Adds them.</summary>
    public static void AddTo(TemplateOptions options)
    {
        foreach (var name in NotHere)
        {
            options.Filters.Remove(name);
        }

        Bound(options, "replace", "replace_first", "replace_last", "append", "prepend", "join");
        options.Filters.TryGetValue("date", out var date);
        options.Filters.AddFilter("date", (input, arguments, context) => date!(Local(input, context), arguments, context));
        options.Filters.AddFilter("day", Day);
        options.Filters.AddFilter("money", Money);
        options.Filters.AddFilter("plural", Plural);
        options.Filters.AddFilter("greeting", Greeting);
    }

    /// <summary>A value that may be kept under a name.</summary>
    public static FluidValue Bounded(FluidValue value) => value is StringValue text && text.ToStringValue().Length > MaxKept
        ? throw new TemplateException($"a value kept in a template has at most {MaxKept} characters")
        : value;

    // What they may make of their input is known before they do.
    private static void Bound(TemplateOptions options, params string[] names)
    {
        foreach (var name in names)
        {
            if (options.Filters.TryGetValue(name, out var filter))
            {
                options.Filters.AddFilter(name, (input, arguments, context) =>
                {
                    var longest = Math.Max(1L, arguments.At(0).ToStringValue().Length)
                        * Math.Max(1L, arguments.At(1).ToStringValue().Length);
                    return input.ToStringValue().Length * longest <= MaxReplaced
                        ? filter(input, arguments, context)
                        : throw new TemplateException($"'{name}' makes too long a text");
                });
            }
        }
    }

    /// <summary><c>{{ orders.lastAt | day }}</c>: 5 мая 2026, 5 May 2026; a language may be named.</summary>
    private static ValueTask<FluidValue> Day(FluidValue input, FilterArguments arguments, TemplateContext context)
    {
        var isRussian = IsRussian(arguments.At(0), context);
        return TimeOf(input, context) is { } at
            ? new StringValue(at.ToString("d MMMM yyyy", CultureInfo.GetCultureInfo(isRussian ? "ru-RU" : "en-GB")))
            : NilValue.Instance;
    }

    /// <summary><c>{{ orders.total | money: orders.currency }}</c>: 1 234,50 ₽, €1,234.50; a language may be named behind it.</summary>
    private static ValueTask<FluidValue> Money(FluidValue input, FilterArguments arguments, TemplateContext context)
    {
        if (input.IsNil())
        {
            return NilValue.Instance;
        }

        var currency = arguments.At(0).IsNil() ? null : arguments.At(0).ToStringValue();
        return new StringValue(MoneyText.Write(input.ToNumberValue(), currency, IsRussian(arguments.At(1), context)));
    }

    /// <summary><c>{{ n | plural: "заказ", "заказа", "заказов" }}</c>, or two English forms.</summary>
    private static ValueTask<FluidValue> Plural(FluidValue input, FilterArguments arguments, TemplateContext context)
    {
        var number = Math.Abs(input.ToNumberValue());
        if (arguments.Count < 3)
        {
            return arguments.At(number == 1 || arguments.Count < 2 ? 0 : 1);
        }

        return arguments.At(RussianPlural.FormOf(number));
    }

    /// <summary><c>{{ name | greeting }}</c>: Здравствуйте, Анна; Hello, Ana; without a name the first word alone.</summary>
    private static async ValueTask<FluidValue> Greeting(FluidValue input, FilterArguments arguments, TemplateContext context)
    {
        var isRussian = IsRussian(arguments.At(0), context);
        var isWhole = input.Type == FluidValues.Dictionary;
        var first = isWhole ? await input.GetValueAsync("first", context) : input;
        var patronymic = isWhole && isRussian ? await input.GetValueAsync("patronymic", context) : NilValue.Instance;
        var name = string.Join(' ', new[] { first, patronymic }.Where(part => !part.IsNil()).Select(part => part.ToStringValue().Trim()))
            .Trim();
        var hello = isRussian ? "Здравствуйте" : "Hello";
        return new StringValue(name.Length == 0 || first.IsNil() ? hello : $"{hello}, {name}");
    }

    private static bool IsRussian(FluidValue named, TemplateContext context) =>
        (named.IsNil() ? context.AmbientValues.GetValueOrDefault(Language) as string : named.ToStringValue())
        ?.StartsWith("ru", StringComparison.OrdinalIgnoreCase) == true;

    private static FluidValue Local(FluidValue input, TemplateContext context) => TimeOf(input, context) is { } at
        ? new DateTimeValue(at)
        : input;

    // The API's times are ISO 8601; a day without a time, such as a birthday, is the same everywhere.
    private static DateTimeOffset? TimeOf(FluidValue input, TemplateContext context)
    {
        if (input is DateTimeValue { } known && known.ToObjectValue() is DateTimeOffset given)
        {
            return TimeZoneInfo.ConvertTime(given, context.TimeZone);
        }

        var text = input.IsNil() ? "" : input.ToStringValue();
        if (text is "now" or "today")
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            var midnight = LocalTimes.InstantOf(day.ToDateTime(TimeOnly.MinValue), context.TimeZone);
            return TimeZoneInfo.ConvertTime(midnight, context.TimeZone);
        }

        return text.Contains('T', StringComparison.Ordinal)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
                ? TimeZoneInfo.ConvertTime(at, context.TimeZone)
                : null;
    }
}
