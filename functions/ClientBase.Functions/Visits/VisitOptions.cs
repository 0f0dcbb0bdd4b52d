using System.ComponentModel.DataAnnotations;

namespace ClientBase.Functions.Visits;

/// <summary>Settings <c>Visits__*</c>.</summary>
public sealed class VisitOptions
{
    public const string Section = "Visits";

    /// <summary>Sites that may post from a browser, separated by commas; empty: all.</summary>
    public string AllowedOrigins { get; set; } = "";

    /// <summary>Posts a minute taken from one address, on one instance; 0: no limit. The script posts at most once a second.</summary>
    [Range(0, 1_000_000)]
    public int RatePerMinute { get; set; } = 120;

    /// <summary>Largest body in bytes; over it 413. Browsers send no more than 64 KiB while a page closes.</summary>
    [Range(1_024, 1024 * 1024)]
    public int MaxBytes { get; set; } = 65_536;

    /// <summary>
    /// Whether the script keeps still, and stores nothing in the browser, until the site calls <c>clientbase.consent(true)</c>.
    /// </summary>
    public bool WaitForConsent { get; set; }

    /// <summary>The sites as a list.</summary>
    internal string[] Origins =>
        AllowedOrigins.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
