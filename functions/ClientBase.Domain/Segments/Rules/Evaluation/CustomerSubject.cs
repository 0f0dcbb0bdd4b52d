using ClientBase.Domain.Segments.Families;

namespace ClientBase.Domain.Segments.Rules.Evaluation;

/// <summary>Gives rules the scores of a contact.</summary>
public static class CustomerSubject
{
    /// <summary>Adds digits, classes, rating, colours and traits. Ranks need the whole base and are added separately.</summary>
    public static RuleSubjectBuilder Scores(this RuleSubjectBuilder subject, in Customer customer, SegmentCatalogue catalogue)
    {
        var profile = customer.Facts.Profile;
        subject
            .Text("rating", customer.Rating.ToString())
            .Text("abc", customer.Abc.ToString())
            .Text("xyz", AbcXyz.XyzOf(customer.Facts.Months, catalogue.Options).ToString())
            .Flag("offer.refused", profile.Has(ProfileTraits.RefusedOffer))
            .Flag("unsubscribed", profile.Has(ProfileTraits.Unsubscribed))
            .Flag("asking.request", profile.Has(ProfileTraits.IsAsking))
            .Flag("profile.empty", !profile.Has(ProfileTraits.IsKnown))
            .Text("check", customer.Check?.ToString() ?? "")
            .Text("tag", profile.Has(ProfileTraits.MarkedVip) ? "vip" : "")
            .Text("tag", profile.Has(ProfileTraits.MarkedKey) ? "key" : "")
            .Text("colour.funnel", NameOf(catalogue.Funnel, customer))
            .Text("colour.loyalty", NameOf(catalogue.Loyalty, customer));
        if (customer.Facts.CameBackAt is { } cameBack)
        {
            subject.Instant("orders.cameBack", cameBack);
        }

        return customer.Rfm is { } rfm
            ? subject.Number("rfm.r", rfm.R).Number("rfm.f", rfm.F).Number("rfm.m", rfm.M).Text("rfm.segment", rfm.Segment)
            : subject;
    }

    private static string NameOf(Palette palette, in Customer customer) =>
        palette.PlaceOf(customer) is >= 0 and var place ? palette.Colours[place].Name : "";
}
