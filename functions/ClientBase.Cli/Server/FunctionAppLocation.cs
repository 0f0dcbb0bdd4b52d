using System.Reflection;

namespace ClientBase.Cli.Server;

/// <summary>Where the function app that was built with this program lies.</summary>
internal static class FunctionAppLocation
{
    /// <summary>Its assembly, by the relative path the build has noted.</summary>
    /// <exception cref="FileNotFoundException">This program was copied away from the repository, or the app was cleaned.</exception>
    public static string Find()
    {
        var here = typeof(FunctionAppLocation).Assembly;
        var noted = here.GetCustomAttributes<AssemblyMetadataAttribute>().First(metadata => metadata.Key == "FunctionApp").Value!;
        var path = Path.GetFullPath(noted, Path.GetDirectoryName(here.Location)!);
        return File.Exists(path)
            ? path
            : throw new FileNotFoundException($"The function app is not at {path}. Build it: dotnet build functions/ClientBase.Cli", path);
    }
}
