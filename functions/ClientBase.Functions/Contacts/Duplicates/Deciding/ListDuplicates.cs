using System.Globalization;
using ClientBase.Domain.Identity.Duplicates.Pairs;
using ClientBase.Functions.Contacts.Duplicates.Proposing;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using ClientBase.Functions.Storage.Rows;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Contacts.Duplicates.Deciding;

/// <summary>Lists who was probably filed twice, the likeliest first.</summary>
/// <remarks>
/// Each pair is compared again as the two are now. So no value is kept beside the contacts, and a pair that was merged, erased, rejected
/// or no longer agrees is not shown, whatever the last search found.
/// </remarks>
public sealed class ListDuplicates(PairStore pairs, ChangedContacts contacts, LearnedBase learned)
{
    /// <summary>A page of suggestions of at least <c>?min=</c>.</summary>
    [Function(nameof(ListDuplicates))]
    [Asks("min", "The least probability.", Type = typeof(double))]
    [AsksPaging]
    [Answers<Page<DuplicateView>>]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "duplicates")] HttpRequest request, CancellationToken cancellationToken)
    {
        if (!Paging.TryRead(request, out var paging, out var problem))
        {
            return problem;
        }

        if (!TryLeast(request.Query["min"].ToString(), out var least))
        {
            const string Why = "a probability from 0 to 1, such as 0.9";
            return Problems.BadRequest($"'min' is {Why}.", new Dictionary<string, string[]> { ["min"] = [Why] });
        }

        if (paging.Continuation is { } place && !PairRow.IsListKey(place))
        {
            return Paging.NotOurs();
        }

        return Results.Json(await PageAsync(paging, least, await learned.ScorerAsync(cancellationToken), cancellationToken));
    }

    private async Task<Page<DuplicateView>> PageAsync(Paging paging, double least, PairScorer scorer, CancellationToken cancellationToken)
    {
        var items = new List<DuplicateView>();
        for (var after = paging.Continuation; ;)
        {
            var want = paging.Take - items.Count;
            var keys = await pairs.ListAsync(after, PairRow.Rounded(least), want + 1, cancellationToken);
            var shown = await Task.WhenAll(keys.Take(want).Select(key => ShowAsync(PairRow.PairOf(key), scorer, cancellationToken)));
            items.AddRange(shown.OfType<DuplicateView>().Where(view => view.Score >= least));
            after = keys.Count == 0 ? after : keys[Math.Min(keys.Count, want) - 1];
            if (keys.Count <= want || items.Count == paging.Take)
            {
                return new Page<DuplicateView>(items, keys.Count <= want ? null : Paging.Encode(after));
            }
        }
    }

    private async Task<DuplicateView?> ShowAsync(string pair, PairScorer scorer, CancellationToken cancellationToken)
    {
        var (a, b) = (pair[..pair.IndexOf('-', StringComparison.Ordinal)], pair[(pair.IndexOf('-', StringComparison.Ordinal) + 1)..]);
        var both = await Task.WhenAll(contacts.PersonAsync(a, cancellationToken), contacts.PersonAsync(b, cancellationToken));
        return both is [{ } one, { } other] && PairSearch.Suggestion(one, other, scorer) is { } why ? DuplicateView.Of(a, b, why) : null;
    }

    private static bool TryLeast(string text, out double least)
    {
        least = PairSearch.Threshold;
        return text.Length == 0
            || (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out least) && least is >= 0 and <= 1);
    }
}
