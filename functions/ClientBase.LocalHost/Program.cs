using ClientBase.LocalHost;
using ClientBase.LocalHost.Settings;

if (args is not [var folder, .. var options] || folder.StartsWith('-'))
{
    Console.Error.WriteLine("usage: ClientBase.LocalHost FOLDER-OF-THE-BUILT-APP [--port 7071]");
    return 2;
}

try
{
    await new HostRun(HostSettings.Read(BuiltApp.Open(folder), options)).RunAsync();
    return 0;
}
catch (StartException problem)
{
    Console.Error.WriteLine(problem.Message);
    return 1;
}
