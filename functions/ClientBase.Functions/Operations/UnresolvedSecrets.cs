using ClientBase.Functions.Http;
using Microsoft.Extensions.Configuration;

namespace ClientBase.Functions.Operations;

/// <summary>Tells which secrets Key Vault did not give: the app goes on without them, and nobody would know why.</summary>
internal sealed class UnresolvedSecrets(IConfiguration configuration) : IHealthNotes
{
    private const string Why = "its reference to Key Vault is not resolved: put the secret into the vault and restart the app";

    public string Name => "secrets";

    public ValueTask<IReadOnlyDictionary<string, string>> NotesAsync(CancellationToken cancellationToken) => new(
        configuration.AsEnumerable()
            .Where(setting => !string.IsNullOrEmpty(setting.Value) && !Secrets.IsSet(setting.Value))
            .Select(setting => NameOf(setting.Key))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToDictionary(name => name, _ => Why));

    // Anybody may read it: names of staff and shops in the middle are nobody's business.
    private static string NameOf(string key) => key.Split(':') switch
    {
        [var only] => only,
        [var section, var name] => $"{section}__{name}",
        [var section, .., var name] => $"{section}__*__{name}",
        _ => "",
    };
}
