using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace ClientBase.LocalHost.Configuration;

internal static partial class SettingNames
{
    /// <summary>The port to serve; <c>--port</c> on the command line is the same setting.</summary>
    public const string Port = "FUNCTIONS_PORT";

    /// <summary>Replaces every <c>%Name%</c> by that setting's value.</summary>
    /// <exception cref="InvalidOperationException">A named setting has no value.</exception>
    public static string Resolve(this IConfiguration configuration, string text, string function) =>
        Placeholder().Replace(text, match =>
        {
            var name = match.Groups[1].Value;
            return configuration[name.Replace("__", ":", StringComparison.Ordinal)]
                ?? throw new InvalidOperationException($"Function '{function}' needs the setting '{name}', which has no value.");
        });

    [GeneratedRegex("%([^%]+)%")]
    private static partial Regex Placeholder();
}
