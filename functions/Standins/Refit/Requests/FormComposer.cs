using System.Collections;
using System.Reflection;

namespace Refit.Requests;

/// <summary>Turns a dictionary or an object into the fields of a form.</summary>
internal sealed class FormComposer(RefitSettings settings)
{
    public IEnumerable<KeyValuePair<string, string?>> Compose(object? source) => source switch
    {
        null => [],
        IDictionary dictionary => dictionary.Cast<DictionaryEntry>()
            .Where(entry => entry.Value is not null)
            .Select(entry => KeyValuePair.Create(entry.Key.ToString()!, Format(entry.Value, null))),
        _ => QueryComposer.ReadableProperties(source.GetType()).SelectMany(property => Write(property, property.GetValue(source))),
    };

    private IEnumerable<KeyValuePair<string, string?>> Write(PropertyInfo property, object? value)
    {
        if (value is null)
        {
            return [];
        }

        var attribute = property.GetCustomAttribute<QueryAttribute>(true);
        var texts = value is IEnumerable items and not string ? WriteItems(items, attribute) : [Format(value, attribute)];
        var name = Name(property, attribute);
        return texts.Select(text => KeyValuePair.Create(name, text));
    }

    private IEnumerable<string?> WriteItems(IEnumerable items, QueryAttribute? attribute)
    {
        var format = attribute is { IsCollectionFormatSpecified: true } ? attribute.CollectionFormat : settings.CollectionFormat;
        var texts = items.Cast<object?>().Select(item => Format(item, attribute));
        return format switch
        {
            CollectionFormat.RefitParameterFormatter => [Format(items, attribute)],
            CollectionFormat.Multi => texts,
            _ => [string.Join(QueryComposer.Separator(format), texts)],
        };
    }

    private string Name(PropertyInfo property, QueryAttribute? attribute)
    {
        var name = property.GetCustomAttribute<AliasAsAttribute>(true)?.Name
            ?? settings.ContentSerializer.GetFieldNameForProperty(property)
            ?? property.Name;
        return string.IsNullOrWhiteSpace(attribute?.Prefix) ? name : attribute.Prefix + attribute.Delimiter + name;
    }

    private string? Format(object? value, QueryAttribute? attribute) =>
        settings.FormUrlEncodedParameterFormatter.Format(value, attribute?.Format);
}
