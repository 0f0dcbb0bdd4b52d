using System.Text.Json;
using System.Text.Json.Serialization;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Loyalty;

namespace ClientBase.Functions.Storage.Documents;

/// <summary>Serialisation of what is kept of loyalty, generated at compile time.</summary>
[JsonSerializable(typeof(LoyaltyProgram))]
[JsonSerializable(typeof(OrderGrant))]
[JsonSerializable(typeof(PointsEntry))]
[JsonSerializable(typeof(Invitation))]
[JsonSerializable(typeof(InvitedFriend))]
[JsonSerializable(typeof(PromoCode))]
internal sealed partial class LoyaltyJson : JsonSerializerContext
{
    public static LoyaltyJson Compact { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = CardLimits.Encoder,
    });
}
