using System.Globalization;

namespace ClientBase.LocalHost.Settings;

/// <summary>Settings that are whole numbers.</summary>
internal static class Numbers
{
    /// <summary>The number, or null when the setting is absent or empty.</summary>
    /// <exception cref="StartException">It is no number, or out of its range.</exception>
    public static int? Read(IConfiguration configuration, string name, int least, int most)
    {
        if (configuration[name] is not { Length: > 0 } text)
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new StartException($"Setting '{name}' is '{text}'; it must be a whole number from {least} to {most}.");
    }
}
