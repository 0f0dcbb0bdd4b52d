using System.Diagnostics.CodeAnalysis;

namespace ClientBase.Domain.Identity.Merging;

/// <summary>Names the merge of two contacts: who was taken into whom. The same two always give the same id.</summary>
/// <param name="Survivor">The contact that stands for both since.</param>
/// <param name="Absorbed">The one that became part of it.</param>
public sealed record MergeId(string Survivor, string Absorbed)
{
    /// <summary>Reads <c>{survivor}-{absorbed}</c>.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out MergeId? merge)
    {
        merge = text?.Split('-') is [var survivor, var absorbed]
            && ContactId.IsValid(survivor) && ContactId.IsValid(absorbed) && survivor != absorbed
                ? new MergeId(survivor, absorbed)
                : null;
        return merge is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Survivor}-{Absorbed}";
}
