using System.Globalization;
using System.Reflection;
using System.Runtime.Serialization;

namespace Refit.Formatting;

/// <summary>How a value is written in a URL or a form: invariant culture, an enum by its EnumMember name.</summary>
internal static class ParameterText
{
    public static string? Format(object? value, string? format)
    {
        if (value is null)
        {
            return null;
        }

        var shown = value is Enum named ? EnumMemberName(named) ?? value : value;
        var pattern = string.IsNullOrWhiteSpace(format) ? "{0}" : $"{{0:{format}}}";
        return string.Format(CultureInfo.InvariantCulture, pattern, shown);
    }

    private static string? EnumMemberName(Enum value) =>
        value.GetType().GetField(value.ToString())?.GetCustomAttribute<EnumMemberAttribute>()?.Value;
}
