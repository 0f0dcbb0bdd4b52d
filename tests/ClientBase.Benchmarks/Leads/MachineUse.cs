using System.Diagnostics;
using System.Globalization;

namespace ClientBase.Benchmarks.Leads;

/// <summary>How busy the machine was while something was measured, to tell a quiet run from a disturbed one. Zero but on Linux.</summary>
internal sealed class MachineUse
{
    private const double TicksPerSecond = 100;

    private readonly TimeSpan _busy = Busy();
    private readonly TimeSpan _own = Own();
    private readonly Stopwatch _clock = Stopwatch.StartNew();

    public static MachineUse Start() => new();

    /// <summary>What this process used, and the part of all cores that neither it nor what is measured used.</summary>
    public (TimeSpan Own, double OthersShare) Since(TimeSpan measured)
    {
        var own = Own() - _own;
        var others = Busy() - _busy - own - measured;
        return (own, Math.Round(Math.Max(0, others / (_clock.Elapsed * Environment.ProcessorCount)), 2));
    }

    private static TimeSpan Own()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }

    // "cpu  user nice system idle iowait irq softirq ..."
    private static TimeSpan Busy()
    {
        if (!File.Exists("/proc/stat"))
        {
            return TimeSpan.Zero;
        }

        var fields = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..];
        long[] ticks = [.. fields.Select(field => long.Parse(field, CultureInfo.InvariantCulture))];
        return TimeSpan.FromSeconds((ticks[0] + ticks[1] + ticks[2] + ticks[5] + ticks[6]) / TicksPerSecond);
    }
}
