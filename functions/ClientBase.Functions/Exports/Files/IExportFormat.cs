using ClientBase.Domain.Tables.Writing;
using ClientBase.Functions.Contacts.Reading;

namespace ClientBase.Functions.Exports.Files;

/// <summary>What a file of a segment holds of each member.</summary>
public interface IExportFormat
{
    /// <summary>Its name in the API.</summary>
    string Name { get; }

    /// <summary>Whether it is an Excel workbook; else it is CSV.</summary>
    bool IsWorkbook => false;

    /// <summary>Its columns.</summary>
    IReadOnlyList<FileColumn> Columns { get; }

    /// <summary>The rows of a member; none for who may not be in it.</summary>
    IEnumerable<object?[]> RowsOf(ContactCard member);
}

/// <summary>All formats a segment can be had in.</summary>
public static class ExportFormats
{
    /// <summary>The formats.</summary>
    public static IReadOnlyList<IExportFormat> All { get; } =
        [new WholeFormat("csv"), new WholeFormat("xlsx"), AudienceFormat.Google, AudienceFormat.Meta, AudienceFormat.Vk,
            AudienceFormat.Yandex];

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(format => format.Name)];

    /// <summary>The format of a name, or null.</summary>
    public static IExportFormat? Find(string name) => All.FirstOrDefault(format => format.Name == name);
}
