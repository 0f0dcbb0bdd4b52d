namespace ClientBase.Functions.Tests.Fixtures;

/// <summary>An emulator whose ports answer.</summary>
internal sealed record RunningAzurite(int BasePort, Action Stop)
{
    // The account and key every emulator has: https://learn.microsoft.com/azure/storage/common/storage-connect-azurite
    private const string Account = "devstoreaccount1";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    public string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};" +
        $"BlobEndpoint=http://127.0.0.1:{BasePort}/{Account};" +
        $"QueueEndpoint=http://127.0.0.1:{BasePort + 1}/{Account};" +
        $"TableEndpoint=http://127.0.0.1:{BasePort + 2}/{Account};";
}
