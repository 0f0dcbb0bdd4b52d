namespace Refit;

public enum CollectionFormat
{
    RefitParameterFormatter,
    Csv,
    Ssv,
    Tsv,
    Pipes,
    Multi,
}

[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public class QueryAttribute : Attribute
{
    private CollectionFormat? collectionFormat;

    public QueryAttribute()
    {
    }

    public QueryAttribute(CollectionFormat collectionFormat) => CollectionFormat = collectionFormat;

    public QueryAttribute(string delimiter) => Delimiter = delimiter;

    public QueryAttribute(string delimiter, string prefix)
        : this(delimiter) => Prefix = prefix;

    public QueryAttribute(string delimiter, string prefix, string format)
        : this(delimiter, prefix) => Format = format;

    public string Delimiter { get; protected set; } = ".";

    public string? Prefix { get; protected set; }

    public string? Format { get; set; }

    public CollectionFormat CollectionFormat
    {
        get => collectionFormat.GetValueOrDefault();
        set => collectionFormat = value;
    }

    public bool IsCollectionFormatSpecified => collectionFormat.HasValue;
}
