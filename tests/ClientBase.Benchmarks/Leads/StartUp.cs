using System.Net;
using System.Net.Sockets;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Benchmarks.Leads;

/// <summary>From a cold process to its first healthy answer, and from another to the first accepted form, beside an empty app.</summary>
/// <remarks>CPU time counts more than the clock here: what else runs on the machine lengthens only the latter.</remarks>
internal static class StartUp
{
    public static async Task RunAsync()
    {
        var azurite = await NodeAzurite.StartAsync();
        try
        {
            // The form stays in storage: the starts that are measured find it there.
            await using (await AppUnderTest.StartWithFormAsync(AppUnderTest.Command, azurite.ConnectionString))
            {
            }

            var starts = await MeasureAsync(azurite.ConnectionString);
            Figures.Write("start", new { command = AppUnderTest.Command, empty = EmptyApp.CommandBeside(AppUnderTest.Command), starts });
            Report(starts);
        }
        finally
        {
            azurite.Stop();
        }
    }

    private static async Task<List<Start>> MeasureAsync(string connectionString)
    {
        (string Name, string Command)[] apps = [("app", AppUnderTest.Command), ("empty", EmptyApp.CommandBeside(AppUnderTest.Command))];
        Figures.Print($"                                 ms  listening  | CPU ms together  worker");
        var starts = new List<Start>();
        for (var run = 0; run < Figures.Runs; run++)
        {
            foreach (var (name, command) in apps)
            {
                var lead = $"start-{run}";
                starts.Add(await StartAsync(command, connectionString, $"{name}, first healthy", app => app.UntilHealthyAsync()));
                Print(starts[^1]);
                starts.Add(await StartAsync(command, connectionString, $"{name}, first 202", app => UntilAcceptedAsync(app, lead)));
                Print(starts[^1]);
            }
        }

        return starts;
    }

    private static async Task<Start> StartAsync(string command, string connectionString, string name, Func<AppUnderTest, Task> untilAsync)
    {
        await using var app = AppUnderTest.Start(command, connectionString);
        var listening = await app.UntilAsync(() => ListensAsync(app));
        await untilAsync(app);
        var (elapsed, use) = (app.SinceStart.Elapsed, app.Use());
        return new Start(
            name, Math.Round(elapsed.TotalMilliseconds), Math.Round(listening[0]),
            use.Together.TotalMilliseconds, use.Worker.TotalMilliseconds);
    }

    // A host may listen long before its worker is ready; the difference to the first answer tells what that answer itself costs.
    private static async Task<double[]?> ListensAsync(AppUnderTest app)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, app.Client.BaseAddress!.Port);
            return [app.SinceStart.Elapsed.TotalMilliseconds];
        }
        catch (SocketException)
        {
            return null;
        }
    }

    private static Task<string> UntilAcceptedAsync(AppUnderTest app, string lead) => app.UntilAsync(async () =>
    {
        using var response = await app.TryPostLeadAsync(lead);
        return response.StatusCode == HttpStatusCode.Accepted ? lead : null;
    });

    private static void Report(List<Start> starts)
    {
        var medians = starts.GroupBy(start => start.Name).ToDictionary(group => group.Key, group => new Start(
            $"median of {group.Key}", MedianOf(group, start => start.Ms), MedianOf(group, start => start.ListeningMs),
            MedianOf(group, start => start.CpuMs), MedianOf(group, start => start.WorkerCpuMs)));
        foreach (var median in medians.Values)
        {
            Print(median);
        }

        foreach (var answer in new[] { "first healthy", "first 202" })
        {
            var (app, empty) = (medians[$"app, {answer}"], medians[$"empty, {answer}"]);
            var (clock, cpu, worker) = (app.Ms / empty.Ms, app.CpuMs / empty.CpuMs, app.WorkerCpuMs / empty.WorkerCpuMs);
            Figures.Print($"{answer}: {clock:0.00} times the empty app by the clock, {cpu:0.00} by CPU time, worker alone {worker:0.00}");
        }

        static double MedianOf(IEnumerable<Start> starts, Func<Start, double> figure) => Figures.Median(starts.Select(figure));
    }

    private static void Print(Start start) =>
        Figures.Print($"{start.Name,-29} {start.Ms,6:0} {start.ListeningMs,10:0}  | {start.CpuMs,15:0} {start.WorkerCpuMs,7:0}");

    private sealed record Start(string Name, double Ms, double ListeningMs, double CpuMs, double WorkerCpuMs);
}
