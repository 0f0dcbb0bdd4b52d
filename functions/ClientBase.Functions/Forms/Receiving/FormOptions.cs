using System.ComponentModel.DataAnnotations;

namespace ClientBase.Functions.Forms.Receiving;

/// <summary>Settings <c>Forms__*</c>.</summary>
public sealed class FormOptions
{
    public const string Section = "Forms";

    /// <summary>Posts a minute taken from one network address to one form, by all instances together; 0: no limit.</summary>
    [Range(0, 1_000_000)]
    public int RatePerMinute { get; set; } = 60;

    /// <summary>Largest body in bytes; over it 413.</summary>
    [Range(1_024, 100 * 1024 * 1024)]
    public int MaxBytes { get; set; } = 1_048_576;

    /// <summary>Milliseconds a person needs at least to fill a form in, measured from <c>_started</c>; 0: no check.</summary>
    [Range(0, 600_000)]
    public int MinFillMilliseconds { get; set; } = 500;

    /// <summary>
    /// How many numbers a browser has to try at most where a form asks for proof of work; 100,000 take about a second.
    /// </summary>
    [Range(1_000, 10_000_000)]
    public int WorkNumber { get; set; } = 100_000;
}
