using System.ComponentModel.DataAnnotations;

namespace ClientBase.Functions.Contacts.Duplicates;

/// <summary>Settings <c>Identity__*</c>.</summary>
public sealed class IdentityOptions
{
    public const string Section = "Identity";

    /// <summary>From this probability on duplicates are merged without asking, where no rule forbids it; without it, none is.</summary>
    [Range(0.5, 1)]
    public double? MergeAbove { get; set; }
}
