using Azure.Data.Tables;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Contacts.Visitors;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Contacts.Reading;

/// <summary>What a card shows alone and a list does not, since it takes reads of its own: visits, and who shares a telephone.</summary>
public sealed class CardDetails(TableServiceClient service, VisitReader visits)
{
    private readonly TableClient _table = service.GetTableClient(Tables.Contacts);

    /// <summary>Adds it: a range for the browsers, and one for each telephone.</summary>
    public async Task<ContactView> AddAsync(ContactView view, Contact contact, CancellationToken cancellationToken)
    {
        var visited = visits.NewestAsync(contact.AllIds, null, 1, cancellationToken);
        var household = HouseholdAsync(contact, cancellationToken);
        var lastVisitAt = (await visited).Select(row => (DateTimeOffset?)VisitRow.Read(row).At).Max();
        return view with
        {
            Engagement = new EngagementView(view.Engagement?.LastOpenAt, view.Engagement?.LastClickAt, lastVisitAt),
            Household = await household,
        };
    }

    // People who share a telephone are told apart by their names, and their claims lie side by side.
    private async Task<IReadOnlyList<string>> HouseholdAsync(Contact contact, CancellationToken cancellationToken)
    {
        var others = await Task.WhenAll(contact.Phones.Keys.Select(async phone =>
        {
            var key = new IdentityKey(IdentityKind.Phone, phone);
            var ids = new List<string>();
            var claims = TableKeys.Range(ContactId.ShardOf(key), ClaimRow.Key(key));
            await foreach (
                var claim in _table.QueryAsync<TableEntity>(claims, select: [ClaimRow.Contact], cancellationToken: cancellationToken))
            {
                ids.Add(claim.GetString(ClaimRow.Contact)!);
            }

            return ids;
        }));
        return [.. others.SelectMany(ids => ids).Except(contact.AllIds).Order(StringComparer.Ordinal)];
    }
}
