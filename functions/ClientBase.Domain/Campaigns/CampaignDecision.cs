using ClientBase.Domain.Campaigns.Timing;

namespace ClientBase.Domain.Campaigns;

/// <summary>What a campaign's decisions depend on beside the person.</summary>
/// <param name="Start">When it is planned.</param>
/// <param name="FrequencyCap">Marketing mails one may get in a week; 0: no cap.</param>
/// <param name="Quiet">Hours in which nothing may come.</param>
public sealed record SendPolicy(DateTimeOffset Start, int FrequencyCap, QuietHours Quiet);

/// <summary>Decides who gets a campaign, which variant of it, and when.</summary>
public static class CampaignDecision
{
    /// <summary>Decides for one member.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="recipient">The member.</param>
    /// <param name="policy">What holds for everybody.</param>
    /// <param name="zone">Where the member lives.</param>
    /// <param name="hour">Their best hour, where the campaign asks for it.</param>
    public static SendDecision Of(Campaign campaign, Recipient recipient, SendPolicy policy, TimeZoneInfo zone, int? hour)
    {
        var (definition, contactId) = (campaign.Definition, recipient.Contact.Id);
        var decision = Eligibility.Plan(recipient, policy.FrequencyCap, policy.Start);
        if (!decision.IsSend)
        {
            return decision;
        }

        // Last of all, so that those held out are people who would have got it.
        if (definition.IsHeldOut(campaign.Id, contactId))
        {
            return decision with { Reasons = [SkipReason.Holdout] };
        }

        var due = SendTiming.DueAt(definition, policy.Start, zone, hour, policy.Quiet);
        if (definition.Ab is not { } test)
        {
            return decision with { Due = due };
        }

        var variant = test.VariantOf(campaign.Id, contactId);
        if (variant is null && (due ?? policy.Start) < policy.Start + test.After)
        {
            due = policy.Quiet.EndAfter(policy.Start + test.After, zone);
        }

        return decision with { Due = due, Variant = variant };
    }
}
