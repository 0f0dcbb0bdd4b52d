using ClientBase.Domain.Campaigns;
using ClientBase.Domain.Campaigns.Timing;
using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Identity;
using ClientBase.Domain.Loyalty;
using ClientBase.Domain.Segments.Deciding;
using ClientBase.Domain.Segments.Facts;
using ClientBase.Domain.Segments.Rules;
using ClientBase.Domain.Segments.Rules.Evaluation;
using ClientBase.Domain.Sending.Preferences;
using ClientBase.Functions.Campaigns.Audience;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using ClientBase.Functions.Segments;
using ClientBase.Functions.Segments.Recompute.Reading;
using ClientBase.Functions.Sending;
using ClientBase.Functions.Sending.Channels;
using ClientBase.Functions.Sending.Ledger;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Campaigns.Reporting;

/// <summary>Tells why a contact did or did not get a campaign's mail, and what would change it.</summary>
public sealed class ExplainCampaign(
    CampaignStore campaigns,
    LedgerStore ledger,
    ContactReader contacts,
    CapReader caps,
    SegmentDirectory segments,
    ShopKnowledgeReader knowledge,
    IEnumerable<IExplainer> others,
    ChannelSet channels,
    IOptions<CampaignOptions> options,
    TimeProvider clock)
{
    /// <summary>Answers from the ledger where it was planned, and from the contact as it is now.</summary>
    [Function(nameof(ExplainCampaign))]
    [Answers<WhyView>]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "contacts/{id}/why/{campaignId}")] HttpRequest request,
        string id,
        string campaignId,
        CancellationToken cancellationToken)
    {
        if (await campaigns.GetAsync(campaignId, cancellationToken) is not { } campaign)
        {
            return await OthersAsync(id, campaignId, cancellationToken);
        }

        if (!ContactId.IsValid(id))
        {
            return Problems.NotFound($"There is no contact '{id}'.");
        }

        var intents = await ledger.IntentsAsync(campaignId, ContactId.ShardOf(id), cancellationToken);
        var intent = intents.FirstOrDefault(one => one.ContactId == id);
        if (await contacts.GetAsync(id, cancellationToken) is not { } card)
        {
            return intent is null ? Problems.NotFound($"There is no contact '{id}'.") : Results.Json(Of(campaign, intent, [], null));
        }

        var ways = campaign.Definition.ReachBy(channels.IsReady).Of(card.Contact);
        var recent = await caps.OfAsync(campaign, card.Contact, ways is [var first, ..] ? first.Channel : null, cancellationToken);
        var segment = await segments.FindAsync(campaign.Definition.Segment, cancellationToken);
        var rule = (segment?.BuiltIn?.Rule ?? segment?.Own?.Rule) is { } text ? Rule.Parse(text).Rule : null;
        var shop = await knowledge.ReadAsync(rule is null ? [] : [rule.Needs], isFresh: false, cancellationToken);
        var clauses = ClausesOf(campaign, rule, shop, card, recent);
        return Results.Json(Of(campaign, intent, clauses, NextAt(campaign, intent, card, recent, clauses)));
    }

    private async Task<IResult> OthersAsync(string id, string mailing, CancellationToken cancellationToken)
    {
        foreach (var other in others)
        {
            if (await other.ExplainAsync(id, mailing, cancellationToken) is { } explained)
            {
                return explained.Why is { } why ? Results.Json(why) : Problems.NotFound($"There is no contact '{id}'.");
            }
        }

        return Problems.NotFound($"There is no campaign or automation '{mailing}'.");
    }

    private static WhyView Of(Campaign campaign, Intent? intent, IReadOnlyList<RuleClause> clauses, DateTimeOffset? next)
    {
        if (intent is null)
        {
            string[] none = [campaign.StartedAt is null ? "not-started" : SkipReason.NotInSegment];
            return new WhyView("none", none, clauses, next, null, null);
        }

        var reasons = intent.Reasons ?? [];
        if (intent is { State: IntentState.Planned, Due: not null })
        {
            reasons = [campaign.Definition.Ab is not null && intent.Variant is null && campaign.Verdict is null ? "waits-for-winner"
                : campaign.Definition.SendTime == SendTime.Now ? SkipReason.QuietHours : "waits-for-time"];
        }

        return new WhyView(RecipientView.OutcomeOf(intent.State), reasons, clauses, next, intent.Variant, intent.At);
    }

    private List<RuleClause> ClausesOf(
        Campaign campaign, Rule? rule, ShopKnowledge shop, ContactCard card, IReadOnlyList<RecentMail> recent)
    {
        var (now, settings, contact) = (clock.GetUtcNow(), options.Value, card.Contact);
        var clauses = new List<RuleClause> { InSegment(campaign.Definition.Segment, card, isWanted: true) };
        if (rule is not null)
        {
            clauses.AddRange(RuleClause.Of(rule, SubjectOf(card, shop, now), now));
        }

        clauses.AddRange(campaign.Definition.Exclude.Select(excluded => InSegment(excluded, card, isWanted: false)));
        clauses.AddRange(ConsentClauses(campaign, contact));
        clauses.AddRange(PreferenceClauses(campaign, contact, recent.Count, now));
        if (settings.Quiet != QuietHours.None)
        {
            var zone = RecipientZone.Of(contact, settings.Zone);
            var local = TimeZoneInfo.ConvertTime(now, zone).DateTime;
            clauses.Add(new RuleClause(
                $"outside the quiet hours {settings.QuietHours}", $"{local:HH:mm} in {zone.Id}", !settings.Quiet.Covers(local)));
        }

        if (campaign.Definition.Holdout > 0)
        {
            var isHeld = campaign.Definition.IsHeldOut(campaign.Id, contact.Id);
            clauses.Add(new RuleClause("not held out for comparison", isHeld ? "held out" : "not held out", !isHeld));
        }

        return clauses;
    }

    // By the channel of the campaign, or by each there is.
    private IEnumerable<RuleClause> ConsentClauses(Campaign campaign, Contact contact)
    {
        // Whatever it is about: the topic is a clause of its own.
        var reach = (campaign.Definition with { Topic = null }).ReachBy(channels.IsReady);
        var channel = reach.Channel;
        var consent = ConsentView.Of(contact.Consents)
            .Where(answer => answer.Purpose == ConsentPurpose.Marketing
                && (channel == CampaignReach.Preferred || answer.Channel == channel || answer.Channel == "any"))
            .OrderBy(answer => answer.Statement.Granted)
            .FirstOrDefault();
        var isKnown = channel == "email"
            ? contact.PrimaryEmail is not null
            : reach.BarrierTo(contact) is null or SkipReason.NoConsent or SkipReason.Undeliverable;
        yield return new RuleClause(
            channel == "email" ? "an e-mail address is known" : $"an address for {channel} is known", isKnown ? "known" : null, isKnown);
        yield return new RuleClause(
            $"marketing by {channel} is agreed to",
            consent is null ? null : $"{(consent.Statement.Granted ? "yes" : "no")} since {consent.Statement.Said.At:yyyy-MM-dd}",
            reach.Of(contact).Count > 0);
    }

    // As the person wants it, and as the shop does.
    private IEnumerable<RuleClause> PreferenceClauses(Campaign campaign, Contact contact, int recent, DateTimeOffset now)
    {
        var wanted = SendingPreferences.Of(contact);
        if (campaign.Definition.Topic is { } topic)
        {
            var isOff = wanted.TopicsOff.Contains(topic);
            yield return new RuleClause($"topic {topic} is not switched off", isOff ? "switched off" : "not switched off", !isOff);
        }

        if (wanted.IsPausedAt(now))
        {
            yield return new RuleClause("silence is not asked for", $"asked for until {wanted.PausedUntil:yyyy-MM-dd}", Holds: false);
        }

        if (wanted.LimitOf(options.Value.FrequencyCap) is { Messages: > 0 } limit)
        {
            yield return new RuleClause(limit.InWords, $"{recent}", !limit.IsReachedBy(recent));
        }
    }

    // When nothing but the cap, a pause and the night is in the way.
    private DateTimeOffset? NextAt(
        Campaign campaign, Intent? intent, ContactCard card, IReadOnlyList<RecentMail> recent, List<RuleClause> clauses)
    {
        if (intent is { State: IntentState.Planned } && campaign.State is CampaignState.Sending or CampaignState.Paused)
        {
            return intent.Due ?? clock.GetUtcNow();
        }

        var (now, settings) = (clock.GetUtcNow(), options.Value);
        if (intent is { State: not IntentState.Skipped } || campaign.Definition.ReachBy(channels.IsReady).Of(card.Contact).Count == 0
            || campaign.Definition.IsHeldOut(campaign.Id, card.Contact.Id)
            || !card.Scores.Segments.Contains(campaign.Definition.Segment)
            || campaign.Definition.Exclude.Any(card.Scores.Segments.Contains))
        {
            return null;
        }

        var wanted = SendingPreferences.Of(card.Contact);
        var free = wanted.LimitOf(settings.FrequencyCap).NextAfter([.. recent.Select(mail => mail.At)]);
        DateTimeOffset?[] from = [now, wanted.PausedUntil, free];
        return settings.Quiet.EndAfter(from.Max()!.Value, RecipientZone.Of(card.Contact, settings.Zone));
    }

    private static RuleClause InSegment(string segment, ContactCard card, bool isWanted)
    {
        var isIn = card.Scores.Segments.Contains(segment);
        return new RuleClause(isWanted ? $"in segment {segment}" : $"not in segment {segment}", isIn ? "in" : "not in", isIn == isWanted);
    }

    private static RuleSubject SubjectOf(ContactCard card, ShopKnowledge shop, DateTimeOffset now)
    {
        var (subject, view) = (RuleSubjectBuilder.From(card.Contact), ContactView.Of(card));
        var orders = ContactFacts.Of(card.Contact).Orders;
        if (shop.Spent(orders, until: null) is { } spent)
        {
            var causes = PointsLedger.CausesOf(card.Contact, card.Account);
            subject.Loyalty(PointsLedger.FiguresAt(causes, now), spent, shop.Program!);
        }

        if (shop.Expected(orders, now) is { } expected)
        {
            subject.Forecast(expected);
        }

        foreach (var segment in card.Scores.Segments)
        {
            subject.Segment(segment);
        }

        subject.Text("rating", view.Rating ?? "").Text("colour.funnel", view.Colours?.Funnel ?? "")
            .Text("colour.loyalty", view.Colours?.Loyalty ?? "").Flag("asking.request", card.IsAsking);
        if (view.AbcXyz is [var abc, var xyz])
        {
            subject.Text("abc", $"{abc}").Text("xyz", $"{xyz}");
        }

        return (view.Rfm is { } rfm
            ? subject.Number("rfm.r", rfm.R).Number("rfm.f", rfm.F).Number("rfm.m", rfm.M).Text("rfm.segment", rfm.Segment)
            : subject).Build();
    }
}
