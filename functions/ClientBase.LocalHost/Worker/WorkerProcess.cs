using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using ClientBase.LocalHost.Settings;

namespace ClientBase.LocalHost.Worker;

/// <summary>The app's own process, started as the Functions host starts it. What it prints goes where the host's own output goes.</summary>
internal sealed class WorkerProcess
{
    // Both are part of util-linux, so on nearly every Linux. The first has the kernel end a process together with the thread that started
    // it; the second keeps Ctrl+C from the worker, which must not end before the host has drained.
    private const string EndsWithParent = "/usr/bin/setpriv";
    private const string OwnSession = "/usr/bin/setsid";

    private readonly Process _process;
    private readonly TaskCompletionSource<int> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private WorkerProcess(Process process)
    {
        _process = process;
        Id = process.Id;
    }

    public int Id { get; }

    /// <summary>The exit code, once the process has ended.</summary>
    public Task<int> Exited => _exited.Task;

    /// <exception cref="StartException">It cannot be started.</exception>
    public static Task<WorkerProcess> StartAsync(HostSettings settings, string workerId, Uri grpc)
    {
        var started = new TaskCompletionSource<WorkerProcess>(TaskCreationOptions.RunContinuationsAsynchronously);

        // A thread of its own that lives as long as the worker: a worker outlives a killed host otherwise, and keeps its memory.
        new Thread(() => Run(StartInfo(settings, workerId, grpc), started)) { IsBackground = true, Name = "Worker" }.Start();
        return started.Task;
    }

    /// <summary>Ends it at once, and what it may have started.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has just ended by itself.
        }
    }

    private static void Run(ProcessStartInfo start, TaskCompletionSource<WorkerProcess> started)
    {
        try
        {
            using var process = Process.Start(start)!;
            var worker = new WorkerProcess(process);
            started.SetResult(worker);
            process.WaitForExit();
            worker._exited.SetResult(process.ExitCode);
        }
        catch (Win32Exception missing)
        {
            started.SetException(new StartException($"The worker cannot be started: {missing.Message}.", missing));
        }
    }

    private static ProcessStartInfo StartInfo(HostSettings settings, string workerId, Uri grpc)
    {
        var app = settings.App;
        var port = grpc.Port.ToString(CultureInfo.InvariantCulture);
        var maxBytes = int.MaxValue.ToString(CultureInfo.InvariantCulture);
        string[] command =
        [
            .. File.Exists(OwnSession) ? new[] { OwnSession } : [],
            .. File.Exists(EndsWithParent) ? new[] { EndsWithParent, "--pdeathsig", "KILL" } : [],
            app.Executable, app.Worker,
            "--host", grpc.Host, "--port", port, "--workerId", workerId, "--requestId", workerId, "--grpcMaxMessageLength", maxBytes,
            "--functions-uri", grpc.AbsoluteUri, "--functions-worker-id", workerId, "--functions-request-id", workerId,
            "--functions-grpc-max-message-length", maxBytes,
        ];
        var start = new ProcessStartInfo(command[0], command[1..]) { WorkingDirectory = app.Folder };
        foreach (var (name, value) in settings.FileValues)
        {
            start.Environment.TryAdd(name, value);
        }

        start.Environment["FUNCTIONS_APPLICATION_DIRECTORY"] = app.Folder;
        start.Environment["FUNCTIONS_WORKER_RUNTIME"] = "dotnet-isolated";
        start.Environment.TryAdd("AZURE_FUNCTIONS_ENVIRONMENT", "Development");
        start.Environment.TryAdd("WEBSITE_HOSTNAME", $"127.0.0.1:{settings.Port.ToString(CultureInfo.InvariantCulture)}");
        if (settings.Storage is { } storage)
        {
            start.Environment[DevelopmentStorage.Setting] = storage.ConnectionString;
        }

        return start;
    }
}
