using System.Reflection;

namespace ClientBase.Cli.Server;

/// <summary>Where the function app that was built with this program lies.</summary>
internal static class FunctionAppLocation
{
    private const string Solution = "ClientBaseFunctions.sln";

    /// <summary>Its assembly, by the path from the solution's folder that the build has noted.</summary>
    /// <exception cref="FileNotFoundException">This program was copied away from the repository, or the app was cleaned.</exception>
    public static string Find()
    {
        var noted = typeof(FunctionAppLocation).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(metadata => metadata.Key == "FunctionApp").Value!;
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, Solution)))
        {
            root = root.Parent;
        }

        var path = Path.Combine(root?.FullName ?? throw new FileNotFoundException($"{Solution} was not found above {AppContext.BaseDirectory}."), noted);
        return File.Exists(path)
            ? path
            : throw new FileNotFoundException($"The function app is not at {path}. Build it: dotnet build functions/ClientBase.Cli", path);
    }
}
