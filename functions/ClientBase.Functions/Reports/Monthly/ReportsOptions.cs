using System.ComponentModel.DataAnnotations;

namespace ClientBase.Functions.Reports.Monthly;

/// <summary>Settings <c>Reports__*</c>.</summary>
public sealed class ReportsOptions
{
    public const string Section = "Reports";

    /// <summary>Where the state of the base is mailed each month, as PDF; empty: nowhere.</summary>
    public string MonthlyTo { get; set; } = "";

    /// <summary>Its language: <c>en</c> or <c>ru</c>.</summary>
    [RegularExpression("^(en|ru)$")]
    public string Language { get; set; } = "en";
}
