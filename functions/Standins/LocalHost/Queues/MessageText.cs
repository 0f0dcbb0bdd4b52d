using ClientBase.LocalHost.Configuration;

namespace ClientBase.LocalHost.Queues;

/// <summary>The encoding of message bodies on the wire.</summary>
internal sealed class MessageText(QueueOptions options)
{
    /// <summary>Bytes of a message in a storage queue, after encoding.</summary>
    /// <see href="https://learn.microsoft.com/azure/storage/queues/scalability-targets"/>
    private const int MaxLength = 64 * 1024;

    /// <exception cref="InvalidOperationException">The message is too long for a queue.</exception>
    public string Encode(BinaryData body, string queue)
    {
        var text = options.Base64 ? Convert.ToBase64String(body.ToMemory().Span) : body.ToString();
        var length = options.Base64 ? text.Length : body.ToMemory().Length;
        return length <= MaxLength
            ? text
            : throw new InvalidOperationException(
                $"A message of {body.ToMemory().Length} bytes ({length} encoded) is too long for queue '{queue}', " +
                $"which takes {MaxLength} encoded. Put the body in a blob and send its name.");
    }

    /// <exception cref="FormatException">The text is not in the encoding of this app's queues.</exception>
    public BinaryData Decode(string text) => options.Base64
        ? BinaryData.FromBytes(Convert.FromBase64String(text))
        : BinaryData.FromString(text);
}
