using System.Buffers;
using System.Collections.Concurrent;
using System.Text;
using Azure.Core;
using Azure.Data.Tables.Serialization;

namespace Azure.Data.Tables.Protocol;

/// <summary>A request body in a buffer that is used again for later requests.</summary>
internal sealed class RequestBuffer : RequestContent
{
    private const int MostPooled = 32;
    private const int LargestPooled = 1024 * 1024;
    private static readonly ConcurrentQueue<RequestBuffer> Pool = new();

    private readonly ArrayBufferWriter<byte> _bytes = new(4096);
    private readonly EntityWriter _entities;

    private RequestBuffer() => _entities = new EntityWriter(_bytes);

    public int Length => _bytes.WrittenCount;

    public static RequestBuffer Rent() => Pool.TryDequeue(out var buffer) ? buffer : new RequestBuffer();

    /// <summary>
    /// Gives the buffer back. Only after an answer that proves the body was read: after a failure or a timeout the transport may still be
    /// sending from it.
    /// </summary>
    public void Recycle()
    {
        if (_bytes.Capacity <= LargestPooled && Pool.Count < MostPooled)
        {
            _bytes.ResetWrittenCount();
            Pool.Enqueue(this);
        }
    }

    public void Write(ITableEntity entity) => _entities.Write(entity);

    public void Write(ReadOnlySpan<byte> ascii) => _bytes.Write(ascii);

    public void Write(ReadOnlySpan<char> text) => Encoding.UTF8.GetBytes(text, _bytes);

    public override bool TryComputeLength(out long length)
    {
        length = _bytes.WrittenCount;
        return true;
    }

    public override void WriteTo(Stream stream, CancellationToken cancellation) => stream.Write(_bytes.WrittenSpan);

    public override Task WriteToAsync(Stream stream, CancellationToken cancellation) =>
        stream.WriteAsync(_bytes.WrittenMemory, cancellation).AsTask();

    /// <summary>Nothing: the message disposes its content, and the buffer outlives it.</summary>
    public override void Dispose()
    {
    }
}
