using System.Text.Json;
using System.Text.Json.Serialization;
using ClientBase.Domain.Contacts;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Http;

namespace ClientBase.Functions.Contacts.Changing;

/// <summary>Reads further addresses by their kind: <c>{"delivery": {"city", "address", ...}, "work": null}</c>.</summary>
internal static class AddressPatch
{
    private const int MaxKinds = 10;
    private const int MaxKind = 30;
    private const int MaxPart = 200;

    private static readonly string[] Parts = ["country", "region", "city", "postcode", "address"];

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = CardLimits.Encoder,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static void Read(BodyFields body, CardPatch patch)
    {
        if (body.Inner("addresses") is not { } addresses)
        {
            patch.RemovedPrefixes.AddRange(body.IsNull("addresses") ? [ContactFields.AddressPrefix] : []);
            return;
        }

        foreach (var kind in addresses.Names)
        {
            if (!IsKind(kind))
            {
                addresses.Refuse(kind, "a kind such as home, work, delivery, in small letters; 'main' is made of the card's own fields");
            }
            else if (addresses.IsNull(kind))
            {
                patch.Fields[ContactFields.AddressPrefix + kind] = null;
            }
            else if (addresses.Inner(kind) is { } address)
            {
                patch.Fields[ContactFields.AddressPrefix + kind] = Text(address);
                addresses.RefuseAll(kind, address);
            }
        }

        if (addresses.Names.Count() > MaxKinds)
        {
            body.Refuse("addresses", $"at most {MaxKinds} kinds");
        }

        body.RefuseAll("addresses", addresses);
    }

    private static bool IsKind(string kind) => kind.Length is > 0 and <= MaxKind && kind != AddressView.Main
        && kind.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    private static string Text(BodyFields address)
    {
        foreach (var name in address.Names.Except(Parts))
        {
            address.Refuse(name, $"is no part of an address: {string.Join(", ", Parts)}");
        }

        var parts = Parts.ToDictionary(part => part, part => address.Text(part, MaxPart));
        return JsonSerializer.Serialize(parts.Where(part => part.Value is not null).ToDictionary(), Json);
    }
}
