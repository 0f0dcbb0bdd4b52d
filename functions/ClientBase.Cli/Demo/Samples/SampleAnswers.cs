using System.Globalization;
using ClientBase.Cli.Demo.Samples.People;
using ClientBase.Cli.Demo.Samples.Shops;

namespace ClientBase.Cli.Demo.Samples;

/// <summary>What customers answer when asked: how likely they recommend the shop, what they think of what they bought.</summary>
internal static class SampleAnswers
{
    private const int Polled = 48;
    private const int Reviewing = 30;
    private const int Waiting = 9;

    // Most are glad, as those are who answer at all.
    private static readonly int[] Scores = [10, 9, 10, 8, 9, 10, 7, 9, 6, 10, 8, 3];
    private static readonly int[] Ratings = [5, 5, 4, 5, 3, 5, 4, 2];

    private static readonly string[] Words =
        ["Fresh and well packed.", "Came a day late, the tea is fine.", "As described.", "The lid does not close well.", "Will buy again."];

    /// <summary>What is posted.</summary>
    /// <param name="buyers">Customers with an address, in any order.</param>
    /// <param name="visitors">People with an address who have not bought.</param>
    /// <param name="orders">All orders.</param>
    public static IEnumerable<FormPost> Of(
        IReadOnlyList<SamplePerson> buyers, IReadOnlyList<SamplePerson> visitors, ILookup<SamplePerson, SampleOrder> orders)
    {
        foreach (var (at, person) in buyers.Take(Polled).Index())
        {
            yield return Post(
                SampleForms.Poll, person, ("score", Digits(Scores[at % Scores.Length])), ("message", Words[at % Words.Length]));
        }

        foreach (var (at, person) in buyers.Skip(Polled / 2).Take(Reviewing).Index())
        {
            yield return Post(
                SampleForms.Review,
                person,
                ("rating", Digits(Ratings[at % Ratings.Length])),
                ("productId", Digits(orders[person].First().Lines[0].Product.Id)),
                ("message", Words[at % Words.Length]));
        }

        foreach (var person in visitors.Take(Waiting))
        {
            yield return Post(SampleForms.Alert, person, ("productId", SampleForms.AlertProduct));
        }
    }

    private static FormPost Post(string form, SamplePerson person, params (string Name, string Value)[] said) => new(
        form, said.Append(("email", person.Email!)).Append(("consent_processing", "on")).ToDictionary(one => one.Item1, one => one.Item2));

    private static string Digits(int number) => number.ToString(CultureInfo.InvariantCulture);
}
