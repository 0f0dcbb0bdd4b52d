using System.Text.RegularExpressions;

namespace ClientBase.Functions.Tests.Contracts;

/// <summary>What the compiler does not hold us to.</summary>
public sealed partial class StyleTests
{
    private const int LongestLine = 140;

    [Fact]
    public void No_line_is_too_long_to_be_read_beside_another_file()
    {
        var tooLong =
            from file in Sources()
            from line in File.ReadLines(Path.Combine(Repository.Root, file)).Index()
            where line.Item.Length > LongestLine
            select $"{file}:{line.Index + 1}: {line.Item.Length}";

        AssertNone(tooLong);
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("functions/ARCHITECTURE.md")]
    public void Every_path_a_document_names_is_there(string document)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, document));
        var missing =
            from quoted in Quoted().Matches(text).Select(match => match.Groups[1].Value)
            where IsPath(quoted) && !Exists(quoted)
            select $"{document}: {quoted}";

        AssertNone(missing);
    }

    /// <summary>Paths of all sources from the top of the repository, with slashes.</summary>
    private static IEnumerable<string> Sources() =>
        from folder in new[] { "functions", "tests" }
        from file in Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories)
        let path = Path.GetRelativePath(Repository.Root, file).Replace('\\', '/')
        where !Generated().IsMatch(path)
        select path;

    // Something with a slash whose first part is a folder of ours: neither a route nor a placeholder nor a media type.
    private static bool IsPath(string quoted) =>
        PathLike().IsMatch(quoted) && Roots().Any(root => Directory.Exists(Path.Combine(root, quoted.Split('/')[0])));

    private static bool Exists(string quoted) =>
        Roots().Select(root => Path.Combine(root, quoted)).Any(path => Path.Exists(path) || File.Exists(path + ".cs"));

    // Documents name things from the top, or from a project on.
    private static IEnumerable<string> Roots() =>
        from folder in new[]
        {
            "", "functions", "tests", "functions/ClientBase.Functions", "functions/ClientBase.Domain", "tests/ClientBase.Functions.Tests",
        }
        select Path.Combine(Repository.Root, folder);

    private static void AssertNone(IEnumerable<string> offenders)
    {
        var found = offenders.ToList();
        Assert.True(found.Count == 0, $"{found.Count}:\n{string.Join('\n', found)}");
    }

    [GeneratedRegex("`([^`\n]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex("(^|/)(bin|obj|node_modules)/")]
    private static partial Regex Generated();

    [GeneratedRegex(@"^[\w.-]+(/[\w.-]+)+/?$")]
    private static partial Regex PathLike();
}
