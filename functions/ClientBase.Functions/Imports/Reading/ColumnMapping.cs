using ClientBase.Domain.Contacts;
using ClientBase.Domain.Texts;

namespace ClientBase.Functions.Imports.Reading;

/// <summary>A mapping that cannot be followed.</summary>
/// <param name="message">What is wrong, and what was probably meant.</param>
internal sealed class MappingRefusedException(string message) : Exception(message);

/// <summary>Which column holds which field: as the caller says, else as its heading tells.</summary>
internal static class ColumnMapping
{
    private const int MaxSlips = 2; // A name so near to a field's is a slip of it rather than a name of its own.

    /// <summary>Reads <c>column:field,...</c>; a name with a comma or colon is quoted.</summary>
    /// <exception cref="MappingRefusedException">A part has no field, or a column is named twice.</exception>
    public static IReadOnlyDictionary<string, string> Parse(string? mapping)
    {
        var asked = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in Split(mapping ?? ""))
        {
            var colon = part.LastIndexOf(':');
            var (column, field) = colon < 0 ? ("", "") : (Unquoted(part[..colon]), Unquoted(part[(colon + 1)..]));
            if (column.Length == 0)
            {
                throw new MappingRefusedException(
                    $"'{part}' does not tell a column and its field: write column:field, such as Почта:email.");
            }

            if (!asked.TryAdd(column, field.Length == 0 ? ImportFields.Skip : field))
            {
                throw new MappingRefusedException($"column '{column}' is given two fields: give it one.");
            }
        }

        return asked;
    }

    /// <summary>The columns that are read.</summary>
    /// <param name="headings">The headings of the file.</param>
    /// <param name="asked">What the caller says.</param>
    /// <param name="kind">What the rows are.</param>
    /// <param name="hasShop">Whether the caller said whose ids they hold.</param>
    /// <exception cref="MappingRefusedException">The caller names a column or a field that there is not.</exception>
    public static IReadOnlyList<ImportColumn> Of(
        IReadOnlyList<string> headings, IReadOnlyDictionary<string, string> asked, ImportKind kind, bool hasShop)
    {
        var fields = Headings.Guess(headings, kind, hasShop).ToArray();
        var isAsked = new bool[fields.Length];
        foreach (var (column, field) in asked)
        {
            var found = Enumerable.Range(0, fields.Length).Where(index => headings[index] == column).DefaultIfEmpty(-1).ToList();
            found = found[0] >= 0
                ? found
                : [.. Enumerable.Range(0, fields.Length)
                    .Where(index => headings[index].Equals(column, StringComparison.OrdinalIgnoreCase))];
            if (found.Count == 0)
            {
                throw new MappingRefusedException($"the file has no column '{column}'{Suggestion(column, headings)}."
                    + $" Its columns are: {string.Join(", ", headings.Where(heading => heading.Length > 0))}.");
            }

            foreach (var index in found)
            {
                (fields[index], isAsked[index]) = (Field(field, kind), true);
            }
        }

        return
        [
            .. fields.Select((field, index) => (Field: field ?? Custom(headings[index], kind), Index: index))
                .Where(column => column.Field is not (null or ImportFields.Skip))
                .Select(column => new ImportColumn(column.Index, headings[column.Index], column.Field!, !isAsked[column.Index])),
        ];
    }

    /// <summary>What no column holds, though rows of this kind cannot do without; null when nothing is missing.</summary>
    public static string? WhatIsMissing(IReadOnlyList<ImportColumn> columns, ImportKind kind)
    {
        var fields = columns.Select(column => column.Field).ToHashSet(StringComparer.Ordinal);
        string[][] needed = kind switch
        {
            ImportKind.Orders => [[ImportFields.OrderId], [ImportFields.At], [ImportFields.Total, ImportFields.Price]],
            ImportKind.Interactions => [[ImportFields.Email, ImportFields.Phone, ImportFields.ExternalId], [ImportFields.At]],
            _ => [[ImportFields.Email, ImportFields.Phone, ImportFields.ExternalId]],
        };
        return needed.FirstOrDefault(any => !any.Any(fields.Contains)) is { } missing
            ? $"no column holds {string.Join(" or ", missing)}: say which does, as mapping=column:{missing[0]}."
            : null;
    }

    // Nothing of a person is thrown away; of an order and a call only what is asked for is kept.
    private static string? Custom(string heading, ImportKind kind) =>
        kind == ImportKind.Contacts && heading.Length > 0 ? ContactFields.CustomPrefix + heading : null;

    private static string Field(string field, ImportKind kind)
    {
        var known = ImportFields.Of(kind);
        if (field == ImportFields.Skip || field.StartsWith(ContactFields.CustomPrefix, StringComparison.Ordinal))
        {
            return field;
        }

        if (known.FirstOrDefault(one => one.Equals(field, StringComparison.OrdinalIgnoreCase)) is { } exact)
        {
            return exact;
        }

        return Suggestion(field, known) is { Length: > 0 } suggestion
            ? throw new MappingRefusedException(
                $"there is no field '{field}'{suggestion}. To keep it as a field of your own write {ContactFields.CustomPrefix}{field}.")
            : ContactFields.CustomPrefix + field;
    }

    private static string Suggestion(string typed, IEnumerable<string> known)
    {
        var near = known.Where(one => one.Length > 0)
            .Select(one => (Name: one, Slips: DamerauLevenshtein.Distance(typed.ToLowerInvariant(), one.ToLowerInvariant())))
            .Where(one => one.Slips <= Math.Min(MaxSlips, Math.Max(1, typed.Length / 3)))
            .OrderBy(one => one.Slips).FirstOrDefault();
        return near.Name is null ? "" : $"; did you mean '{near.Name}'?";
    }

    private static IEnumerable<string> Split(string mapping)
    {
        var (start, isQuoted) = (0, false);
        for (var i = 0; i <= mapping.Length; i++)
        {
            isQuoted ^= i < mapping.Length && mapping[i] == '"';
            if (i == mapping.Length || (mapping[i] == ',' && !isQuoted))
            {
                if (mapping[start..i].Trim() is { Length: > 0 } part)
                {
                    yield return part;
                }

                start = i + 1;
            }
        }
    }

    private static string Unquoted(string text) => text.Trim() is ['"', .. var inner, '"'] ? inner.Trim() : text.Trim();
}
