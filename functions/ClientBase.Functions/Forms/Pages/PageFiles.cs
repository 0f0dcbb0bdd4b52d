using System.Reflection;

namespace ClientBase.Functions.Forms.Pages;

/// <summary>Styles and scripts that are built into the app.</summary>
internal static class PageFiles
{
    /// <summary>A file of this folder.</summary>
    public static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"forms/{name}")
            ?? throw new InvalidOperationException($"{name} is not built into the app.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
