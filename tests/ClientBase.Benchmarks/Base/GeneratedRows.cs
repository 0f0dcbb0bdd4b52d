using Azure.Data.Tables;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Identity;
using ClientBase.Domain.Segments.Facts;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Benchmarks.Base;

/// <summary>The rows of a contact as filing and recompute leave them, but for the inbox and the record of changes.</summary>
internal static class GeneratedRows
{
    private const int MostOrderClaims = 100; // Of the till's orders hardly any is asked for by its number alone.

    public static IEnumerable<TableEntity> Of(Contact contact, ContactFacts facts, DateTimeOffset asOf)
    {
        var keys = contact.Keys.Where(key => key.Kind != IdentityKind.Order)
            .Concat(contact.Keys.Where(key => key.Kind == IdentityKind.Order).Take(MostOrderClaims));
        var said = contact.FirstSeen!.Said;
        return
        [
            ContactRow.Of(contact),
            .. contact.Orders.Select(order => OrderRow.Of(contact.Id, order.Key, order.Value)),
            .. keys.Select(key => ClaimRow.Of(key, contact.Id)),
            .. SearchWords.Of(contact).Select(word => SearchRow.Of(word, contact.Id)),
            TimelineRow.Of(contact.Id, said.CaptureId, "form", said.At, "form:bench", new Dictionary<string, object?>()),
            .. OfSegments(facts, asOf),
        ];
    }

    /// <summary>Those alone that recompute has written.</summary>
    public static IEnumerable<TableEntity> OfSegments(ContactFacts facts, DateTimeOffset asOf) =>
    [
        ScoreRow.Of(facts.Id, new Scores(facts.Segments, facts.Rfm)),
        .. facts.Segments.Select(segment => MemberRow.Of(segment, facts.Id, asOf)),
    ];
}
