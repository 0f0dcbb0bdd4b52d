using System.IO.Compression;
using ClientBase.Cli.Imports;

namespace ClientBase.Functions.Tests.Cli;

/// <summary>What <c>clientbase import</c> sends.</summary>
public sealed class PackedFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_large_file_is_packed_on_its_way_and_a_small_one_is_sent_as_it_is()
    {
        var small = _folder.Write("small.csv", "email\na@packed.example\n");
        Assert.Equal(await File.ReadAllBytesAsync(small), await SentAsync(small));

        var large = Large("large.csv", "email\n"u8);
        var sent = await SentAsync(large);
        Assert.InRange(sent.Length, 1, 1_000_000);
        await using var unpacked = new GZipStream(new MemoryStream(sent), CompressionMode.Decompress);
        using var whole = new MemoryStream();
        await unpacked.CopyToAsync(whole);
        Assert.Equal(await File.ReadAllBytesAsync(large), whole.ToArray());
    }

    [Fact]
    public async Task What_is_packed_already_is_sent_as_it_is()
    {
        var workbook = Large("large.xlsx", "PK"u8);
        Assert.Equal(new FileInfo(workbook).Length, (await SentAsync(workbook)).Length);
    }

    private string Large(string name, ReadOnlySpan<byte> start)
    {
        using var file = File.Create(_folder.At(name));
        file.Write(start);
        file.SetLength(17 * 1024 * 1024);
        return file.Name;
    }

    private static async Task<byte[]> SentAsync(string path)
    {
        using var content = new PackedFile(path);
        return await content.ReadAsByteArrayAsync();
    }
}
