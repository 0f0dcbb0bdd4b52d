using ClientBase.Cli.Tables;
using ClientBase.Domain.Identity.Duplicates;
using ClientBase.Domain.Tables;

namespace ClientBase.Cli.People;

/// <summary>The people of a file.</summary>
/// <param name="Ids">Their ids, as they stand in the file.</param>
/// <param name="Table">What is compared of them.</param>
/// <param name="Columns">The name of the column each field is read from.</param>
internal sealed record PeopleFile(IReadOnlyList<string> Ids, PeopleTable Table, IReadOnlyDictionary<string, string> Columns)
{
    private const int RowsBetweenReports = 1 << 14;

    /// <summary>Reads a file row by row.</summary>
    /// <exception cref="InputRefusedException">The file, a column or an id cannot be used; says which and why.</exception>
    public static PeopleFile Read(
        string path,
        string idName,
        IReadOnlyList<string> told,
        IProgress<double> progress,
        CancellationToken cancellationToken)
    {
        using var input = TableFiles.Open(path);
        var idColumn = input.Column(idName);
        var columns = PersonColumns.Of(input, idColumn, told);
        var ids = new List<string>();
        var rowOf = new Dictionary<string, string>(StringComparer.Ordinal);
        var values = columns.ToDictionary(column => column.Key, _ => new List<string?>());
        while (input.Read())
        {
            if (ids.Count % RowsBetweenReports == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                progress.Report(input.Progress);
            }

            var id = input.Text(idColumn);
            if (id.Length == 0)
            {
                throw input.Refuse(idColumn, "the id is missing.");
            }

            if (!rowOf.TryAdd(id, input.Row))
            {
                throw input.Refuse(idColumn, $"'{id}' is the id of {rowOf[id]} already. Each person needs an id of their own.");
            }

            ids.Add(id);
            foreach (var (field, column) in columns)
            {
                values[field].Add(input.Text(column));
            }
        }

        var table = new PeopleTable(ids.Count);
        foreach (var (field, column) in values)
        {
            table.Add(field, column);
        }

        var names = columns.ToDictionary(column => PersonColumns.Name(column.Key), column => input.Headers[column.Value]);
        return new PeopleFile(ids, table, names);
    }
}
