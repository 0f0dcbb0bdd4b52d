using System.Runtime.CompilerServices;

namespace ClientBase.Tests;

/// <summary>A fact about public data that is not part of the repository; skipped on machines without it.</summary>
internal sealed class PublicDataFactAttribute : FactAttribute
{
    public PublicDataFactAttribute(string path, [CallerFilePath] string? sourceFile = null, [CallerLineNumber] int sourceLine = -1)
        : base(sourceFile, sourceLine) => Skip = PublicData.ReasonToSkip(path);
}

/// <summary>The same for several cases.</summary>
internal sealed class PublicDataTheoryAttribute : TheoryAttribute
{
    public PublicDataTheoryAttribute(string path, [CallerFilePath] string? sourceFile = null, [CallerLineNumber] int sourceLine = -1)
        : base(sourceFile, sourceLine) => Skip = PublicData.ReasonToSkip(path);
}

internal static class PublicData
{
    public static string? ReasonToSkip(string path) => Path.Exists(Repository.Data(path)) ? null : $"{path} is not on this machine";
}
