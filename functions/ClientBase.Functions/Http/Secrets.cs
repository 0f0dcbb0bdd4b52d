namespace ClientBase.Functions.Http;

/// <summary>Secrets from settings.</summary>
public static class Secrets
{
    /// <summary>Whether a setting holds a secret.</summary>
    /// <remarks>A Key Vault reference that could not be resolved stays as its own text, which anybody could guess.</remarks>
    public static bool IsSet(string? setting) =>
        !string.IsNullOrEmpty(setting) && !setting.StartsWith("@Microsoft.KeyVault(", StringComparison.OrdinalIgnoreCase);
}
