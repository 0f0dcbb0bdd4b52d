using System.Diagnostics;
using System.Globalization;

namespace ClientBase.Benchmarks.Leads;

/// <summary>A process and what it has started, as Linux tells it; elsewhere the process alone.</summary>
internal static class ProcessTree
{
    /// <summary>All that the process has started, and what these have, without itself.</summary>
    public static IReadOnlyList<int> Under(int root)
    {
        string[] folders = Directory.Exists("/proc") ? Directory.GetDirectories("/proc") : [];
        var parents = folders.Select(ParentOf).OfType<(int Process, int Parent)>().ToList();
        var found = new List<int>();
        var families = new Queue<int>([root]);
        while (families.TryDequeue(out var parent))
        {
            foreach (var (process, _) in parents.Where(one => one.Parent == parent))
            {
                found.Add(process);
                families.Enqueue(process);
            }
        }

        return found;
    }

    /// <summary>The words it was started with, parted by spaces.</summary>
    public static string CommandOf(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline").Replace('\0', ' ');
        }
        catch (IOException)
        {
            return ""; // It has ended meanwhile.
        }
    }

    public static (TimeSpan Cpu, double Mebibytes) UseOf(int process)
    {
        using var one = Process.GetProcessById(process);
        return (one.TotalProcessorTime, one.WorkingSet64 / (1024d * 1024d));
    }

    public static void Kill(IEnumerable<int> processes)
    {
        foreach (var process in processes)
        {
            try
            {
                using var one = Process.GetProcessById(process);
                one.Kill();
            }
            catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
            {
                // As it should be.
            }
        }
    }

    // "123 (any name) S 45 ...": the name may hold spaces and brackets.
    private static (int Process, int Parent)? ParentOf(string folder)
    {
        if (!int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var process))
        {
            return null;
        }

        try
        {
            var stat = File.ReadAllText(Path.Combine(folder, "stat"));
            var parent = stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1];
            return (process, int.Parse(parent, CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            return null; // It has ended meanwhile.
        }
    }
}
