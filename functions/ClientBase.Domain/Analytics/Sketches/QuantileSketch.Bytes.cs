namespace ClientBase.Domain.Analytics.Sketches;

/// <content>
/// The stored form, little-endian: limit (4), level size (4), moved up (8), moved down (8), number of levels (4); then for each level how
/// many values it has (4) and the values (8 each).
/// </content>
public sealed partial class QuantileSketch
{
    private const int HeaderSize = 28;
    private const int MostLevels = 63;

    /// <summary>How many bytes <see cref="ToBytes"/> gives: 28, 4 for each level and 8 for each value that is kept.</summary>
    public int Size => HeaderSize + _levels.Sum(level => sizeof(int) + (sizeof(long) * level.Count));

    /// <summary>The sketch as bytes, to be stored or sent.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[Size];
        using var writer = new BinaryWriter(new MemoryStream(bytes));
        writer.Write(Limit);
        writer.Write(LevelSize);
        writer.Write(_movedUp);
        writer.Write(_movedDown);
        writer.Write(_levels.Count);
        foreach (var level in _levels)
        {
            writer.Write(level.Count);
            level.ForEach(writer.Write);
        }

        return bytes;
    }

    /// <summary>The sketch that gave these bytes; values added to it have the same effect as on the original.</summary>
    /// <exception cref="FormatException">Not the bytes of a sketch, or not all of them.</exception>
    public static QuantileSketch FromBytes(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes));
        try
        {
            return Read(reader, bytes.Length);
        }
        catch (Exception error) when (error is EndOfStreamException or ArgumentOutOfRangeException or OverflowException)
        {
            throw new FormatException("These are not the bytes of a sketch.", error);
        }
    }

    private static QuantileSketch Read(BinaryReader reader, int size)
    {
        var sketch = new QuantileSketch(reader.ReadInt32(), reader.ReadInt32())
        {
            _movedUp = reader.ReadInt64(),
            _movedDown = reader.ReadInt64(),
        };
        var levels = reader.ReadInt32();
        Require(levels is > 0 and <= MostLevels, "number of levels");
        Require(levels == 1 ? sketch is { _movedUp: 0, _movedDown: 0 } : sketch is { _movedUp: >= 0, _movedDown: >= 0 }, "error");

        sketch.Level(levels - 1);
        for (var level = 0; level < levels; level++)
        {
            var count = reader.ReadInt32();
            Require(count >= 0 && count <= sketch.Capacity, "number of values");
            sketch.Count = checked(sketch.Count + (count * (1L << level)));
            for (var i = 0; i < count; i++)
            {
                sketch._levels[level].Add(reader.ReadInt64());
            }
        }

        Require(sketch.Size == size, "length");
        return sketch;
    }

    private static void Require(bool holds, string what)
    {
        if (!holds)
        {
            throw new FormatException($"These are not the bytes of a sketch: its {what} cannot be.");
        }
    }
}
