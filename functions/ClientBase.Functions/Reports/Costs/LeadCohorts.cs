using ClientBase.Domain.Analytics;
using ClientBase.Domain.Segments.Details;
using ClientBase.Functions.Campaigns;
using ClientBase.Functions.Http;
using ClientBase.Functions.Reports.Making;
using ClientBase.Functions.Reports.Scores;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Reports.Costs;

/// <summary>The leads of one part of a period, and what they came to since.</summary>
/// <param name="Part">The part.</param>
internal sealed record LeadCohort(CalendarPeriod Part)
{
    public int Leads { get; set; }

    public int Customers { get; set; }

    /// <summary>What they paid: after promo codes, net of refunds.</summary>
    public decimal Revenue { get; set; }

    /// <summary>What promo codes took off.</summary>
    public decimal Bonus { get; set; }

    /// <summary>Messages of campaigns and automations they got.</summary>
    public int Messages { get; set; }

    /// <summary>What those cost, in the currency of messages.</summary>
    public decimal MessageCost { get; set; }
}

/// <summary>The leads of a base, part by part of a period.</summary>
/// <param name="Currency">Of revenue and bonus; null without orders.</param>
/// <param name="KnowsBonus">Whether any order tells of a promo code.</param>
/// <param name="Period">The period.</param>
/// <param name="Cohorts">Its parts, the earliest first.</param>
internal sealed record LeadCohorts(string? Currency, bool KnowsBonus, Period Period, IReadOnlyList<LeadCohort> Cohorts);

/// <summary>Adds up what the leads of each part brought and took, going through everybody one by one.</summary>
public sealed class LeadCohortReader(CampaignStore campaigns, IOptions<CampaignOptions> options)
{
    private static readonly Paging AllCampaigns = new(1000, null);

    /// <summary>Whether it is known what a message costs.</summary>
    public bool KnowsMessageCost => options.Value is not { CostPerMail: 0m, CostPerSms: 0m };

    /// <summary>The currency of what messages cost.</summary>
    public string MessageCurrency => options.Value.Currency;

    internal async Task<LeadCohorts> ReadAsync(ReportSource source, CancellationToken cancellationToken)
    {
        var (currency, first) = await CustomerSums.SurveyAsync(source, cancellationToken);
        var period = source.Within(first);
        LeadCohort[] cohorts = [.. source.Calendar.Split(period).Select(part => new LeadCohort(part))];
        var begins = Array.ConvertAll(cohorts, cohort => cohort.Part.From);
        var bonuses = await source.BonusesAsync(currency, cancellationToken);
        var channels = (await campaigns.ListAsync(AllCampaigns, cancellationToken)).Items
            .ToDictionary(campaign => campaign.Id, campaign => campaign.Definition.Channel, StringComparer.Ordinal);
        await foreach (var (contact, details) in source.DetailedAsync(cancellationToken))
        {
            if (contact.FirstSeenAt is not { } at || !period.Has(at))
            {
                continue;
            }

            var found = Array.BinarySearch(begins, at);
            var cohort = cohorts[found >= 0 ? found : ~found - 1];
            cohort.Leads++;
            cohort.Customers += contact.Orders.Length > 0 ? 1 : 0;
            cohort.Revenue += CustomerSums.NetOf(contact, currency, source.AsOf);
            cohort.Bonus += bonuses?.Invoke(contact.Id) ?? 0m;
            foreach (var message in (details?.Events ?? []).Where(done => done.Name == DetailNames.ReceivedCampaign))
            {
                cohort.Messages++;
                cohort.MessageCost += options.Value.CostOf(channels.GetValueOrDefault(message.Text));
            }
        }

        return new LeadCohorts(currency, bonuses is not null, period, cohorts);
    }
}
