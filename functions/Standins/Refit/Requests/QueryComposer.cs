using System.Collections;
using System.Reflection;

namespace Refit.Requests;

/// <summary>Turns a query parameter (a value, a collection, a dictionary or an object) into names and values.</summary>
internal sealed class QueryComposer(RefitSettings settings)
{
    private static readonly QueryAttribute Defaults = new();

    public IEnumerable<KeyValuePair<string, string?>> Compose(RestParameter parameter, object? value)
    {
        if (value is null)
        {
            return [];
        }

        var attribute = parameter.Info.GetCustomAttribute<QueryAttribute>() ?? Defaults;
        if (IsPlain(value))
        {
            return Write(parameter, parameter.Name, value, attribute);
        }

        var prefix = string.IsNullOrWhiteSpace(attribute.Prefix) ? "" : attribute.Prefix + attribute.Delimiter;
        return Flatten(value, attribute.Delimiter).SelectMany(pair => Write(parameter, prefix + pair.Key, pair.Value, attribute));
    }

    private IEnumerable<KeyValuePair<string, string?>> Write(RestParameter parameter, string key, object value, QueryAttribute attribute)
    {
        var texts = value is IEnumerable items and not string
            ? Join(items, parameter.Info, parameter.Info.ParameterType, attribute)
            : [parameter.Format(value, settings)];
        return texts.Select(text => KeyValuePair.Create(key, text));
    }

    private IEnumerable<string?> Join(IEnumerable items, ICustomAttributeProvider attributes, Type type, QueryAttribute? attribute)
    {
        var format = attribute is { IsCollectionFormatSpecified: true } ? attribute.CollectionFormat : settings.CollectionFormat;
        var texts = items.Cast<object?>().Select(item => settings.UrlParameterFormatter.Format(item, attributes, type));
        return format == CollectionFormat.Multi ? texts : [string.Join(Separator(format), texts)];
    }

    public static string Separator(CollectionFormat format) => format switch
    {
        CollectionFormat.Ssv => " ",
        CollectionFormat.Tsv => "\t",
        CollectionFormat.Pipes => "|",
        _ => ",",
    };

    private IEnumerable<KeyValuePair<string, object>> Flatten(object value, string delimiter) =>
        value is IDictionary dictionary ? FlattenDictionary(dictionary, delimiter) : FlattenProperties(value, delimiter);

    private IEnumerable<KeyValuePair<string, object>> FlattenDictionary(IDictionary dictionary, string delimiter)
    {
        foreach (DictionaryEntry entry in dictionary)
        {
            var keyType = entry.Key.GetType();
            var key = settings.UrlParameterFormatter.Format(entry.Key, keyType, keyType);
            if (entry.Value is null || string.IsNullOrWhiteSpace(key))
            {
                continue;
            }

            foreach (var pair in Nest(key, entry.Value, delimiter))
            {
                yield return pair;
            }
        }
    }

    private IEnumerable<KeyValuePair<string, object>> FlattenProperties(object value, string delimiter)
    {
        foreach (var property in ReadableProperties(value.GetType()))
        {
            if (property.GetValue(value) is not { } found)
            {
                continue;
            }

            var key = property.GetCustomAttribute<AliasAsAttribute>()?.Name ?? settings.UrlParameterKeyFormatter.Format(property.Name);
            foreach (var pair in FlattenProperty(property, key, found, delimiter))
            {
                yield return pair;
            }
        }
    }

    private IEnumerable<KeyValuePair<string, object>> FlattenProperty(PropertyInfo property, string key, object found, string delimiter)
    {
        var attribute = property.GetCustomAttribute<QueryAttribute>();
        var value = attribute?.Format is { } format ? settings.FormUrlEncodedParameterFormatter.Format(found, format) ?? "" : found;
        return value is IEnumerable items and not (string or IDictionary)
            ? Join(items, property, property.PropertyType, attribute).Select(text => KeyValuePair.Create(key, (object)(text ?? "")))
            : Nest(key, value, delimiter);
    }

    private IEnumerable<KeyValuePair<string, object>> Nest(string key, object value, string delimiter) =>
        IsPlain(value)
            ? [KeyValuePair.Create(key, value)]
            : Flatten(value, delimiter).Select(pair => KeyValuePair.Create(key + delimiter + pair.Key, pair.Value));

    public static IEnumerable<PropertyInfo> ReadableProperties(Type type) =>
        type.GetProperties(BindingFlags.Instance | BindingFlags.Public).Where(property => property.GetMethod?.IsPublic == true);

    /// <summary>Whether a value, or each of its items, is written as it is.</summary>
    private static bool IsPlain(object value) =>
        IsPlainType(value.GetType()) || (value is IEnumerable && ItemType(value.GetType()) is { } item && IsPlainType(item));

    private static Type? ItemType(Type type) => Array
        .Find(type.GetInterfaces(), candidate => candidate.IsGenericType && candidate.GetGenericTypeDefinition() == typeof(IEnumerable<>))
        ?.GetGenericArguments()[0];

    private static bool IsPlainType(Type type) =>
        type == typeof(string) || type == typeof(bool) || type == typeof(char) || type == typeof(Uri)
        || typeof(IFormattable).IsAssignableFrom(type);
}
