using System.Reflection;

namespace ClientBase.Cli.Server;

/// <summary>Where the function app and its local host lie that were built with this program.</summary>
/// <param name="LocalHost">The host's assembly.</param>
/// <param name="AppFolder">The folder of the built app.</param>
internal sealed record ServerLocation(string LocalHost, string AppFolder)
{
    private const string Solution = "ClientBaseFunctions.sln";

    /// <summary>Finds both, by the paths from the solution's folder that the build has noted.</summary>
    /// <exception cref="FileNotFoundException">This program was copied away from the repository, or the app was cleaned.</exception>
    public static ServerLocation Find() => new(Noted("LocalHost"), Path.GetDirectoryName(Noted("FunctionApp"))!);

    private static string Noted(string name)
    {
        var noted = typeof(ServerLocation).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .First(metadata => metadata.Key == name).Value!;
        var path = Path.Combine(FindRoot(), noted);
        return File.Exists(path)
            ? path
            : throw new FileNotFoundException($"{path} is missing. Build it: dotnet build functions/ClientBase.Cli", path);
    }

    private static string FindRoot()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, Solution)))
        {
            root = root.Parent;
        }

        return root?.FullName ?? throw new FileNotFoundException($"{Solution} was not found above {AppContext.BaseDirectory}.");
    }
}
