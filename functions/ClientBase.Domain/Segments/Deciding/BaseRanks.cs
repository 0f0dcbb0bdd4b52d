using ClientBase.Domain.Segments.Facts;
using ClientBase.Domain.Segments.Rules;

namespace ClientBase.Domain.Segments.Deciding;

/// <summary>
/// The places of a base's contacts by the numbers that rules ask a top share of; contacts come in the ordinal order of their ids. Numbers
/// of orders rank those who bought. What only details tell ranks nobody.
/// </summary>
internal sealed class BaseRanks(IEnumerable<TopShare> tops, ShopKnowledge shop, DateTimeOffset asOf)
{
    private readonly Dictionary<string, Ranking> _byField =
        tops.Select(top => top.Field).Distinct().ToDictionary(field => field, _ => new Ranking(), StringComparer.Ordinal);

    public void Add(ContactFacts contact, in CustomerFacts facts)
    {
        foreach (var (field, ranking) in _byField)
        {
            ranking.Add(ValueOf(field, contact, facts));
        }
    }

    public void Rank()
    {
        foreach (var ranking in _byField.Values)
        {
            ranking.Rank();
        }
    }

    /// <summary>The place of a contact by a field, from 1, and how many are ranked; null when it is not ranked.</summary>
    public (int Position, int Count)? PlaceOf(string field, int contact) => _byField[field].PlaceOf(contact);

    private decimal? ValueOf(string field, ContactFacts contact, in CustomerFacts facts) => field switch
    {
        "orders.total" when facts.Orders > 0 => facts.Total,
        "orders.count" when facts.Orders > 0 => facts.Orders,
        "orders.average" when facts.Orders > 0 => facts.AverageCheck,
        "orders.refunded" when facts.Orders > 0 => facts.Refunded,
        "loyalty.spent" when facts.Orders > 0 => shop.Spent(contact.Orders, asOf),
        "forecast.orders90d" => (decimal?)shop.Expected(contact.Orders, asOf)?.ExpectedOrders90d,
        "forecast.value12m" => (decimal?)shop.Expected(contact.Orders, asOf)?.Value12m,
        "forecast.atStake" => (decimal?)shop.Expected(contact.Orders, asOf)?.AtStake,
        "age" when facts.Profile.BirthDate is { } born => Rules.Evaluation.Birthdays.Age(born, DateOnly.FromDateTime(asOf.UtcDateTime)),
        _ => null,
    };

    private sealed class Ranking
    {
        private readonly List<decimal> _values = [];
        private readonly List<int> _whose = [];
        private int[] _places = [];
        private int _contacts;

        public void Add(decimal? value)
        {
            if (value is { } known)
            {
                _values.Add(known);
                _whose.Add(_contacts);
            }

            _contacts++;
        }

        public void Rank()
        {
            _places = new int[_contacts];
            var values = _values.ToArray();
            var numbers = Enumerable.Range(0, values.Length).ToArray();
            Array.Sort(numbers, (a, b) => values[b].CompareTo(values[a]) is var byValue && byValue != 0 ? byValue : a.CompareTo(b));
            for (var place = 0; place < numbers.Length; place++)
            {
                _places[_whose[numbers[place]]] = place + 1;
            }
        }

        public (int Position, int Count)? PlaceOf(int contact) =>
            contact < _places.Length && _places[contact] is > 0 and var place ? (place, _values.Count) : null;
    }
}
