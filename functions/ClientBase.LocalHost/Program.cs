using System.Runtime.InteropServices;
using ClientBase.LocalHost;
using ClientBase.LocalHost.Settings;

if (args is not ([_] or [_, "--port", _]) || args[0].StartsWith('-'))
{
    Console.Error.WriteLine("usage: ClientBase.LocalHost FOLDER-OF-THE-BUILT-APP [--port 7071]");
    return 2;
}

using var stop = new CancellationTokenSource();
PosixSignal[] signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP];
var heard = signals.Select(signal => PosixSignalRegistration.Create(signal, Stop)).ToList();
try
{
    await new HostRun(HostSettings.Read(BuiltApp.Open(args[0]), args[1..])).RunAsync(stop.Token);
    return 0;
}
catch (StartException problem)
{
    Console.Error.WriteLine(problem.Message);
    return 1;
}
finally
{
    heard.ForEach(registration => registration.Dispose());
}

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true; // Not at once: what has begun is finished first.
    stop.Cancel();
}
