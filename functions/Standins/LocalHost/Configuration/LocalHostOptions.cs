using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace ClientBase.LocalHost.Configuration;

/// <summary>What the local host itself is told by settings.</summary>
internal sealed partial record LocalHostOptions
{
    public required int Port { get; init; }

    public required string FunctionKey { get; init; }

    public required TimeSpan QueueLease { get; init; }

    public required string RoutePrefix { get; init; }

    /// <summary>Names this app's locks and timer status in storage.</summary>
    public required string HostId { get; init; }

    public static LocalHostOptions Read(IConfiguration configuration) => new()
    {
        Port = Number(configuration, SettingNames.Port) ?? 7071,
        FunctionKey = configuration["LocalHost:FunctionKey"] ?? "",
        QueueLease = TimeSpan.FromSeconds(Number(configuration, "LocalHost:QueueLeaseSeconds", least: 1) ?? 600),
        RoutePrefix = configuration.Extension("http")["routePrefix"] ?? "api",
        HostId = configuration["AzureFunctionsWebHost:hostid"] ?? DefaultHostId(),
    };

    public static int? Number(IConfiguration configuration, string name, int least = 0, int most = ushort.MaxValue)
    {
        if (configuration[name] is not { Length: > 0 } text)
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new InvalidOperationException($"Setting '{name}' is '{text}'; it must be a whole number from {least} to {most}.");
    }

    private static string DefaultHostId()
    {
        var name = Assembly.GetEntryAssembly()?.GetName().Name ?? "functions";
        var id = NotInHostId().Replace(name.ToLowerInvariant(), "-");
        return id.Length > 32 ? id[..32] : id;
    }

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NotInHostId();
}
