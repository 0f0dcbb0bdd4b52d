using ClientBase.LocalHost.Http;
using ClientBase.LocalHost.Invocation;
using ClientBase.LocalHost.Queues;
using ClientBase.LocalHost.Timers;
using Microsoft.AspNetCore.Builder;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.LocalHost;

/// <summary>Prints what runs and where, one line per function, when the host is ready.</summary>
internal sealed class StartupBanner(FunctionCatalog functions, FunctionEndpoints http, QueueListeners queues, TimerListeners timers)
{
    public void PrintWhenStarted(WebApplication app) => app.Lifetime.ApplicationStarted.Register(() => Print(app.Urls.First()));

    private void Print(string url)
    {
        Console.WriteLine("Functions:");
        foreach (var function in functions.Enabled)
        {
            Console.WriteLine($"  {function.Name}: {Describe(function, url)}");
        }

        Console.WriteLine($"Ready: {url}");
    }

    private string Describe(FunctionMethod function, string url) => function.Descriptor.Trigger switch
    {
        HttpTriggerAttribute trigger => $"{url}/{http.Route(function)} [{Methods(trigger)}]",
        QueueTriggerAttribute => $"queue {queues.QueueOf(function)}",
        TimerTriggerAttribute => $"timer {timers.ScheduleOf(function)}",
        _ => "",
    };

    private static string Methods(HttpTriggerAttribute trigger) =>
        trigger.Methods is { Length: > 0 } methods ? string.Join(',', methods).ToUpperInvariant() : "any";
}
