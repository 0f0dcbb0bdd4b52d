namespace ClientBase.Tests;

/// <summary>Finds the folder of the sources and, on machines that have it, public data to test against.</summary>
internal static class Repository
{
    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A file of the public data that some machines have beside the repository; elsewhere tests that need it skip.</summary>
    public static string Data(string path) => Path.GetFullPath(Path.Combine(Root, "..", "shared", "data", path));

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
