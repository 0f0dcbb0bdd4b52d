using Azure;
using ClientBase.Domain.Behaviour;

namespace ClientBase.Functions.Contacts.Filing;

/// <summary>A cart as one contact has it stored.</summary>
/// <param name="ContactId">Whose it is.</param>
/// <param name="Key"><c>{shop}:{token}</c>.</param>
/// <param name="Cart">What is known of it.</param>
/// <param name="DueMinute">The minute of its due row; null without one.</param>
/// <param name="ETag">The version of its row.</param>
internal sealed record StoredCart(string ContactId, string Key, CartState Cart, long? DueMinute, ETag ETag);
