namespace ClientBase.Domain.Segments.Details;

/// <summary>The names of fields and events that details are made of by code; those of the rule language.</summary>
public static class DetailNames
{
    /// <summary>Has an open cart.</summary>
    public const string OpenCart = "asking.cart";

    /// <summary>Has an open deal.</summary>
    public const string OpenDeal = "asking.deal";

    /// <summary>Has an open request.</summary>
    public const string OpenRequest = "asking.request";

    /// <summary>Refused to be shown offers.</summary>
    public const string Refused = "offer.refused";

    /// <summary>Refused an offer that was made.</summary>
    public const string RefusedOffer = "refused offer";

    /// <summary>Accepted an offer that was made.</summary>
    public const string AcceptedOffer = "accepted offer";

    /// <summary>Bought a product.</summary>
    public const string BoughtProduct = "bought product";

    /// <summary>Bought something of a category.</summary>
    public const string BoughtCategory = "bought category";

    /// <summary>Bought something of a brand.</summary>
    public const string BoughtBrand = "bought brand";

    /// <summary>Sent a product back.</summary>
    public const string ReturnedProduct = "returned product";

    /// <summary>Returned an order, or a part of one.</summary>
    public const string Refunded = "refunded";

    /// <summary>Filled in a form.</summary>
    public const string FilledForm = "filled form";

    /// <summary>Wrote about a product.</summary>
    public const string ReviewedProduct = "reviewed product";

    /// <summary>Gave stars.</summary>
    public const string GaveRating = "gave rating";

    /// <summary>Answered whether they would recommend the shop.</summary>
    public const string GaveScore = "gave score";

    /// <summary>Was called, or called.</summary>
    public const string Called = "called";

    /// <summary>Got a campaign's message.</summary>
    public const string ReceivedCampaign = "received campaign";

    /// <summary>Opened one.</summary>
    public const string OpenedCampaign = "opened campaign";

    /// <summary>Followed a link in one.</summary>
    public const string ClickedCampaign = "clicked campaign";

    /// <summary>Saw a page.</summary>
    public const string VisitedPage = "visited page";

    /// <summary>Saw a product.</summary>
    public const string ViewedProduct = "viewed product";

    /// <summary>What orders were reduced by.</summary>
    public const string Discount = "orders.discount";
}
