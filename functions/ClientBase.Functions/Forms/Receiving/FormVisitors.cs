using Azure.Data.Tables;
using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Domain.Contacts.Phones;
using ClientBase.Domain.Forms;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Forms.Guarding;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Forms.Receiving;

/// <summary>Finds out who fills a form in, from the pass in the address they came by.</summary>
/// <remarks>Only names of fields leave this place, and only to who holds a pass: never a value.</remarks>
public sealed class FormVisitors(TableServiceClient service, FormPasses passes)
{
    private const int MaxRedirects = 10;

    private readonly TableClient _contacts = service.GetTableClient(Tables.Contacts);

    /// <summary>Who has a pass, with what they answered before; nobody known where there is no pass, or none of ours.</summary>
    public async Task<FormSender> FindAsync(string formId, string? pass, string address, CancellationToken cancellationToken)
    {
        if (await passes.OpenAsync(formId, pass, cancellationToken) is not { } opened)
        {
            return new FormSender(address);
        }

        var person = opened.Contact is { } id ? await ReadAsync(id, cancellationToken) : PosterOf(opened);
        return person is null
            ? new FormSender(address)
            : new FormSender(address, person) { Known = [.. KnownOf(person).Union(opened.Answered)] };
    }

    private static IEnumerable<string> KnownOf(Contact person)
    {
        IEnumerable<string> names =
        [
            .. person.Emails.Count > 0 ? ["email"] : Array.Empty<string>(),
            .. person.Phones.Count > 0 ? ["phone"] : Array.Empty<string>(),
            .. person.Name.First is not null || person.Name.Last is not null ? ["name"] : Array.Empty<string>(),
            .. person.ExternalIds.Keys.Any(id => id.StartsWith(LoyaltyCards.Issuer, StringComparison.Ordinal))
                ? [KnownField.LoyaltyCard]
                : Array.Empty<string>(),
            .. person.FilledFields.Select(field => PostedName(field.Key)),
            .. ConsentView.Of(person.Consents).Where(answer => answer.Statement.Granted).Select(answer => $"consent_{answer.Purpose}"),
        ];
        return names;
    }

    private static string PostedName(string field) =>
        field.StartsWith(ContactFields.CustomPrefix, StringComparison.Ordinal) ? field[ContactFields.CustomPrefix.Length..] : field;

    // Who has just posted is known by what they posted, not by what the base knows of that address.
    private static Contact PosterOf(FormPass pass) => new CaptureBuilder("", "", "form", DateTimeOffset.UnixEpoch)
        .Email(EmailAddress.TryParse(pass.Email, out var email) ? email : null)
        .Phone(PhoneNumber.TryParse(pass.Phone, null, out var phone) ? phone : null)
        .Build().Says;

    private async Task<Contact?> ReadAsync(string contactId, CancellationToken cancellationToken)
    {
        for (var hops = 0; hops < MaxRedirects && ContactId.IsValid(contactId); hops++)
        {
            var row = await _contacts.GetEntityIfExistsAsync<TableEntity>(
                ContactId.ShardOf(contactId), ContactRow.Key(contactId), cancellationToken: cancellationToken);
            if (!row.HasValue || ContactRow.IsBeingErased(row.Value!))
            {
                return null;
            }

            if (row.Value!.GetString(ContactRow.MergedInto) is not { } survivor)
            {
                return ContactRow.Read(row.Value!);
            }

            contactId = survivor;
        }

        return null;
    }
}
