using System.Text;

namespace ClientBase.Functions.Tests.Cli;

/// <summary>A folder of one test's own, gone afterwards.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("clientbase-").FullName;

    /// <summary>A path in it.</summary>
    public string At(string name) => Path.Combine(_path, name);

    /// <summary>Writes a text file, UTF-8 unless told otherwise; its path.</summary>
    public string Write(string name, string text, Encoding? encoding = null)
    {
        File.WriteAllText(At(name), text, encoding ?? new UTF8Encoding(false));
        return At(name);
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_path, recursive: true);
}
