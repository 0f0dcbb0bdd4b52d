using System.Reflection;

namespace Refit.Requests;

internal enum ParameterRole
{
    Path,
    RoundTrippingPath,
    Body,
    Header,
    HeaderCollection,
    Authorize,
    Query,
    Cancellation,
}

/// <summary>A parameter and where its value goes. <paramref name="Name"/> is the header, the scheme, or the name in the URL.</summary>
internal sealed record RestParameter(ParameterInfo Info, ParameterRole Role, string Name)
{
    public static string UrlName(ParameterInfo parameter) =>
        parameter.GetCustomAttribute<AliasAsAttribute>(true)?.Name ?? parameter.Name!;

    public string? Format(object? value, RefitSettings settings) =>
        settings.UrlParameterFormatter.Format(value, Info, Info.ParameterType);
}
