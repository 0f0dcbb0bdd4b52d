using PdfSharp.Fonts;

namespace ClientBase.Functions.Reports.Monthly;

/// <summary>The fonts of our PDFs: PT Sans, which comes with the app, so that Russian looks alike on every machine.</summary>
internal sealed class PdfFonts : IFontResolver
{
    public const string Family = "PT Sans";

    private const string Regular = "PTSans-Regular";
    private const string Bold = "PTSans-Bold";

    /// <summary>Makes them known; once for the process, whoever comes first.</summary>
    public static void Use() => GlobalFontSettings.FontResolver ??= new PdfFonts();

    public FontResolverInfo ResolveTypeface(string familyName, bool isBold, bool isItalic) => new(isBold ? Bold : Regular);

    public byte[] GetFont(string faceName)
    {
        using var file = typeof(PdfFonts).Assembly.GetManifestResourceStream($"fonts/{faceName}.ttf")!;
        using var bytes = new MemoryStream();
        file.CopyTo(bytes);
        return bytes.ToArray();
    }
}
