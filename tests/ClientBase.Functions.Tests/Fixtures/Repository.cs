namespace ClientBase.Functions.Tests.Fixtures;

/// <summary>Where the sources and, on some machines, public data to test against lie.</summary>
public static class Repository
{
    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A file or folder of the public data beside the repository, or null where there is none.</summary>
    public static string? Data(string path)
    {
        var full = Path.Combine(Root, "..", "shared", "data", path);
        return Path.Exists(full) ? Path.GetFullPath(full) : null;
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ClientBaseFunctions.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"ClientBaseFunctions.sln was not found above {AppContext.BaseDirectory}.");
    }
}
