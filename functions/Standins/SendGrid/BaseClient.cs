using System.Net.Http.Headers;
using System.Text;
using SendGrid.Helpers.Errors;
using SendGrid.Helpers.Mail;

namespace SendGrid;

public abstract class BaseClient : ISendGridClient
{
    private const string Json = "application/json";

    private static readonly ProductInfoHeaderValue Product = new("sendgrid", typeof(BaseClient).Assembly.GetName().Version.ToString());

    private readonly HttpClient client;
    private readonly BaseClientOptions options;

    protected BaseClient(BaseClientOptions options)
        : this((HttpClient)null, options)
    {
    }

    protected BaseClient(HttpClient httpClient, BaseClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        this.options = options;
        client = httpClient ?? new HttpClient(new HttpClientHandler());
        if (options.RequestHeaders?.TryGetValue("Content-Type", out var mediaType) == true)
        {
            MediaType = mediaType;
        }
    }

    public enum Method
    {
        DELETE,
        GET,
        PATCH,
        POST,
        PUT,
    }

    public string UrlPath
    {
        get => options.UrlPath;
        set => options.UrlPath = value;
    }

    public string Version
    {
        get => options.Version;
        set => options.Version = value;
    }

    public string MediaType { get; set; } = Json;

    public virtual AuthenticationHeaderValue AddAuthorization(KeyValuePair<string, string> header)
    {
        var parts = header.Value.Split();
        return new AuthenticationHeaderValue(parts[0], parts[1]);
    }

    public virtual async Task<Response> MakeRequest(HttpRequestMessage request, CancellationToken cancellationToken = default)
    {
        var response = await client.SendAsync(request, cancellationToken);
        if (!response.IsSuccessStatusCode && options.HttpErrorAsException)
        {
            await ErrorHandler.ThrowException(response);
        }

        // The API spells its charset in a way that .NET does not read.
        if (response.Content.Headers.ContentType is { CharSet: "utf8" } contentType)
        {
            contentType.CharSet = Encoding.UTF8.WebName;
        }

        return new Response(response.StatusCode, response.Content, response.Headers);
    }

    public async Task<Response> RequestAsync(
        Method method,
        string requestBody = null,
        string queryParams = null,
        string urlPath = null,
        CancellationToken cancellationToken = default)
    {
        var request = new HttpRequestMessage(new HttpMethod(method.ToString()), ComposeUri(urlPath, queryParams));
        if (requestBody is not null)
        {
            // JSON goes without a charset, as the API documents it.
            var contentType = new MediaTypeHeaderValue(MediaType, MediaType == Json ? null : Encoding.UTF8.WebName);
            request.Content = new StringContent(requestBody, Encoding.UTF8, contentType);
        }

        foreach (var (name, value) in options.RequestHeaders ?? [])
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        request.Headers.Authorization = options.Auth;
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(MediaType));
        request.Headers.UserAgent.Add(Product);
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("csharp", null));
        return await MakeRequest(request, cancellationToken);
    }

    public Task<Response> SendEmailAsync(SendGridMessage msg, CancellationToken cancellationToken = default) =>
        RequestAsync(Method.POST, msg.Serialize(), urlPath: "mail/send", cancellationToken: cancellationToken);

    private Uri ComposeUri(string urlPath, string queryParams)
    {
        var path = urlPath ?? options.UrlPath;
        var versioned = options.Version is null ? path : $"{options.Version}/{path}";
        return new Uri(new Uri(options.Host.TrimEnd('/') + "/"), versioned + QueryParameters.ToQuery(queryParams));
    }
}
