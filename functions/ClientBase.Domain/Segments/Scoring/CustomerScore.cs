using ClientBase.Domain.Segments.Families;

namespace ClientBase.Domain.Segments.Scoring;

/// <summary>The scores of one customer, in 32 bytes, because a base has millions of them.</summary>
public readonly struct CustomerScore
{
    private const byte None = byte.MaxValue;

    private readonly long _total;
    private readonly int _orders;
    private readonly int _recencyDays;
    private readonly byte _r;
    private readonly byte _f;
    private readonly byte _m;
    private readonly byte _abc;
    private readonly byte _xyz;
    private readonly byte _rating;
    private readonly byte _funnel;
    private readonly byte _loyalty;
    private readonly byte _types;

    internal CustomerScore(in Customer customer, long total, SegmentCatalogue catalogue)
    {
        _total = total;
        _orders = customer.Facts.Orders;
        _recencyDays = customer.Facts.Orders == 0 ? 0 : customer.Facts.RecencyDays(customer.AsOf);
        if (customer.Rfm is { } rfm)
        {
            (_r, _f, _m) = ((byte)rfm.R, (byte)rfm.F, (byte)rfm.M);
        }

        _abc = (byte)customer.Abc;
        _xyz = (byte)AbcXyz.XyzOf(customer.Facts.Months, catalogue.Options);
        _rating = (byte)customer.Rating;
        _funnel = (byte)catalogue.Funnel.PlaceOf(customer);
        _loyalty = catalogue.Loyalty.PlaceOf(customer) is >= 0 and var place ? (byte)place : None;
        _types = catalogue.TypesOf(customer);
    }

    /// <summary>Number of orders.</summary>
    public int Orders => _orders;

    /// <summary>Whole days since the last order; null without orders.</summary>
    public int? RecencyDays => _orders == 0 ? null : _recencyDays;

    /// <summary>The digits; null without orders.</summary>
    public RfmScore? Rfm => _orders == 0 ? null : new RfmScore(_r, _f, _m);

    /// <summary>Class by revenue of the period.</summary>
    public Abc Abc => (Abc)_abc;

    /// <summary>Class by evenness.</summary>
    public Xyz Xyz => (Xyz)_xyz;

    /// <summary>Place by profit.</summary>
    public Rating Rating => (Rating)_rating;

    /// <summary>Place of the funnel colour in its palette.</summary>
    public int FunnelPlace => _funnel;

    /// <summary>Place of the loyalty colour in its palette; -1 for none.</summary>
    public int LoyaltyPlace => _loyalty == None ? -1 : _loyalty;

    /// <summary>Whether a customer type holds, by its place in <see cref="SegmentCatalogue.Types"/>.</summary>
    public bool IsOfType(int type) => (_types & (1 << type)) != 0;

    /// <summary>Sum of all amounts, in the log's units.</summary>
    internal long Total => _total;
}
