using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;

namespace ClientBase.Cli.Imports;

/// <summary>A file as a body: a large one is packed on its way, since the Functions host takes bodies of at most 100 MB.</summary>
internal sealed class PackedFile : HttpContent
{
    private const long LargeBytes = 16 * 1024 * 1024;

    private readonly FileStream _file;
    private readonly bool _isPacked;

    /// <exception cref="IOException">It cannot be opened.</exception>
    public PackedFile(string path)
    {
        _file = File.OpenRead(path);
        _isPacked = _file.Length > LargeBytes && !IsPackedAlready();
        Headers.ContentType = new MediaTypeHeaderValue(_isPacked ? "application/gzip" : "application/octet-stream");
    }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        if (!_isPacked)
        {
            await _file.CopyToAsync(stream);
            return;
        }

        await using var packing = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true);
        await _file.CopyToAsync(packing);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _file.Length;
        return !_isPacked;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _file.Dispose();
        }

        base.Dispose(disposing);
    }

    // gzip, and the workbooks of Excel: XLSX is a zip, XLS is not worth it.
    private bool IsPackedAlready()
    {
        var start = (First: _file.ReadByte(), Second: _file.ReadByte());
        _file.Position = 0;
        return start is (0x1F, 0x8B) or ('P', 'K') or (0xD0, 0xCF);
    }
}
