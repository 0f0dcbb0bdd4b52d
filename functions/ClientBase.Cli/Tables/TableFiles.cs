using ClientBase.Domain.Tables;

namespace ClientBase.Cli.Tables;

/// <summary>Opens tables by their paths.</summary>
internal static class TableFiles
{
    /// <summary>Opens a file and reads its header.</summary>
    /// <exception cref="InputRefusedException">The file cannot be read, has no header, or is no table.</exception>
    public static TableInput Open(string path) => TableInput.Open(() => File.OpenRead(path), Path.GetFileName(path));
}
