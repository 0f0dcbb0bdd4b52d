using System.CommandLine;
using ClientBase.Cli.Api;
using Refit;

namespace ClientBase.Cli.Commands;

/// <summary>The options that say which running base a command talks to, and how it talks to it.</summary>
internal sealed class BaseConnection
{
    private const int Connections = 8;
    private const string UrlVariable = "CLIENTBASE_URL";
    private const string KeyVariable = "CLIENTBASE_KEY";
    private const string StaffVariable = "CLIENTBASE_STAFF";

    private readonly Option<string> _url;
    private readonly Option<string?> _key;
    private readonly Option<string?> _staff;

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="url">Name of the option of the address.</param>
    /// <param name="key">Name of the option of the function key.</param>
    /// <param name="what">Which base it is, for the help.</param>
    /// <param name="isRequired">Whether the command cannot do without.</param>
    public BaseConnection(Command command, string url = "--url", string key = "--key", string what = "the base", bool isRequired = true)
    {
        var usual = isRequired ? Environment.GetEnvironmentVariable(UrlVariable) : null;
        _url = new Option<string>(url)
        {
            Description = $"Address of {what}, such as http://127.0.0.1:7071."
                + (isRequired ? $" {UrlVariable} holds it where left out." : ""),
            Required = isRequired && usual is null,
        };
        if (usual is not null)
        {
            _url.DefaultValueFactory = _ => usual;
        }

        _key = new Option<string?>(key)
        {
            Description = $"Function key of {what}; not needed on one's own machine. {KeyVariable} holds it where left out.",
            DefaultValueFactory = _ => Environment.GetEnvironmentVariable(KeyVariable),
        };
        _staff = new Option<string?>(key.Replace("key", "staff", StringComparison.Ordinal))
        {
            Description = $"Your staff key, where {what} has staff. {StaffVariable} holds it where left out.",
            DefaultValueFactory = _ => Environment.GetEnvironmentVariable(StaffVariable),
        };
        _url.Validators.Add(result =>
        {
            var given = result.GetValueOrDefault<string?>();
            var isUri = Uri.TryCreate(given, UriKind.Absolute, out var address);
            if (given is not null && (!isUri || address!.Scheme is not ("http" or "https")))
            {
                result.AddError($"{url} is not an address that begins with http:// or https://.");
            }
        });
        command.Add(_url);
        command.Add(_key);
        command.Add(_staff);
    }

    /// <summary>Whether the command line names a base.</summary>
    public bool IsGiven(ParseResult parsed) => parsed.GetValue(_url) is not null;

    /// <summary>Runs work against the base: what goes wrong becomes a line on standard error and an exit code.</summary>
    public async Task<int> RunAsync(ParseResult parsed, Func<IClientBaseApi, Task<int>> work)
    {
        var url = new Uri(parsed.GetValue(_url)!);
        using var http = ClientBaseApi.Connect(url, Connections, parsed.GetValue(_key), parsed.GetValue(_staff));
        try
        {
            return await work(RestService.For<IClientBaseApi>(http));
        }
        catch (ApiException refused)
        {
            return await RefuseAsync(ClientBaseApi.Explain(refused));
        }
        catch (Exception failure) when (failure is ApiRequestException or HttpRequestException)
        {
            var advice = url.IsLoopback ? " Is it running? dotnet run --project functions/ClientBase.LocalHost starts one." : "";
            return await RefuseAsync($"{http.BaseAddress} does not answer: {failure.Message}.{advice}");
        }
    }

    private static async Task<int> RefuseAsync(string why)
    {
        await Console.Error.WriteLineAsync(why);
        return CommandExit.Refused;
    }
}
