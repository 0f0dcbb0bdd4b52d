using System.Globalization;

namespace ClientBase.Cli.Server;

/// <summary>
/// The settings of a base that stands alone: on ports and in a folder of its own, and without a way to anybody's real account.
/// </summary>
internal static class ServerSettings
{
    private static readonly string[] Timers =
        ["RecomputeSegments", "RunAutomations", "DispatchCampaigns", "ReconcileShops", "ApplyRetention", "SendDigests", "TurnPotentials",
         "ProposeDuplicates", "WatchQueues", "BackUpBase"];

    // Whoever runs this may have a real storage and mail account in the environment.
    private static readonly string[] NotInherited =
    [
        "AzureWebJobs", "Campaigns", "Forms", "LocalHost", "Mail", "Port", "Schedule", "Segments", "SendGrid", "Shops", "Telegram",
        "Tokens",
        "Twilio", "WebPush",
    ];

    /// <summary>Settings by the name of their environment variable.</summary>
    /// <param name="port">Port of the function app.</param>
    /// <param name="storage">Its storage.</param>
    /// <param name="runsTimers">Whether timers run by themselves.</param>
    public static Dictionary<string, string> For(int port, StorageEmulator storage, bool runsTimers)
    {
        var settings = new Dictionary<string, string>
        {
            ["FUNCTIONS_PORT"] = port.ToString(CultureInfo.InvariantCulture),
            ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true",
            ["LocalHost__AzuriteBasePort"] = storage.Port.ToString(CultureInfo.InvariantCulture),
            ["LocalHost__AzuriteLocation"] = storage.Folder,
            ["Mail__From"] = "shop@example.com",
            ["Mail__PublicBaseUrl"] = $"http://127.0.0.1:{port}",
        };
        foreach (var timer in runsTimers ? [] : Timers)
        {
            settings[$"Schedule_{timer}"] = "0 0 0 29 2 *"; // Hardly ever: they are run by hand.
        }

        return settings;
    }

    /// <summary>Whether an environment variable of this process is kept from the server.</summary>
    public static bool IsWithheld(string variable) =>
        Array.Exists(NotInherited, prefix => variable.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
