using System.ComponentModel.DataAnnotations;

namespace ClientBase.Functions.Imports;

/// <summary>Settings <c>Imports__*</c>.</summary>
public sealed class ImportOptions
{
    public const string Section = "Imports";

    /// <summary>Largest file in bytes; over it 413.</summary>
    [Range(1_024, 8L * 1024 * 1024 * 1024)]
    public long MaxBytes { get; set; } = 512L * 1024 * 1024;

    /// <summary>ISO 4217 currency of orders whose file names none.</summary>
    [RegularExpression("^[A-Z]{3}$")]
    public string Currency { get; set; } = "RUB";

    /// <summary>Rows after which it is noted how far an import is: a killed one repeats at most so many.</summary>
    [Range(1, 10_000)]
    public int ChunkRows { get; set; } = 2_000;

    /// <summary>Rows of one queue message: a later one begins anew with its tries.</summary>
    [Range(1, 1_000_000)]
    public int MessageRows { get; set; } = 50_000;

    /// <summary>
    /// Rows filed beside each other; those of one shard go in common batches. A whole chunk: with few at a time the keys that lie in
    /// other shards would go by twos and threes.
    /// </summary>
    [Range(1, 10_000)]
    public int RowsAtOnce { get; set; } = 2_000;
}
