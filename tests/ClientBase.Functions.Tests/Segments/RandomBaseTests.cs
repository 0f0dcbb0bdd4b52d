using ClientBase.Domain.Forecast;
using ClientBase.Domain.Loyalty;
using ClientBase.Domain.Orders;
using ClientBase.Domain.Segments.Rules;
using ClientBase.Domain.Tests.Segments.Rules;
using ClientBase.Functions.Contacts.Loyalty;
using ClientBase.Functions.Loyalty.Points;
using ClientBase.Functions.Segments.Defining;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Segments;

/// <summary>
/// Random bases, each made from the one before: people do something, time passes, a rule changes. What is stored is what a naive
/// interpreter says of plain dictionaries.
/// </summary>
[Trait("Category", "Slow")]
public sealed class RandomBaseTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private const int People = 12;
    private const int Rules = 8;

    private static readonly string[] Cities = ["Москва", "Казань", "Omsk"];
    private static readonly string[] Products = ["42", "7", "чай"];
    private static readonly string[] Forms = ["news", "quiz"];

    // Most points expire while the bases go on.
    private static readonly LoyaltyProgram Program =
        new("RUB", [new("silver", 150, 3), new("gold", 400, 5)], 0.1m, "40d", null);

    private readonly SegmentBase _base = new(azurite);
    private readonly Dictionary<string, (string Email, Person Person)> _people = [];
    private readonly SortedDictionary<string, Rule> _rules = new(StringComparer.Ordinal);
    private Random _random = new(0);
    private readonly List<decimal> _given = [];
    private int _orders;

    public async ValueTask InitializeAsync()
    {
        await _base.CreateAsync();
        await _base.Get<LoyaltyTerms>().PutAsync(Program, default);
    }

    public ValueTask DisposeAsync()
    {
        _base.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public Task Ten_random_bases_are_evaluated_as_a_naive_interpreter_does() => RunAsync(seed: 1, bases: 10);

    [Fact]
    [Trait("Category", "Slow")]
    public Task Sixty_random_bases_are_evaluated_as_a_naive_interpreter_does() => RunAsync(seed: 2, bases: 60);

    private async Task RunAsync(int seed, int bases)
    {
        _random = new Random(seed);
        for (var i = 0; i < bases; i++)
        {
            foreach (var number in Enumerable.Range(0, People).Where(_ => _random.Next(3) == 0))
            {
                await ActAsync($"p{number}@example.com");
            }

            await ChangeRuleAsync();
            _base.Clock.Advance(TimeSpan.FromHours(_random.Next(3) switch { 0 => 0, 1 => 7, _ => 24 * _random.Next(12) }));
            await (i % 10 == 9 ? _base.RebuildAsync() : _base.RecomputeAsync());
            await AssertEqualAsync(i);
        }
    }

    private async Task AssertEqualAsync(int number)
    {
        var now = _base.Clock.GetUtcNow();
        var expected = new List<string>();
        var fit = await _base.Get<KeptModel<FittedShop>>().GetAsync(isFresh: true, default);
        foreach (var (id, (_, person)) in _people)
        {
            PlainFigures.Expect(person, fit, now);
            PlainFigures.Reckon(person, now);
            person.Segments.Clear();
            string[] types = person.Orders.Count(order => order.At <= now) switch { 0 => ["potential"], 1 => ["working"], _ => [] };
            person.Segments.UnionWith(types);
            foreach (var segment in SegmentGraph.Of(_rules).Order)
            {
                if (Interpreter.Is(_rules[segment].Expression, person, now))
                {
                    person.Segments.Add(segment);
                    expected.Add($"{segment} {id}");
                }
            }
        }

        var stored = (await _base.MembershipsAsync()).Where(member => member[0] == 'r' && char.IsAsciiDigit(member[1]));
        Assert.True(
            expected.Order(StringComparer.Ordinal).SequenceEqual(stored.Order(StringComparer.Ordinal)),
            $"base {number}: {string.Join(", ", expected.Except(stored).Concat(stored.Except(expected)).Select(Show))}");
    }

    private string Show(string member) => $"{member} ({_rules.GetValueOrDefault(member.Split(' ')[0])})";

    private async Task ChangeRuleAsync()
    {
        var id = $"r{_random.Next(Rules)}";
        if (_random.Next(6) == 0)
        {
            if (!_rules.Any(rule => rule.Value.Needs.Segments.Contains(id)) && _rules.Remove(id))
            {
                await _base.Get<OwnSegments>().DeleteAsync(id, default);
            }

            return;
        }

        var rule = Rule.Parse(Text(2)).Rule!;
        var before = _rules.GetValueOrDefault(id);
        _rules[id] = rule;
        if (!IsFine())
        {
            _ = before is null ? _rules.Remove(id) : (_rules[id] = before) is not null;
            return;
        }

        await _base.DefineAsync(id, rule.ToString());
    }

    private bool IsFine() =>
        SegmentGraph.Of(_rules) is { Cycle: null, Unknown: var unknown } && unknown.All(id => id is "potential" or "working");

    private string Text(int depth) => depth == 0 ? Leaf() : _random.Next(4) switch
    {
        0 => $"not ({Text(depth - 1)})",
        1 => $"({Text(depth - 1)}) and ({Text(depth - 1)})",
        2 => $"({Text(depth - 1)}) or ({Text(depth - 1)})",
        _ => Leaf(),
    };

    private string Leaf() => _random.Next(26) switch
    {
        0 => $"orders.count{Window()} {Op()} {_random.Next(4)}",
        1 => $"orders.total{Window()} {Op()} {_random.Next(300)}",
        2 => $"orders.average{Window()} {Op()} {_random.Next(100)}",
        3 => $"orders.last older than {_random.Next(40)} days",
        4 => $"orders.first within {_random.Next(60)} days",
        5 => $"orders.refunded{Window()} > {_random.Next(30)}",
        6 => $"bought product \"{One(Products)}\"{Times()}{Window()}",
        7 => $"filled form \"{One(Forms)}\"{Times()}{Window()}",
        8 => $"filled form any{Times()}{Window()}",
        9 => $"city in (\"{One(Cities)}\", \"{One(Cities)}\")",
        10 => $"custom.size {Op()} {_random.Next(50)}",
        11 => $"birthday within {_random.Next(60)} days",
        12 => $"age in {_random.Next(10, 40)}..{_random.Next(41, 90)}",
        13 => $"firstSeen at least {_random.Next(30)} days ago",
        14 => "consent.marketing",
        15 => $"orders.discount{Window()} > {_random.Next(20)}",
        16 => "city is known",
        17 => $"forecast.alive {Op()} {_random.Next(10, 100)} %",
        18 => $"value.year > {_random.Next(600)}",
        19 => $"forecast.next in the next {_random.Next(1, 60)} days",
        20 => $"loyalty.points {Op()} {_random.Next(30)}",
        21 => $"loyalty.expiring {Op()} {_random.Next(20)}",
        22 => $"loyalty.expires in the next {_random.Next(1, 40)} days",
        23 => $"loyalty.tier = {One(["silver", "gold"])} or loyalty.spent < {_random.Next(300)}",
        24 => "loyalty.expires is unknown",
        _ => $"in segment {One(["potential", "working", $"r{_random.Next(Rules)}"])}",
    };

    private string Window() => _random.Next(2) == 0 ? "" : $" within {_random.Next(1, 60)} {One(["days", "hours", "weeks"])}";

    private string Times() => _random.Next(2) == 0 ? "" : $" at least {_random.Next(1, 4)} times";

    private string Op() => One(["=", "!=", "<", "<=", ">", ">="]);

    private string One(string[] items) => items[_random.Next(items.Length)];

    private async Task ActAsync(string email)
    {
        _base.Clock.Advance(TimeSpan.FromSeconds(1)); // No two things happen at one time.
        var daysAgo = _random.Next(20);
        var at = _base.Clock.GetUtcNow().AddDays(-daysAgo);
        var form = One(Forms);
        var capture = _base.SaysBy(email, daysAgo, $"form:{form}");
        var done = new List<Action<Person>>
        {
            person => person.Events.Add(("filled form", at, form)),
            person => person.Instants["firstSeen"] = Earlier(person, at),
        };
        switch (_random.Next(7))
        {
            case 4:
                _given.Add(_random.Next(2) == 0 ? -_random.Next(1, 10) : _random.Next(1, 20));
                break;
            case 0:
                var city = One(Cities);
                capture.Field("city", city);
                done.Add(person => Latest(person, "city", at, () => person.Texts["city"] = [city]));
                break;
            case 1:
                var size = $"{_random.Next(50)}";
                capture.Field("custom.size", size);
                done.Add(person => Latest(person, "size", at, () => person.Size = size));
                break;
            case 2:
                var born = new DateOnly(1940, 1, 1).AddDays(_random.Next(28_000));
                capture.Field("birthDate", born.ToString("O", null));
                done.Add(person => Latest(person, "born", at, () => person.Born = born));
                break;
            case 3:
                var isGranted = _random.Next(2) == 0;
                capture.Consent("marketing", "email", email, isGranted);
                done.Add(person => Latest(person, "consent", at, () =>
                    _ = isGranted ? person.Flags.Add("consent.marketing") : person.Flags.Remove("consent.marketing")));
                break;
            default:
                Order(capture, done);
                break;
        }

        var id = await _base.FileAsync(capture.Build());
        if (!_people.TryGetValue(id, out var known))
        {
            _people[id] = known = (email, new Person());
        }

        done.ForEach(act => act(known.Person));
        foreach (var delta in _given)
        {
            var now = DateTimeOffset.FromUnixTimeMilliseconds(_base.Clock.GetUtcNow().ToUnixTimeMilliseconds());
            var given = await _base.Get<PointsStore>().AddAsync(id, $"entry-{_orders++}", delta, null, null, default);
            if (!given!.IsShort)
            {
                known.Person.Points.Add((now, delta));
            }
        }

        _given.Clear();
    }

    private void Order(Domain.Contacts.CaptureBuilder capture, List<Action<Person>> done)
    {
        var placed = _base.Clock.GetUtcNow().AddDays(-_random.Next(80));
        var (total, discount, id) = (_random.Next(1, 200), _random.Next(3) * 5, $"o{_orders++}");
        var refunded = _random.Next(4) == 0 ? _random.Next(total) : 0;
        var products = Products.Where(_ => _random.Next(2) == 0).ToList();
        capture.Order("acme", id, new OrderVersion(placed, total, "RUB", Counts: true, default)
        {
            Discount = discount,
            Lines = [.. products.Select(product => new OrderLine(product, null, null, null, 1, 1m))],
        });
        if (refunded > 0)
        {
            capture.Refund("acme", id, "r", refunded);
        }

        // No order is placed after it is told of: a clock that runs ahead is set right.
        done.Add(person =>
        {
            var at = capture.Build().Says.Orders.Values.Single().Version!.PlacedAt;
            person.Orders.Add((at, total, refunded));
            person.Events.AddRange(products.Select(product => ("bought product", at, product)));
            person.Instants["firstSeen"] = Earlier(person, at);
            if (discount > 0)
            {
                person.Discounts.Add((at, discount));
            }
        });
    }

    private static DateTimeOffset Earlier(Person person, DateTimeOffset at) =>
        person.Instants.TryGetValue("firstSeen", out var known) && known < at ? known : at;

    // Of two statements the later one counts, whichever came first.
    private static void Latest(Person person, string what, DateTimeOffset at, Action take)
    {
        var key = "said " + what;
        if (!person.Instants.TryGetValue(key, out var known) || known < at)
        {
            person.Instants[key] = at;
            take();
        }
    }
}
