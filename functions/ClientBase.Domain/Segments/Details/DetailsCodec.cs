using ClientBase.Domain.Segments.Facts;

namespace ClientBase.Domain.Segments.Details;

/// <summary>Packs and unpacks the details of a shard's contacts. Each text is written once for the whole shard.</summary>
public static class DetailsCodec
{
    private const int Version = 1;

    [Flags]
    private enum Has
    {
        Nothing = 0,
        Text = 8, // The three bits below are the kind.
        Also = 16,
        Shop = 32,
        Number = 64,
        Raw = 128, // The number does not fit 64 bits at its scale.
    }

    /// <summary>Nobody.</summary>
    public static ReadOnlyMemory<byte> Empty { get; } = new Packer().Finish();

    /// <summary>Packs contacts, which are in the ordinal order of their ids.</summary>
    public static ReadOnlyMemory<byte> Pack(IEnumerable<ContactDetails> contacts)
    {
        var packer = new Packer();
        foreach (var contact in contacts)
        {
            packer.Add(contact);
        }

        return packer.Finish();
    }

    /// <summary>The contacts one by one.</summary>
    /// <exception cref="InvalidDataException">The bytes are of a newer version of the app.</exception>
    public static IEnumerable<ContactDetails> Unpack(ReadOnlyMemory<byte> details)
    {
        var reader = Begin(details);
        var texts = reader.Texts();
        for (var left = reader.Number(); left > 0; left--)
        {
            var one = new ContactDetails(reader.Text())
            {
                LastSeenAt = reader.Number() is > 0 and var seen ? DateTimeOffset.FromUnixTimeMilliseconds((long)seen - 1) : null,
            };
            var person = Read(reader, texts);
            for (var parts = reader.Number(); parts > 0; parts--)
            {
                one.SetPart(reader.Eight(), Read(reader, texts));
            }

            one.SetSorted(person, Read(reader, texts), Read(reader, texts));
            yield return one;
        }
    }

    private static ByteReader Begin(ReadOnlyMemory<byte> details)
    {
        var reader = new ByteReader(details);
        var version = reader.Number();
        return version <= Version
            ? reader
            : throw new InvalidDataException(
                $"Details have version {version}, and this app knows versions up to {Version}: deploy the newer app again.");
    }

    private static Detail[] Read(ByteReader reader, List<string> texts)
    {
        var details = new Detail[(int)reader.Number()];
        var at = 0L;
        for (var i = 0; i < details.Length; i++)
        {
            var has = (int)reader.Number();
            string Next(Has what) => (has & (int)what) != 0 ? texts[(int)reader.Number()] : "";
            at += reader.Signed();
            var name = texts[(int)reader.Number()];
            details[i] = new Detail((DetailKind)(has & 7), name, DateTimeOffset.FromUnixTimeMilliseconds(at))
            {
                Text = Next(Has.Text),
                Also = Next(Has.Also),
                Shop = Next(Has.Shop),
                Number = (has & (int)Has.Number) != 0 ? reader.Money((int)reader.Number(), (has & (int)Has.Raw) != 0) : 0m,
            };
        }

        return details;
    }

    /// <summary>Packs one contact after the other, so that a shard never lies in memory whole.</summary>
    /// <param name="expected">How many bytes there are going to be, about.</param>
    public sealed class Packer(int expected = 256)
    {
        private readonly ByteWriter _body = new(expected);
        private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
        private readonly List<string> _texts = [];
        private int _count;

        /// <summary>Adds a contact; contacts come in the ordinal order of their ids.</summary>
        public void Add(ContactDetails contact)
        {
            _count++;
            _body.Text(contact.Id);
            _body.Number(contact.LastSeenAt is { } seen ? (ulong)seen.ToUnixTimeMilliseconds() + 1 : 0);
            Write(contact.Person);
            _body.Number((ulong)contact.Parts.Count);
            foreach (var (key, part) in contact.Parts)
            {
                _body.Eight(key);
                Write(part);
            }

            Write(contact.Events);
            Write(contact.Visits);
        }

        /// <summary>All of it.</summary>
        public ReadOnlyMemory<byte> Finish()
        {
            var all = new ByteWriter();
            all.Number(Version);
            all.Texts(_texts);
            all.Number((ulong)_count);
            return all.With(_body);
        }

        private void Write(IReadOnlyList<Detail> details)
        {
            _body.Number((ulong)details.Count);
            var last = 0L;
            foreach (var one in details)
            {
                var isRaw = !PowersOfTen.Fits(one.Number, one.Number.Scale);
                var has = (one.Text.Length > 0 ? Has.Text : 0) | (one.Also.Length > 0 ? Has.Also : 0) | (one.Shop.Length > 0 ? Has.Shop : 0)
                    | (one.Number != 0m ? Has.Number : 0) | (isRaw ? Has.Raw : 0);
                var at = one.At.ToUnixTimeMilliseconds();
                _body.Number((ulong)((int)has | (int)one.Kind));
                _body.Signed(at - last);
                _body.Number(NumberOf(one.Name));
                last = at;
                foreach (var text in (ReadOnlySpan<string>)[one.Text, one.Also, one.Shop])
                {
                    if (text.Length > 0)
                    {
                        _body.Number(NumberOf(text));
                    }
                }

                if (one.Number != 0m)
                {
                    _body.Number(one.Number.Scale);
                    _body.Money(one.Number, one.Number.Scale, isRaw);
                }
            }
        }

        private ulong NumberOf(string text)
        {
            if (!_numbers.TryGetValue(text, out var number))
            {
                number = _texts.Count;
                _numbers[text] = number;
                _texts.Add(text);
            }

            return (ulong)number;
        }
    }
}
