using ClientBase.LocalHost.Http;
using ClientBase.LocalHost.Settings;
using ClientBase.LocalHost.Worker;

namespace ClientBase.LocalHost;

/// <summary>Says what runs and where, a line for each function, once the host is ready.</summary>
internal static class Banner
{
    public static void Print(HostSettings settings, WorkerSupervisor worker, FunctionRoutes routes)
    {
        var url = $"http://127.0.0.1:{settings.Port}";
        Console.WriteLine("Functions:");
        foreach (var function in worker.Functions)
        {
            Console.WriteLine($"  {function.Name}: {Describe(function, url, routes, settings)}");
        }

        Console.WriteLine($"Worker: process {worker.ProcessId}, to attach a debugger to");
        Console.WriteLine($"Ready: {url}");
    }

    private static string Describe(Function function, string url, FunctionRoutes routes, HostSettings settings) =>
        function.TriggerType switch
        {
            "httpTrigger" => $"{url}/{routes.RouteOf(function)} [{MethodsOf(function)}]",
            "queueTrigger" => $"queue {Function.Text(function.Trigger, "queueName")}",
            _ => $"timer {ScheduleOf(function, settings)}",
        };

    // "%Schedule_X%" names a setting.
    private static string? ScheduleOf(Function function, HostSettings settings) =>
        Function.Text(function.Trigger, "schedule") is { } schedule ? settings.Configuration[schedule.Trim('%')] ?? schedule : null;

    private static string MethodsOf(Function function) =>
        FunctionRoutes.MethodsOf(function) is [_, ..] methods ? string.Join(',', methods) : "any";
}
