using ClientBase.Domain.Contacts;
using ClientBase.Functions.Contacts.Search;
using ClientBase.Functions.Http;

namespace ClientBase.Functions.Contacts.Reading;

/// <summary>Lists contacts by whatever is asked for: by the index that leaves the fewest, and the rest is looked at on the cards.</summary>
public sealed class ContactLists(
    ContactReader contacts, ContactSearch search, SegmentMembers members, ManagersClients clients, ListedContacts listed, ContactScan scan)
{
    private const int MostPages = 20; // Of an index, in one request: the next page goes on.

    /// <summary>A page, in the order of the contacts' ids; it may be shorter while there is a next one.</summary>
    internal async Task<Page<ContactCard>> PageAsync(ContactFilter filter, Paging paging, CancellationToken cancellationToken)
    {
        var found = new List<ContactCard>();
        var rest = paging;
        for (var pages = 1; ; pages++)
        {
            var page = await NextAsync(filter, rest, cancellationToken);
            found.AddRange(page.Items.Where(filter.Fits));
            if (page.Continuation is null || found.Count == paging.Take || pages == MostPages)
            {
                return new Page<ContactCard>(found, page.Continuation);
            }

            rest = Paging.After(paging.Take - found.Count, page.Continuation);
        }
    }

    private Task<Page<ContactCard>> NextAsync(ContactFilter filter, Paging paging, CancellationToken cancellationToken) => filter switch
    {
        { Text: { } text } => search.FindAsync(text, paging, cancellationToken),
        { Manager: { } manager } => clients.PageAsync(manager, paging, cancellationToken),
        { Tag: { } tag } => listed.PageAsync(SearchWords.OfTag(tag), paging, cancellationToken),
        { Segment: { } segment } => members.PageAsync(segment, paging, cancellationToken),
        { City: { } city } => listed.PageAsync(SearchWords.OfCity(city), paging, cancellationToken),
        { HasFields: true } => scan.PageAsync(filter, paging, cancellationToken),
        _ => contacts.ListAsync(paging, cancellationToken),
    };
}
