using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace ClientBase.Domain.Forms;

/// <summary>A shop's colour, as it can be read on a page.</summary>
/// <remarks>Contrast is that of WCAG 2: text wants 4.5 : 1.</remarks>
public readonly record struct BrandColour(byte Red, byte Green, byte Blue)
{
    private const double Readable = 4.5;
    private const int Steps = 50;

    /// <summary>White paper.</summary>
    public static BrandColour Light { get; } = new(0xff, 0xff, 0xff);

    /// <summary>The sheet of the dark theme.</summary>
    public static BrandColour Dark { get; } = new(0x15, 0x17, 0x1b);

    /// <summary>As in CSS, such as <c>#7a3b12</c>.</summary>
    public string Css => $"#{Red:x2}{Green:x2}{Blue:x2}";

    /// <summary>Reads <c>#rrggbb</c> or <c>#rgb</c>.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out BrandColour colour)
    {
        colour = default;
        var digits = text?.Trim() is ['#', .. var rest] ? rest : "";
        digits = digits.Length == 3 ? string.Concat(digits.Select(c => new string(c, 2))) : digits;
        if (digits.Length != 6 || !int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
        {
            return false;
        }

        colour = new BrandColour((byte)(value >> 16), (byte)(value >> 8), (byte)value);
        return true;
    }

    /// <summary>How much lighter the lighter of two colours is, 1 to 21.</summary>
    public double Contrast(BrandColour other)
    {
        var (a, b) = (Luminance(), other.Luminance());
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    /// <summary>Whether text of this colour can be read on a ground.</summary>
    public bool IsReadableOn(BrandColour ground) => Contrast(ground) >= Readable;

    /// <summary>The nearest shade that can be read on a ground: itself, or mixed with black on light and with white on dark.</summary>
    public BrandColour ReadableOn(BrandColour ground)
    {
        var shade = this;
        var target = ground.Luminance() > 0.5 ? new BrandColour(0, 0, 0) : Light;
        for (var step = 1; step <= Steps && !shade.IsReadableOn(ground); step++)
        {
            shade = Mix(target, step / (double)Steps);
        }

        return shade;
    }

    /// <summary>A mixture with another colour.</summary>
    /// <param name="other">The other.</param>
    /// <param name="share">Its share, 0 to 1.</param>
    public BrandColour Mix(BrandColour other, double share) =>
        new(Mix(Red, other.Red, share), Mix(Green, other.Green, share), Mix(Blue, other.Blue, share));

    private static byte Mix(byte a, byte b, double share) => (byte)Math.Round(a + ((b - a) * share));

    private double Luminance() => (0.2126 * Linear(Red)) + (0.7152 * Linear(Green)) + (0.0722 * Linear(Blue));

    private static double Linear(byte channel)
    {
        var share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
    }
}
