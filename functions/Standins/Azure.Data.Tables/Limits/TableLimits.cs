using Azure.Data.Tables.Models;

namespace Azure.Data.Tables.Limits;

/// <summary>
/// The service's limits. The emulator accepts what breaks most of them, so they are refused here, before anything is sent, with the
/// status and error code the service answers with.
/// </summary>
internal static class TableLimits
{
    public const int PropertiesPerEntity = 252;
    public const int EntityBytes = 1024 * 1024;
    public const int StringChars = 32 * 1024;
    public const int BinaryBytes = 64 * 1024;
    public const int KeyChars = 512;
    public const int PropertyNameChars = 255;
    public const int ActionsPerTransaction = 100;
    public const int TransactionBytes = 4 * 1024 * 1024;

    public static RequestFailedException Broken(TableErrorCode code, string whatToMend, int status = 400) =>
        new(status, $"{code}: {whatToMend}", code.ToString(), innerException: null);
}
