using Azure.Data.Tables;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Storage.Tables;

internal static class TestTables
{
    /// <summary>A client for a table nobody else uses; the test creates and deletes it.</summary>
    public static TableClient Fresh(AzuriteFixture azurite) => new(azurite.ConnectionString, $"t{Guid.NewGuid():N}");
}
