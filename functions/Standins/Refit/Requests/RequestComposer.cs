using System.Net.Http.Headers;
using System.Text;
using System.Web;

namespace Refit.Requests;

/// <summary>Turns the arguments of one call into an HTTP request.</summary>
internal sealed class RequestComposer(RestMethod method, RefitSettings settings)
{
    // Only the path and query of it are kept; HttpClient adds its own base address.
    private static readonly Uri AnyHost = new("http://api");

    private readonly QueryComposer query = new(settings);

    public HttpRequestMessage Compose(string basePath, object?[] arguments) =>
        AddHeaders(
            new HttpRequestMessage(method.Verb, ComposeUri(basePath, arguments))
            {
                Version = settings.Version,
                VersionPolicy = settings.VersionPolicy,
                Content = ComposeBody(arguments),
            },
            arguments);

    private Uri ComposeUri(string basePath, object?[] arguments)
    {
        var path = RestMethod.Holes().Replace(method.Path, hole => FillHole(hole.Groups["name"].Value, arguments));
        var uri = new UriBuilder(new Uri(AnyHost, (basePath == "/" ? "" : basePath) + path));

        var written = HttpUtility.ParseQueryString(uri.Query);
        var pairs = written.AllKeys
            .Where(key => !string.IsNullOrWhiteSpace(key))
            .Select(key => KeyValuePair.Create(key!, written[key]))
            .Concat(With(ParameterRole.Query, arguments).SelectMany(pair => query.Compose(pair.Parameter, pair.Value)))
            .Where(pair => pair.Value is not null)
            .Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value!)}");
        uri.Query = string.Join('&', pairs);
        return new Uri(uri.Uri.GetComponents(UriComponents.PathAndQuery, UriFormat.UriEscaped), UriKind.Relative);
    }

    private string FillHole(string name, object?[] arguments)
    {
        var parameter = method.Parameters.First(
            candidate => candidate.Role is ParameterRole.Path or ParameterRole.RoundTrippingPath
                && candidate.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        var value = arguments[parameter.Info.Position];
        return parameter.Role == ParameterRole.RoundTrippingPath
            ? string.Join('/', ((string?)value ?? "").Split('/').Select(Escape))
            : Escape(value);

        string Escape(object? part) => Uri.EscapeDataString(parameter.Format(part, settings) ?? "");
    }

    private HttpContent? ComposeBody(object?[] arguments)
    {
        foreach (var (_, value) in With(ParameterRole.Body, arguments))
        {
            return (value, method.BodySerialization) switch
            {
                (HttpContent content, _) => content,
                (Stream stream, _) => new StreamContent(stream),
                (string text, BodySerializationMethod.Default) => new StringContent(text),
                (string text, BodySerializationMethod.UrlEncoded) =>
                    new StringContent(Uri.EscapeDataString(text), Encoding.UTF8, "application/x-www-form-urlencoded"),
                (_, BodySerializationMethod.UrlEncoded) => new FormUrlEncodedContent(new FormComposer(settings).Compose(value)),
                _ => settings.ContentSerializer.ToHttpContent(value),
            };
        }

        return null;
    }

    private HttpRequestMessage AddHeaders(HttpRequestMessage request, object?[] arguments)
    {
        var headers = CollectHeaders(arguments);
        if (headers.Count > 0 && request.Method != HttpMethod.Get && request.Method != HttpMethod.Head)
        {
            request.Content ??= new ByteArrayContent([]); // Somewhere to put content headers.
        }

        foreach (var (name, value) in headers)
        {
            SetHeader(request, name, value);
        }

        return request;
    }

    private Dictionary<string, string?> CollectHeaders(object?[] arguments)
    {
        var headers = new Dictionary<string, string?>(method.Headers);
        foreach (var parameter in method.Parameters)
        {
            var value = arguments[parameter.Info.Position];
            switch (parameter.Role)
            {
                case ParameterRole.Header:
                    headers[parameter.Name] = value?.ToString();
                    break;
                case ParameterRole.Authorize:
                    headers["Authorization"] = $"{parameter.Name} {value}";
                    break;
                case ParameterRole.HeaderCollection when value is IDictionary<string, string> collection:
                    foreach (var (name, text) in collection)
                    {
                        headers[name] = text;
                    }

                    break;
            }
        }

        return headers;
    }

    /// <summary>Replaces a header; a null value only takes it away.</summary>
    private static void SetHeader(HttpRequestMessage request, string name, string? value)
    {
        RemoveHeader(request.Headers, name);
        RemoveHeader(request.Content?.Headers, name);
        if (value is null)
        {
            return;
        }

        var (safeName, safeValue) = (WithoutLineBreaks(name), WithoutLineBreaks(value));
        if (!request.Headers.TryAddWithoutValidation(safeName, safeValue))
        {
            request.Content?.Headers.TryAddWithoutValidation(safeName, safeValue);
        }
    }

    private static void RemoveHeader(HttpHeaders? headers, string name)
    {
        // Contains() would throw for a content header asked of the request's headers and the other way round.
        if (headers is not null && headers.Any(header => header.Key == name))
        {
            headers.Remove(name);
        }
    }

    private static string WithoutLineBreaks(string text) =>
        text.Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal);

    private IEnumerable<(RestParameter Parameter, object? Value)> With(ParameterRole role, object?[] arguments) =>
        method.Parameters.Where(parameter => parameter.Role == role).Select(parameter => (parameter, arguments[parameter.Info.Position]));
}
