using System.ComponentModel.DataAnnotations;

namespace ClientBase.Functions.Capture;

/// <summary>What every intake needs to know of the country it works in. Settings <c>Forms__*</c>, where it began.</summary>
public sealed class CaptureOptions
{
    public const string Section = "Forms";

    /// <summary>ISO 3166 country of telephone numbers given without a plus, when nothing nearer names one.</summary>
    [RegularExpression("^[A-Z]{2}$")]
    public string Country { get; set; } = "RU";
}
