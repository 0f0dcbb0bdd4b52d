using System.Buffers;
using System.Text;

namespace ClientBase.Domain.Segments.Ranking;

/// <summary>
/// The ids of many contacts as bytes one after another: a third of what they take as strings, and few are ever asked for.
/// </summary>
internal sealed class IdColumn
{
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly List<int> _ends = [];

    public int Count => _ends.Count;

    public string this[int number] =>
        Encoding.UTF8.GetString(_bytes.WrittenSpan[(number == 0 ? 0 : _ends[number - 1]).._ends[number]]);

    public void Add(string id)
    {
        Encoding.UTF8.GetBytes(id, _bytes);
        _ends.Add(_bytes.WrittenCount);
    }
}
