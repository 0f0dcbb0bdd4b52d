using System.Text.RegularExpressions;
using ClientBase.LocalHost.Configuration;
using Microsoft.Extensions.Configuration;

namespace ClientBase.LocalHost.Queues;

internal static partial class QueueName
{
    /// <summary>A queue's name with its <c>%settings%</c> filled in.</summary>
    /// <exception cref="InvalidOperationException">A setting is missing, or the name is none that storage takes.</exception>
    public static string Resolve(IConfiguration configuration, string text, string function)
    {
        var name = configuration.Resolve(text, function);
        return Valid().IsMatch(name)
            ? name
            : throw new InvalidOperationException(
                $"Function '{function}' names the queue '{name}', but a queue's name is 3 to 63 lower-case letters, digits and single hyphens.");
    }

    // https://learn.microsoft.com/rest/api/storageservices/naming-queues-and-metadata
    [GeneratedRegex("^(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex Valid();
}
