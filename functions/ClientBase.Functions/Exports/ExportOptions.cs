using System.ComponentModel.DataAnnotations;

namespace ClientBase.Functions.Exports;

/// <summary>Settings <c>Exports__*</c>.</summary>
public sealed class ExportOptions
{
    public const string Section = "Exports";

    /// <summary>Hours a link to a file is good for.</summary>
    [Range(1, 24 * 30)]
    public int LinkHours { get; set; } = 24;

    /// <summary>Days after which a file is deleted.</summary>
    [Range(1, 365)]
    public int KeepDays { get; set; } = 7;

    /// <summary>Contacts read after which it is noted how far an export is: a killed one repeats at most so many.</summary>
    [Range(1, 1_000)]
    public int PageSize { get; set; } = 1_000;

    /// <summary>Contacts of one queue message: a later one begins anew with its tries.</summary>
    [Range(1, 1_000_000)]
    public int MessageRows { get; set; } = 20_000;
}
