using System.Reflection;
using System.Text.RegularExpressions;
using ClientBase.Functions.Storage;

namespace ClientBase.Functions.Tests.Contracts;

/// <summary>Queues, tables and containers are named in one place.</summary>
public sealed class NamesTests
{
    [Theory]
    [InlineData(typeof(Queues))]
    [InlineData(typeof(Tables))]
    [InlineData(typeof(Containers))]
    public void Every_name_is_on_the_list_of_all(Type names)
    {
        var constants = names.GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral)
            .Select(field => (string)field.GetRawConstantValue()!);
        var all = (IEnumerable<string>)names.GetProperty("All")!.GetValue(null)!;
        Assert.Equal(constants.Order(StringComparer.Ordinal), all.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void No_name_is_written_a_second_time()
    {
        var names = new Regex(
            $"\"({string.Join('|', Queues.All.Concat(Tables.All).Concat(Containers.All).Select(Regex.Escape))})(-poison)?\"");
        var sources = Directory.EnumerateFiles(
            Path.Combine(Repository.Root, "functions", "ClientBase.Functions"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && Path.GetFileName(file) != "Names.cs");
        var repeated =
            from file in sources
            from line in File.ReadLines(file)
            where names.IsMatch(line) && !line.TrimStart().StartsWith("///", StringComparison.Ordinal)
                && !line.Contains("[HttpTrigger(", StringComparison.Ordinal)
                && !line.Contains("const string", StringComparison.Ordinal) // Routes, settings and columns have their own.
                && !line.Contains("ReportColumn.", StringComparison.Ordinal) // Titles are for people.
                && !line.Contains("new(\"", StringComparison.Ordinal)
            select $"{Path.GetFileName(file)}: {line.Trim()}";
        Assert.Empty(repeated);
    }
}
