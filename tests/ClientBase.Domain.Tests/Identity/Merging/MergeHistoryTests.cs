using System.Globalization;
using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Domain.Contacts.Phones;
using ClientBase.Domain.Identity;
using ClientBase.Domain.Identity.Merging;

namespace ClientBase.Domain.Tests.Identity.Merging;

/// <summary>Merges and undos in any order, over thousands of random histories.</summary>
public sealed class MergeHistoryTests
{
    private const int Histories = 2_000;
    private static readonly DateTimeOffset Noon = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly (string Purpose, string Channel)[] Questions =
        [(ConsentPurpose.Offers, "any"), (ConsentPurpose.Marketing, "email"), (ConsentPurpose.Processing, "any")];

    [Fact]
    [Trait("Category", "Slow")]
    public void Whatever_was_merged_and_undone_each_event_ends_with_whom_its_keys_name()
    {
        for (var seed = 0; seed < Histories; seed++)
        {
            var history = new History(seed);
            history.Run();
            history.UndoAll();

            foreach (var (person, contactId) in history.ContactOf)
            {
                var own = FiledCapture.Fold(history.SaidBy(person));
                Assert.True(
                    ContactHash.Of(own) == ContactHash.Of(history.Cards[contactId]), $"History {seed}: {person} is not what they said.");
                Assert.Equal(
                    history.SaidBy(person).Select(capture => capture.Id).Order(),
                    history.Filed.Where(filed => filed.ContactId == contactId).Select(filed => filed.Capture.Id).Order());
            }
        }
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void No_merge_and_no_undo_widens_a_consent()
    {
        var merges = 0;
        for (var seed = 0; seed < Histories; seed++)
        {
            var history = new History(seed);
            history.Merged += (one, other, both) =>
            {
                merges++;
                foreach (var (purpose, channel) in AllowedBy(both))
                {
                    Assert.DoesNotContain(
                        ConsentView.Of(one.Consents).Concat(ConsentView.Of(other.Consents)),
                        answer => answer.Purpose == purpose && answer.Channel == channel && !answer.Statement.Granted);
                }
            };
            history.Undone += (person, card) =>
            {
                var own = FiledCapture.Fold(history.SaidBy(person)).Consents;
                foreach (var (purpose, channel) in AllowedBy(card))
                {
                    Assert.True(ConsentView.Allows(own, purpose, channel), $"History {seed}: {purpose} was widened by an undo.");
                }
            };
            history.Run();
            history.UndoAll();
        }

        Assert.True(merges > Histories);
    }

    private static IEnumerable<(string Purpose, string Channel)> AllowedBy(Contact contact) =>
        Questions.Where(asked => ConsentView.Allows(contact.Consents, asked.Purpose, asked.Channel));

    /// <summary>Some people, what they say, and merges and undos of their contacts, as the app stores them.</summary>
    private sealed class History(int seed)
    {
        private const int People = 4;
        private const int Steps = 16;

        private readonly Random _random = new(seed);
        private readonly Dictionary<string, string> _mergedInto = new(StringComparer.Ordinal);
        private readonly Dictionary<int, List<CapturedEvent>> _said = [];
        private int _minute;

        public Dictionary<string, Contact> Cards { get; } = new(StringComparer.Ordinal);

        public List<FiledCapture> Filed { get; } = [];

        public Dictionary<int, string> ContactOf { get; } = [];

        public event Action<Contact, Contact, Contact> Merged = (_, _, _) => { };

        public event Action<int, Contact> Undone = (_, _) => { };

        public List<CapturedEvent> SaidBy(int person) => _said[person];

        public void Run()
        {
            for (var step = 0; step < Steps; step++)
            {
                _minute += 10;
                switch (_random.Next(5))
                {
                    case 0 when Roots.Count > 1:
                        Merge();
                        break;
                    case 1 when Tops.Count > 0:
                        Undo(Tops[_random.Next(Tops.Count)]);
                        break;
                    default:
                        File();
                        break;
                }
            }
        }

        public void UndoAll()
        {
            while (Tops is { Count: > 0 } tops)
            {
                _minute += 10;
                Undo(tops[_random.Next(tops.Count)]);
            }

            foreach (var (person, contactId) in ContactOf)
            {
                Undone(person, Cards[contactId]);
            }
        }

        private List<string> Roots => [.. Cards.Keys.Where(id => !_mergedInto.ContainsKey(id)).Order(StringComparer.Ordinal)];

        // Merges on top are undone first.
        private List<MergeId> Tops =>
        [
            .. _mergedInto.Where(one => !_mergedInto.ContainsKey(one.Value)).Select(one => new MergeId(one.Value, one.Key))
                .OrderBy(merge => merge.ToString(), StringComparer.Ordinal),
        ];

        private DateTimeOffset Now => Noon.AddMinutes(_minute);

        private void File()
        {
            var person = _random.Next(People);
            var capture = Says(person);
            if (!_said.TryGetValue(person, out var said))
            {
                _said[person] = said = [];
                ContactOf[person] = string.Create(CultureInfo.InvariantCulture, $"0{person}") + new string((char)('a' + person), 24);
                Cards[ContactOf[person]] = new Contact { Id = ContactOf[person] };
            }

            said.Add(capture);
            var root = ContactOf[person];
            while (_mergedInto.TryGetValue(root, out var into))
            {
                root = into;
            }

            Filed.Add(new FiledCapture(capture, root, Cards[root].MergedFrom));
            Cards[root] = Cards[root].Join(capture.Says);
        }

        // Each names one person; news come late.
        private CapturedEvent Says(int person)
        {
            _ = EmailAddress.TryParse($"p{person}@example.com", out var email);
            _ = PhoneNumber.TryParse($"+7916123450{person}", null, out var phone);
            var capture = new CaptureBuilder($"c{_minute}", "form:test", "form", Noon.AddMinutes(_minute - _random.Next(60))).Email(email)
                .Phone(_random.Next(2) == 0 ? phone : null).Field(ContactFields.City, $"c{_random.Next(5)}");
            foreach (var (purpose, channel) in Questions.Where(_ => _random.Next(2) == 0))
            {
                capture.Consent(purpose, channel, _random.Next(3) == 0 ? email!.Value : "", _random.Next(2) == 0);
            }

            return capture.Build();
        }

        private void Merge()
        {
            var pair = Roots.ToArray();
            _random.Shuffle(pair);
            var marks = ApartMark.Between(Cards[pair[0]], Cards[pair[1]]).ToList();
            var (one, other) = (Without(Cards[pair[0]], marks), Without(Cards[pair[1]], marks));
            var survivor = IdentityResolver.Survivor([one, other]).Id == one.Id ? one : other;
            var absorbed = survivor == one ? other : one;
            var merge = new MergeId(survivor.Id, absorbed.Id);
            var joined = survivor.Join(absorbed);
            if (StrictestConsent.Of(merge, survivor, absorbed, Now) is { } refusal)
            {
                joined = joined.Join(refusal.Says);
                Filed.Add(new FiledCapture(refusal, survivor.Id, joined.MergedFrom.Add(absorbed.Id)));
            }

            Cards[absorbed.Id] = absorbed;
            Cards[survivor.Id] = joined with { MergedFrom = joined.MergedFrom.Add(absorbed.Id) };
            _mergedInto[absorbed.Id] = survivor.Id;
            Merged(survivor, absorbed, Cards[survivor.Id]);
        }

        private static Contact Without(Contact contact, List<string> marks) => contact with { NotSame = contact.NotSame.Except(marks) };

        private void Undo(MergeId merge)
        {
            var (survivor, absorbed) = (Cards[merge.Survivor], Cards[merge.Absorbed]);
            var split = MergeUndo.Decide(
                survivor, absorbed, [.. Filed.Where(filed => survivor.AllIds.Contains(filed.ContactId))], UndoDecisions.None);
            Assert.DoesNotContain(split.Decisions.Kept, id => id[0] == 'c'); // Each names one person.
            var moved = split.Moved.Select(capture => capture.Id).ToHashSet(StringComparer.Ordinal);
            Filed.RemoveAll(filed => filed.ContactId == merge.Survivor
                && (moved.Contains(filed.Capture.Id) || filed.Capture.Id == StrictestConsent.IdOf(merge)));
            Filed.AddRange(split.Moved.Select(capture => new FiledCapture(capture, merge.Absorbed, absorbed.MergedFrom)));
            (Cards[merge.Survivor], Cards[merge.Absorbed]) = (split.Survivor, split.Restored);
            _mergedInto.Remove(merge.Absorbed);
            Assert.True(ApartMark.Bars(split.Survivor, split.Restored));
        }
    }
}
