namespace ClientBase.Benchmarks.Leads;

/// <summary>What an app has used up to now: its worker's process, and apart the process that hosts it.</summary>
/// <remarks>An app of one process is a worker without a host.</remarks>
/// <param name="Processes">The worker's process, then the host's if there is one.</param>
/// <param name="Worker">CPU time of the worker.</param>
/// <param name="Host">CPU time of the host.</param>
/// <param name="WorkerMebibytes">Resident memory of the worker.</param>
/// <param name="HostMebibytes">Resident memory of the host.</param>
internal sealed record AppUse(IReadOnlyList<int> Processes, TimeSpan Worker, TimeSpan Host, double WorkerMebibytes, double HostMebibytes)
{
    // What the command line of a worker names; our own app's, and that of the empty one it is compared with.
    private static readonly string[] Workers = ["ClientBase.Functions.dll", "EmptyWorker.dll"];

    public TimeSpan Together => Worker + Host;

    public static AppUse Of(int root)
    {
        var (rootCpu, rootMemory) = ProcessTree.UseOf(root);
        foreach (var child in ProcessTree.Under(root))
        {
            var command = ProcessTree.CommandOf(child);
            if (Array.Exists(Workers, name => command.Contains(name, StringComparison.Ordinal)))
            {
                var (cpu, memory) = ProcessTree.UseOf(child);
                return new AppUse([child, root], cpu, rootCpu, memory, rootMemory);
            }
        }

        return new AppUse([root], rootCpu, TimeSpan.Zero, rootMemory, 0);
    }

    /// <summary>What was used since; the memory is the present one.</summary>
    public AppUse Since(AppUse before) => Processes.SequenceEqual(before.Processes)
        ? this with { Worker = Worker - before.Worker, Host = Host - before.Host }
        : throw new InvalidOperationException("The app's processes were replaced while they were measured.");
}
