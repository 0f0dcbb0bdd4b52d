namespace ClientBase.LocalHost.Azurite;

internal static class AzuriteHelp
{
    public const string Otherwise =
        "Start Azurite yourself (https://learn.microsoft.com/azure/storage/common/storage-install-azurite) " +
        "or set AzureWebJobsStorage to a storage account's connection string.";
}
