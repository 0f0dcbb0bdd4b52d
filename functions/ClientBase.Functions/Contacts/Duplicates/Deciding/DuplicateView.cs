using ClientBase.Domain.Identity.Duplicates;
using ClientBase.Domain.Identity.Merging;

namespace ClientBase.Functions.Contacts.Duplicates.Deciding;

/// <summary>Two contacts that may be one person.</summary>
/// <param name="Id">Id of the suggestion, the same for the same two.</param>
/// <param name="A">One contact.</param>
/// <param name="B">The other.</param>
/// <param name="Score">The probability that they are one person, 0 to 1.</param>
/// <param name="Explanation">What speaks for it and against it.</param>
public sealed record DuplicateView(string Id, string A, string B, double Score, IReadOnlyList<AgreementView> Explanation)
{
    private const int Places = 4;

    /// <summary>A suggestion to show.</summary>
    public static DuplicateView Of(string a, string b, PairExplanation why) => new(
        ApartMark.Of(a, b), a, b, Math.Round(why.Probability, Places), AgreementView.Of(why));
}

/// <summary>What one field says.</summary>
/// <param name="Field">
/// The field; <c>household</c>: what is taken off because people who live together agree in much; <c>prior</c>: how rarely any two are one.
/// </param>
/// <param name="Agreement">How far the two agree in it.</param>
/// <param name="Weight">What it adds to the odds, in bits: all weights together give the score. Negative where it speaks against.</param>
/// <param name="A">The value of the one; null where it is about no value.</param>
/// <param name="B">The value of the other.</param>
public sealed record AgreementView(string Field, string Agreement, double Weight, string? A, string? B)
{
    private const int Places = 2;

    /// <summary>An explanation to show: what says nothing of a value, such as names in their usual order, is part of the prior.</summary>
    public static IReadOnlyList<AgreementView> Of(PairExplanation why)
    {
        var told = why.Fields.Where(one => one.A is not null || one.B is not null || Math.Abs(one.Bits) >= 1).ToList();
        var prior = why.PriorBits + why.Fields.Except(told).Sum(one => one.Bits);
        return
        [
            .. told.OrderByDescending(one => Math.Abs(one.Bits))
                .Select(one => new AgreementView(one.Field, one.Agreement, Math.Round(one.Bits, Places), one.A, one.B)),
            new AgreementView("prior", "before anything is compared", Math.Round(prior, Places), null, null),
        ];
    }
}
