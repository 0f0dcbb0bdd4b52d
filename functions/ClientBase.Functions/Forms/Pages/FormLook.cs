using ClientBase.Functions.Forms.Defining;
using ClientBase.Functions.Http.Pages;

namespace ClientBase.Functions.Forms.Pages;

/// <summary>How the pages of a form look.</summary>
internal static class FormLook
{
    /// <summary>A form's look; our own where there is no form any more.</summary>
    public static PageLook Of(FormDefinition? form, string language) => form is null ? new PageLook() : new PageLook
    {
        Accent = form.Theme?.Accent,
        Radius = form.Theme?.Radius,
        Shop = form.Theme?.Shop.In(language),
        Image = form.Theme?.Image,
        FormTarget = form.ThankYouUrl,
        Frames = form.AllowedOrigins is { Count: > 0 } origins
            ? string.Join(' ', origins.Select(PageFrame.OriginOf).Prepend("'self'"))
            : "*",
    };
}
