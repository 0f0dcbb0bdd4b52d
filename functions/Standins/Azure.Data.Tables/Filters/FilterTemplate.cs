using System.Globalization;

namespace Azure.Data.Tables.Filters;

/// <summary>An interpolated filter whose holes are filled with literals.</summary>
internal static class FilterTemplate
{
    public static string Fill(FormattableString filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var literals = new object?[filter.ArgumentCount];
        for (var i = 0; i < literals.Length; i++)
        {
            literals[i] = ODataLiteral.Of(filter.GetArgument(i));
        }

        return string.Format(CultureInfo.InvariantCulture, filter.Format, literals);
    }
}
