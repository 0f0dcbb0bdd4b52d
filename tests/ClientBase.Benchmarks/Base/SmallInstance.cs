using System.Diagnostics;

namespace ClientBase.Benchmarks.Base;

/// <summary>The smallest instance of Flex Consumption: 512 MB.</summary>
internal static class SmallInstance
{
    private const string Heap = "0x18000000"; // What .NET takes by itself of 512 MB: three quarters.

    /// <summary>Gives a process the heap it has there.</summary>
    public static void Limit(ProcessStartInfo start) => start.Environment["DOTNET_GCHeapHardLimit"] = Heap;
}
