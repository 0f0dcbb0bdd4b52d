using System.ComponentModel.DataAnnotations;

namespace ClientBase.Functions.Contacts.Filing;

/// <summary>Settings <c>Filing__*</c>.</summary>
public sealed class FilingOptions
{
    public const string Section = "Filing";

    /// <summary>So many seconds after a change the segments are recomputed; 0: only by the timer.</summary>
    [Range(0, 3600)]
    public int RecomputeAfterSeconds { get; set; } = 2;
}
