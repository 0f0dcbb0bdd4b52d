using System.Text.Json;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Products;
using ClientBase.Functions.Capture;
using ClientBase.Functions.Storage.Documents;

namespace ClientBase.Functions.Shops;

/// <summary>
/// Names what a shop says by its content. So one version of an order is one capture, whether it came by one webhook or by three, or was
/// asked for from the shop's API later on.
/// </summary>
/// <remarks>
/// Only for what tells its own time: what does not would get another name at each delivery, since the time of receipt stands in for it.
/// </remarks>
internal static class VersionNames
{
    /// <summary>The capture under the name of its content.</summary>
    public static CapturedEvent ByContent(CapturedEvent capture)
    {
        var says = ContactDocument.Of(capture.Rename("").Says);

        // An order that a webhook tells of has more or less of its customer beside it than the same order in the API, by version of the
        // API. What that leaves out comes with the customer; who it is and what was ordered make the version.
        says = capture.Kind is "order" or "refund"
            ? says with { First = null, Fields = null, Consents = null }
            : says with { Consents = says.Consents?.OrderBy(SubjectOf, StringComparer.Ordinal).ToList() };
        var content = JsonSerializer.Serialize(says, DocumentJson.Compact.ContactDocument);
        return capture.Rename(CaptureId.Of(capture.Source, capture.Kind, content));
    }

    /// <summary>The version of a product under the name of its content.</summary>
    public static ProductVersion ByContent(ProductVersion version)
    {
        var content = JsonSerializer.Serialize(ProductDocument.Of(version), DocumentJson.Compact.ProductDocument);
        return version with { Said = version.Said with { CaptureId = CaptureId.Of(content) } };
    }

    private static string SubjectOf(ConsentDocument consent) => $"{consent.Purpose} {consent.Channel} {consent.For}";
}
