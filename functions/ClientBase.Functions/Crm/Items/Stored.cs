using Azure;
using Azure.Data.Tables;

namespace ClientBase.Functions.Crm.Items;

/// <summary>Something as it is stored.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Value">What it is.</param>
/// <param name="ETag">The version of its row.</param>
public sealed record Stored<T>(string Id, T Value, ETag ETag);

/// <summary>What becomes of something, decided on how it is now.</summary>
/// <param name="Value">How it is to be; the same as before: nothing is written.</param>
/// <param name="Beside">What else is written in the same batch, in the contact's shard.</param>
internal sealed record Change<T>(T Value, IReadOnlyList<TableTransactionAction> Beside);
