using ClientBase.Domain.Consent.Receipts;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Contacts.Receipts;

/// <summary>A person's consents as a chain that can be checked.</summary>
/// <param name="Items">The links, the first one first.</param>
/// <param name="Continuation">Always null: a chain is shown whole.</param>
/// <param name="Whole">Whether each print fits what it is of, by our own count.</param>
public sealed record ReceiptsView(IReadOnlyList<ConsentReceipt> Items, string? Continuation, bool Whole)
{
    internal static ReceiptsView Of(IReadOnlyList<ConsentReceipt> chain) => new(chain, null, ConsentReceipt.IsWhole(chain));
}

/// <summary>Shows a person's consents as a chain.</summary>
public sealed class ReadReceipts(ContactReader contacts, ReceiptStore receipts)
{
    /// <summary>200 with the chain, empty for who said nothing; 404 for an unknown contact.</summary>
    [Function(nameof(ReadReceipts))]
    [Answers<ReceiptsView>]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "contacts/{id}/receipts")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        await contacts.FindAsync(id, cancellationToken) is { } contact
            ? Results.Json(ReceiptsView.Of(await receipts.ChainAsync(contact, cancellationToken)))
            : Problems.NotFound($"There is no contact '{id}'.");
}
