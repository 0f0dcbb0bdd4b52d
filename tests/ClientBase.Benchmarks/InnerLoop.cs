using System.Diagnostics;

namespace ClientBase.Benchmarks;

/// <summary>How long a developer waits: for the domain's quick tests after a change in it, for all quick tests, for all of them.</summary>
/// <remarks>A changed file is one that is newer than what was built of it, so the change is a new time alone.</remarks>
internal static class InnerLoop
{
    private static readonly string Changed = Path.Combine(Repository.Root, "functions", "ClientBase.Domain", "Contacts", "Contact.cs");
    private static readonly string[] Domain = ["test", "--project", "tests/ClientBase.Domain.Tests"];
    private static readonly string[] All = ["test", "ClientBaseFunctions.sln"];

    // The browser's tests are all slow, and of a project that ran none the test platform says that with code 8.
    private static readonly string[] Quick = ["--", "--filter-not-trait", "Category=Slow", "--ignore-exit-code", "8"];

    public static async Task RunAsync()
    {
        await TestAsync([.. Domain, .. Quick]); // Brings what is built up to date.
        File.SetLastWriteTimeUtc(Changed, TimeProvider.System.GetUtcNow().UtcDateTime);
        var changed = await TestAsync([.. Domain, .. Quick]);
        var quick = await TestAsync([.. All, .. Quick]);
        var everything = Figures.IsSmall ? null : (double?)await TestAsync(All);
        Figures.Write("loop", new { changedSeconds = changed, quickSeconds = quick, everythingSeconds = everything });
        Figures.Print($"a changed line of the domain to its tests: {changed} s");
        Figures.Print($"all quick tests: {quick} s; all tests: {everything} s");
    }

    private static async Task<double> TestAsync(string[] command)
    {
        var watch = Stopwatch.StartNew();
        var start = new ProcessStartInfo("dotnet", command) { WorkingDirectory = Repository.Root };
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? Math.Round(watch.Elapsed.TotalSeconds, 1)
            : throw new InvalidOperationException($"dotnet {string.Join(' ', command)} failed.");
    }
}
