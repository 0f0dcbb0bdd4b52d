using ClientBase.LocalHost.Configuration;
using Microsoft.Extensions.Configuration;

namespace ClientBase.Functions.Tests.Host;

public sealed class ConfigurationTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("clientbase-settings-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void The_values_of_local_settings_are_settings()
    {
        Write("local.settings.json", """
            {
              // Comments are allowed.
              "IsEncrypted": false,
              "Values": { "Shops__main__Secret": "s", "FUNCTIONS_PORT": 8080, "On": true, "Plain": "p", },
            }
            """);

        var settings = new ConfigurationBuilder().AddInMemoryCollection(LocalSettingsFile.Read(folder.FullName)).Build();

        Assert.Equal("s", settings["Shops:main:Secret"]);
        Assert.Equal("8080", settings["FUNCTIONS_PORT"]);
        Assert.Equal("True", settings["On"]);
        Assert.Equal("p", settings["plain"]);
    }

    [Fact]
    public void A_broken_settings_file_is_named()
    {
        Write("local.settings.json", "{");

        var error = Assert.Throws<InvalidOperationException>(() => LocalSettingsFile.Read(folder.FullName));

        Assert.Contains("local.settings.json", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Host_json_sets_the_queues()
    {
        Write("host.json", """
            { "version": "2.0", "extensions": { "queues": {
              "batchSize": 8, "maxPollingInterval": "00:00:02", "visibilityTimeout": "00:00:30", "maxDequeueCount": 3, "messageEncoding": "none" } } }
            """);

        var options = QueueOptions.Read(new ConfigurationBuilder().AddInMemoryCollection(HostJson.Read(folder.FullName)).Build());

        Assert.Equal(8, options.BatchSize);
        Assert.Equal(4 * Environment.ProcessorCount, options.NewBatchThreshold);
        Assert.Equal(TimeSpan.FromSeconds(2), options.MaxPollingInterval);
        Assert.Equal(TimeSpan.FromSeconds(30), options.VisibilityTimeout);
        Assert.Equal(3, options.MaxDequeueCount);
        Assert.False(options.Base64);
    }

    [Fact]
    public void Without_host_json_the_documented_defaults_hold()
    {
        var options = QueueOptions.Read(new ConfigurationBuilder().Build());

        Assert.Equal(16, options.BatchSize);
        Assert.Equal(8 * Environment.ProcessorCount, options.NewBatchThreshold);
        Assert.Equal(TimeSpan.FromMinutes(1), options.MaxPollingInterval);
        Assert.Equal(TimeSpan.Zero, options.VisibilityTimeout);
        Assert.Equal(5, options.MaxDequeueCount);
        Assert.True(options.Base64);
    }

    [Theory]
    [InlineData(null, null, 10000)]
    [InlineData("UseDevelopmentStorage=true", null, 10000)]
    [InlineData("usedevelopmentstorage=true;", "11000", 11000)]
    public void Development_storage_is_spelt_out_with_its_ports(string? storage, string? basePort, int expected)
    {
        var found = DevelopmentStorage.Find(Settings(("AzureWebJobsStorage", storage), ("LocalHost:AzuriteBasePort", basePort)));

        Assert.Equal(expected, found?.BasePort);
        Assert.Contains($"TableEndpoint=http://127.0.0.1:{expected + 2}/devstoreaccount1;", found!.ConnectionString, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AzureWebJobsStorage", "DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=AAAA")]
    [InlineData("AzureWebJobsStorage:accountName", "shop")]
    public void Another_account_is_not_development_storage(string name, string value) =>
        Assert.Null(DevelopmentStorage.Find(Settings((name, value))));

    [Theory]
    [InlineData("Mail:queueServiceUri", "https://shop.queue.core.windows.net/", "https://shop.queue.core.windows.net/")]
    [InlineData("Mail:accountName", "shop", "https://shop.queue.core.windows.net/")]
    [InlineData("Mail", "DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=AAAA", "https://shop.queue.core.windows.net/")]
    public void A_connection_is_a_string_or_an_identity(string name, string value, string expected) =>
        Assert.Equal(new Uri(expected), new StorageConnections(Settings((name, value))).Queues("Mail").Uri);

    [Fact]
    public void A_connection_that_is_not_configured_says_what_to_set()
    {
        var error = Assert.Throws<InvalidOperationException>(() => new StorageConnections(Settings()).Queues("Mail"));

        Assert.Contains("Mail__queueServiceUri", error.Message, StringComparison.Ordinal);
    }

    private static IConfigurationRoot Settings(params (string Name, string? Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, setting.Value))).Build();

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(folder.FullName, name), text);
}
