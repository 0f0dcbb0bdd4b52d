using System.Buffers.Binary;
using System.Globalization;
using ClientBase.Functions.Storage;

namespace ClientBase.Functions.Imports.Running;

/// <summary>A capture that an import said, and the contact it was filed under: 32 bytes.</summary>
/// <param name="Capture">The capture's id, which is 32 hex digits.</param>
/// <param name="Contact">The contact's id, packed.</param>
internal readonly record struct SaidCapture(UInt128 Capture, UInt128 Contact) : IComparable<SaidCapture>
{
    /// <summary>Bytes of one.</summary>
    public const int Size = 32;


    /// <summary>The capture's id.</summary>
    public string CaptureId => Capture.ToString("x32", CultureInfo.InvariantCulture);

    /// <summary>The contact's id.</summary>
    public string ContactId => Domain.Identity.ContactId.Unpack(Contact);

    public static SaidCapture Of(string captureId, string contactId) =>
        new(KeyOf(captureId), Domain.Identity.ContactId.Pack(contactId));

    /// <summary>The id of a capture as it is compared here.</summary>
    public static UInt128 KeyOf(string captureId) => UInt128.Parse(captureId, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    public static byte[] Write(IReadOnlyCollection<SaidCapture> said)
    {
        var bytes = new byte[said.Count * Size];
        var at = 0;
        foreach (var one in said)
        {
            BinaryPrimitives.WriteUInt128LittleEndian(bytes.AsSpan(at), one.Capture);
            BinaryPrimitives.WriteUInt128LittleEndian(bytes.AsSpan(at + 16), one.Contact);
            at += Size;
        }

        return bytes;
    }

    public static async Task<List<SaidCapture>> ReadAsync(BlockLog log, CancellationToken cancellationToken)
    {
        await using var stream = await log.OpenAsync(cancellationToken);
        var said = new List<SaidCapture>();
        var buffer = new byte[Size * 4096];
        for (int length; (length = await stream.ReadAtLeastAsync(buffer, buffer.Length, false, cancellationToken)) > 0;)
        {
            for (var at = 0; at < length; at += Size)
            {
                said.Add(new SaidCapture(
                    BinaryPrimitives.ReadUInt128LittleEndian(buffer.AsSpan(at)),
                    BinaryPrimitives.ReadUInt128LittleEndian(buffer.AsSpan(at + 16))));
            }
        }

        return said;
    }

    public int CompareTo(SaidCapture other) => Capture.CompareTo(other.Capture);
}
