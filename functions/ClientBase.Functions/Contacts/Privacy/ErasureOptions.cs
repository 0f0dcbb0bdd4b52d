using System.ComponentModel.DataAnnotations;

namespace ClientBase.Functions.Contacts.Privacy;

/// <summary>Settings <c>Erasure__*</c>.</summary>
public sealed class ErasureOptions
{
    public const string Section = "Erasure";

    /// <summary>
    /// So many seconds an erasure waits until every instance has heard of it, before it gives the person's keys free. Instances ask every
    /// two seconds; 0 where there is only one.
    /// </summary>
    [Range(0, 60)]
    public int SettleSeconds { get; set; } = 3;
}
