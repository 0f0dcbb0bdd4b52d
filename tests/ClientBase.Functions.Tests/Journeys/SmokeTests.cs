using System.Diagnostics;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Journeys;

/// <summary>What the deployment ends with, against an app that runs here.</summary>
[Trait("Category", "Slow")]
public sealed class SmokeTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    [Fact]
    public async Task A_form_becomes_a_contact_and_leaves_nobody_behind()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && IsThere("jq") && IsThere("curl"), "bash, curl and jq are needed");

        var (exitCode, output) = await RunAsync(fixture.App.Url.ToString().TrimEnd('/'));

        Assert.True(exitCode == 0, output);
        Assert.Contains("became contact", output, StringComparison.Ordinal);
        Assert.Empty(await fixture.Client.ContactsAsync("q=smoke"));
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string url)
    {
        var start = new ProcessStartInfo("bash", [Path.Combine(Repository.Root, "infra", "smoke.sh"), url])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }

    private static bool IsThere(string program) =>
        Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));
}
