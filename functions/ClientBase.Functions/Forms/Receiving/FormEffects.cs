using ClientBase.Domain.Contacts;
using ClientBase.Domain.Forms;
using ClientBase.Functions.Forms.Bodies;
using ClientBase.Functions.Forms.Defining;

namespace ClientBase.Functions.Forms.Receiving;

/// <summary>What a form of its kind adds to a capture beside the fields.</summary>
internal static class FormEffects
{
    public static void Add(CaptureBuilder capture, FormDefinition form, FormPost post, FieldValues values)
    {
        capture.Data(KnownField.Score, values.Score()).Data(KnownField.Rating, values.Rating());
        capture.LoyaltyCard(values.LoyaltyCard());
        switch (form.Meaning.Effect)
        {
            case FormEffect.WatchStock or FormEffect.WatchPrice:
                Watch(capture, form, post, values);
                break;
            case FormEffect.Event:
                capture.Data("event", EventOf(form, post));
                break;
            case FormEffect.Affiliate:
                var affiliate = post["affiliate"] ?? form.Affiliate ?? post["utm_source"];
                capture.Data("affiliate", affiliate).Field(ContactFields.CustomPrefix + "affiliate", affiliate);
                break;
        }
    }

    private static void Watch(CaptureBuilder capture, FormDefinition form, FormPost post, FieldValues values)
    {
        if ((post["productId"] ?? form.ProductId) is not { Length: <= ProductWatch.LongestId } product)
        {
            values.Flag("productId", post["productId"] is null ? "missing" : "too-long");
            return;
        }

        var kind = form.Meaning.Effect == FormEffect.WatchStock ? ProductWatch.Stock : ProductWatch.Price;
        capture.Data("productId", product).Data(ProductWatch.Name, new ProductWatch(kind, product, form.Shop).ToData());
    }

    private static Dictionary<string, object?> EventOf(FormDefinition form, FormPost post) => new()
    {
        ["id"] = post["event"] ?? form.Event?.Id,
        ["name"] = form.Event?.Name,
        ["at"] = form.Event?.At?.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture),
        ["place"] = form.Event?.Place,
    };
}
