using System.Collections.Frozen;
using System.Reflection;
using Microsoft.AspNetCore.StaticFiles;

namespace ClientBase.Functions.Pages;

/// <summary>The files of the dashboard, built into the app.</summary>
internal static class DashboardFiles
{
    private const string Prefix = "dashboard/";

    private static readonly FileExtensionContentTypeProvider Types = new();

    private static readonly Lazy<FrozenDictionary<string, BuiltInFile>> All = new(() =>
        Assembly.GetExecutingAssembly().GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .ToFrozenDictionary(name => name[Prefix.Length..].Replace('\\', '/'), Read));

    /// <summary>A file by its path; null when there is none.</summary>
    public static BuiltInFile? Find(string path) => All.Value.GetValueOrDefault(path);

    /// <summary>A file by the name it was built in under.</summary>
    public static BuiltInFile Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return BuiltInFile.Of(Types.TryGetContentType(name, out var known) ? known : "application/octet-stream", bytes.ToArray());
    }
}
