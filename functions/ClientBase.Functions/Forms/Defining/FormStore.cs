using System.Text.Json;
using Azure.Data.Tables;
using ClientBase.Functions.Http;
using ClientBase.Functions.Storage;
using Microsoft.Extensions.Caching.Memory;

namespace ClientBase.Functions.Forms.Defining;

/// <summary>A form and its id.</summary>
/// <param name="Id">As in <c>/api/forms/{formId}</c>.</param>
/// <param name="Form">Its definition.</param>
public sealed record StoredForm(string Id, FormDefinition Form);

/// <summary>Form definitions.</summary>
public sealed class FormStore(TableServiceClient service, IMemoryCache cache)
{
    private const string Partition = "forms";
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(10);

    private readonly TableClient _table = service.GetTableClient(Tables.Forms);

    /// <summary>Defines or redefines a form. Other instances notice within ten seconds.</summary>
    public async Task PutAsync(string formId, FormDefinition form, CancellationToken cancellationToken)
    {
        var row = new TableEntity(Partition, TableKeys.Escape(formId)) { ["Id"] = formId };
        LongText.Write(row, "Form", JsonSerializer.Serialize(form, JsonSerializerOptions.Web));
        await _table.UpsertEntityAsync(Limits.Checked(row), TableUpdateMode.Replace, cancellationToken);
        cache.Remove(CacheKey(formId));
    }

    /// <summary>A form, or null when it is not defined.</summary>
    public async Task<FormDefinition?> GetAsync(string formId, CancellationToken cancellationToken)
    {
        if (cache.TryGetValue(CacheKey(formId), out FormDefinition? form))
        {
            return form;
        }

        if (await ReadAsync(formId, cancellationToken) is { } read)
        {
            return cache.Set(CacheKey(formId), read, KeptFor);
        }

        return null; // Not remembered: it may be defined the next second.
    }

    /// <summary>A form as it is defined at this moment, or null when it is not: what its page shows.</summary>
    public async Task<FormDefinition?> ReadAsync(string formId, CancellationToken cancellationToken)
    {
        if (!IsKey(formId))
        {
            return null;
        }

        var row = await _table
            .GetEntityIfExistsAsync<TableEntity>(Partition, TableKeys.Escape(formId), cancellationToken: cancellationToken);
        return row.HasValue ? Read(row.Value!).Form : null;
    }

    /// <summary>A page of all forms, by id.</summary>
    public async Task<Page<StoredForm>> ListAsync(Paging paging, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {Partition} and RowKey gt {TableKeys.Escape(paging.Continuation ?? "")}");
        var forms = new List<StoredForm>();
        await foreach (var row in _table.QueryAsync<TableEntity>(filter, maxPerPage: paging.Take, cancellationToken: cancellationToken))
        {
            if (forms.Count == paging.Take)
            {
                return new Page<StoredForm>(forms, Paging.Encode(forms[^1].Id));
            }

            forms.Add(Read(row));
        }

        return new Page<StoredForm>(forms, null);
    }

    private static StoredForm Read(TableEntity row) =>
        new(row.GetString("Id")!, JsonSerializer.Deserialize<FormDefinition>(LongText.Read(row, "Form")!, JsonSerializerOptions.Web)!);

    // Anybody may ask for any id; what no form can be called is not looked up.
    private static bool IsKey(string formId) => formId.Length is > 0 and <= 64;

    private static string CacheKey(string formId) => "form:" + formId;
}
