namespace ClientBase.LocalHost.Settings;

/// <summary>The storage emulator on this machine: its ports and its connection string.</summary>
internal sealed record DevelopmentStorage(int BasePort)
{
    public const string Setting = "AzureWebJobsStorage";

    private const int DefaultBasePort = 10_000;

    // The emulator's account and key are the same everywhere and documented; they protect nothing.
    // https://learn.microsoft.com/azure/storage/common/storage-connect-azurite
    private const string Account = "devstoreaccount1";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    public int TablePort => BasePort + 2;

    public string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};" +
        $"BlobEndpoint=http://127.0.0.1:{BasePort}/{Account};" +
        $"QueueEndpoint=http://127.0.0.1:{BasePort + 1}/{Account};" +
        $"TableEndpoint=http://127.0.0.1:{TablePort}/{Account};";

    /// <summary>The emulator's place when the settings ask for it, null when they name another storage account.</summary>
    public static DevelopmentStorage? Find(IConfiguration configuration)
    {
        var storage = configuration[Setting];
        var isDevelopment = string.IsNullOrWhiteSpace(storage)
            ? !configuration.GetSection(Setting).GetChildren().Any() // An account by name, for a managed identity.
            : storage.Trim().TrimEnd(';').Equals("UseDevelopmentStorage=true", StringComparison.OrdinalIgnoreCase);
        return isDevelopment
            ? new DevelopmentStorage(Numbers.Read(configuration, "LocalHost:AzuriteBasePort", least: 1, most: 65_533) ?? DefaultBasePort)
            : null;
    }
}
