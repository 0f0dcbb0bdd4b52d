using System.Reflection;

namespace ClientBase.Functions.Http.Pages;

/// <summary>Styles and scripts that are built into the app.</summary>
internal static class PageFiles
{
    /// <summary>A file by its name in the app, such as <c>forms/page.js</c>.</summary>
    public static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not built into the app.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
