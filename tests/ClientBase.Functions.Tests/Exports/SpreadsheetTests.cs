using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using ClientBase.Domain.Contacts.Phones;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Exports;

/// <summary>Exports as LibreOffice opens them.</summary>
[Trait("Category", "Slow")]
public sealed class SpreadsheetTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly string? Office = new[] { "/usr/bin/soffice", "/usr/bin/libreoffice", "/opt/libreoffice/program/soffice" }
        .FirstOrDefault(File.Exists);

    [Theory]
    [InlineData("xlsx")]
    [InlineData("csv")]
    public async Task What_is_hostile_stays_text_and_telephones_stay_telephones(string format)
    {
        Assert.SkipWhen(Office is null, "LibreOffice is not installed.");
        using var app = new ExportBase(azurite);
        await app.CreateAsync();
        await app.PersonAsync("hostile@files.example", "+7 916 123-45-67", "=HYPERLINK(\"http://evil.example\")", bought: 1234.5m);
        await app.RecomputeAsync();
        var (_, file) = await app.SegmentAsync("working", $"?format={format}");

        var cells = await OpenAsync(file, format);

        Assert.Contains("hostile@files.example", cells);
        Assert.Contains(cells, cell => cell.TrimStart('\'') == "=HYPERLINK(\"http://evil.example\")");
        Assert.Contains(cells, cell => decimal.TryParse(cell, CultureInfo.InvariantCulture, out var sum) && sum == 1234.5m);
        if (format == "xlsx")
        {
            // A telephone in CSV is a number to a spreadsheet that is not told otherwise: what is typed is told.
            Assert.True(PhoneNumber.TryParse(cells.Single(cell => cell.StartsWith("+7", StringComparison.Ordinal)), null, out var phone));
            Assert.Equal("+79161234567", phone.Value);
        }
    }

    [Fact]
    public async Task A_workbook_has_numbers_times_and_texts()
    {
        Assert.SkipWhen(Office is null, "LibreOffice is not installed.");
        using var app = new ExportBase(azurite);
        await app.CreateAsync();
        await app.PersonAsync("typed@files.example", bought: 1234.5m);
        await app.RecomputeAsync();
        var (_, file) = await app.SegmentAsync("working", "?format=xlsx");

        var flat = await ConvertAsync(file, "xlsx", "fods");

        Assert.Contains("office:value-type=\"float\" office:value=\"1234.5\"", flat, StringComparison.Ordinal);
        var dates = Regex.Matches(flat, "office:value-type=\"date\" office:date-value=\"([^\"]+)\"").Select(date => date.Groups[1].Value);
        Assert.Contains("2026-02-26T12:00:00", dates);
        Assert.Contains("office:value-type=\"string\"", flat, StringComparison.Ordinal);
    }

    // Each cell of the first row after the head, as its text.
    private static async Task<List<string>> OpenAsync(byte[] file, string format)
    {
        var flat = System.Xml.Linq.XDocument.Parse(await ConvertAsync(file, format, "fods"));
        System.Xml.Linq.XNamespace table = "urn:oasis:names:tc:opendocument:xmlns:table:1.0";
        System.Xml.Linq.XNamespace office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0";
        var row = flat.Descendants(table + "table-row").Skip(1).First();
        Assert.DoesNotContain(row.Elements(table + "table-cell"), cell => cell.Attribute(table + "formula") is not null);
        return [.. row.Elements(table + "table-cell").Select(cell => cell.Attribute(office + "value")?.Value ?? cell.Value)];
    }

    private static async Task<string> ConvertAsync(byte[] file, string format, string to)
    {
        var folder = Directory.CreateTempSubdirectory("clientbase-office");
        try
        {
            var path = Path.Combine(folder.FullName, $"file.{format}");
            await File.WriteAllBytesAsync(path, file);
            var start = new ProcessStartInfo(
                Office!,
                [
                    $"-env:UserInstallation=file://{folder.FullName}/profile", "--headless", "--infilter=" + (format == "csv"
                        ? "Text - txt - csv (StarCalc):44,34,76,1,,1033,false,false" : "Calc MS Excel 2007 XML"),
                    "--convert-to", to, "--outdir", folder.FullName, path,
                ])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using var office = Process.Start(start)!;
            await office.WaitForExitAsync();
            return await File.ReadAllTextAsync(Path.Combine(folder.FullName, $"file.{to}"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
