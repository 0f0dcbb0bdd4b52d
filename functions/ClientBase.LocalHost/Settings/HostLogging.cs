namespace ClientBase.LocalHost.Settings;

/// <summary>
/// What is shown on the console: the app's own lines and what went wrong. Settings <c>Logging__LogLevel__...</c> may say otherwise.
/// </summary>
internal static class HostLogging
{
    // The parts the host is made of speak of every message and every request.
    private static readonly string[] Quiet = ["Microsoft", "System", "Grpc", "Yarp", "Worker", "Host", "Function"];

    public static void Configure(ILoggingBuilder logging, HostSettings settings)
    {
        logging.ClearProviders()
            .AddSimpleConsole(console => console.SingleLine = true)
            .SetMinimumLevel(LogLevel.Information)
            .AddFilter("Azure", LogLevel.Error)
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None) // Tells of a failed start what we tell in a line.
            .AddFilter("Host.Results", LogLevel.None); // A failed function is told of by the worker and by "Function" already.
        foreach (var category in Quiet)
        {
            logging.AddFilter(category, LogLevel.Warning);
        }

        foreach (var level in settings.Configuration.GetSection("Logging:LogLevel").GetChildren())
        {
            logging.AddFilter(level.Key == "Default" ? null : level.Key, Read(level));
        }
    }

    private static LogLevel Read(IConfigurationSection level) => Enum.TryParse<LogLevel>(level.Value, ignoreCase: true, out var read)
        ? read
        : throw new StartException(
            $"Setting '{level.Path}' is '{level.Value}'; it must be one of {string.Join(", ", Enum.GetNames<LogLevel>())}.");
}
