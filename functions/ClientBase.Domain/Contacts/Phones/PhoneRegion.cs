namespace ClientBase.Domain.Contacts.Phones;

/// <summary>How one region numbers its telephones.</summary>
/// <param name="Code">ISO 3166 code.</param>
/// <param name="CountryCode">Digits after the plus.</param>
/// <param name="Trunks">What is dialled before a national number; a dot is any digit.</param>
/// <param name="Exits">What is dialled before a number abroad; a dot is any digit.</param>
/// <param name="Numbers">Leading digits in use by length of the national number.</param>
internal sealed record PhoneRegion(
    string Code,
    string CountryCode,
    string[] Trunks,
    string[] Exits,
    IReadOnlyDictionary<int, string[]> Numbers)
{
    /// <summary>Reads a line of <see cref="PhonePlans.Table"/>.</summary>
    public static PhoneRegion Parse(string line)
    {
        var columns = line.Split(' ');
        var numbers = new Dictionary<int, string[]>();
        foreach (var column in columns[4..].Where(column => column != "-"))
        {
            var colon = column.IndexOf(':', StringComparison.Ordinal);
            var (lengths, leading) = (column[..colon], column[(colon + 1)..]);
            var expanded = leading.Split(',').SelectMany(Expand).ToArray();
            foreach (var length in lengths.Split(',').SelectMany(Lengths))
            {
                numbers[length] = [.. numbers.GetValueOrDefault(length, []), .. expanded];
            }
        }

        return new PhoneRegion(columns[0], columns[1], Alternatives(columns[2]), Alternatives(columns[3]), numbers);
    }

    /// <summary>Whether the region hands out this national number, given without trunk prefix.</summary>
    public bool Accepts(ReadOnlySpan<char> national)
    {
        foreach (var leading in Numbers.GetValueOrDefault(national.Length, []))
        {
            if (national.StartsWith(leading))
            {
                return true;
            }
        }

        return false;
    }

    private static string[] Alternatives(string column) => column == "-" ? [] : column.Split('|');

    private static IEnumerable<int> Lengths(string range)
    {
        var ends = range.Split('-').Select(end => int.Parse(end, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        return Enumerable.Range(ends[0], ends[^1] - ends[0] + 1);
    }

    // "3[0-24]" is 30, 31, 32 and 34; "*" is any number.
    private static IEnumerable<string> Expand(string pattern)
    {
        var open = pattern.IndexOf('[', StringComparison.Ordinal);
        if (open < 0)
        {
            return [pattern == "*" ? "" : pattern];
        }

        var close = pattern.IndexOf(']', StringComparison.Ordinal);
        var digits = new List<char>();
        for (var i = open + 1; i < close; i++)
        {
            if (pattern[i] == '-')
            {
                i++;
                digits.AddRange(Enumerable.Range(pattern[i - 2] + 1, pattern[i] - pattern[i - 2]).Select(digit => (char)digit));
            }
            else
            {
                digits.Add(pattern[i]);
            }
        }

        return digits.SelectMany(digit => Expand(pattern[..open] + digit + pattern[(close + 1)..]));
    }
}
