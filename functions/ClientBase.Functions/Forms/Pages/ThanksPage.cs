using System.Globalization;
using ClientBase.Functions.Forms.Defining;
using ClientBase.Functions.Forms.Receiving;
using ClientBase.Functions.Http.Pages;

namespace ClientBase.Functions.Forms.Pages;

/// <summary>What is said when a form was taken.</summary>
internal static class ThanksPage
{
    /// <summary>The page's middle.</summary>
    /// <param name="form">The form; null when it was taken away since.</param>
    /// <param name="language"><c>ru</c> or <c>en</c>.</param>
    /// <param name="bonus">What the reader gets.</param>
    /// <param name="next">Where they may tell more; null when there is nothing more to ask.</param>
    public static string Content(FormDefinition? form, string language, BonusGiven? bonus, string? next)
    {
        var text = form?.ThankYouText.In(language) ?? PageWords.Received.In(language);
        var html = new HtmlBuilder().Add($"<h1>{Html.Text(PageWords.Thanks.In(language))}</h1>\n<p class=\"in\">{Html.Text(text)}</p>\n");
        if (bonus is not null)
        {
            html.Add("<div class=\"bonus\">");
            if ((bonus.Title.In(language) ?? Discount(bonus)) is { } title)
            {
                html.Add($"<p>{Html.Text(title)}</p>");
            }

            if (bonus.Code is { } code)
            {
                html.Add($"<p class=\"hint\">{Html.Text(PageWords.YourCode.In(language))}</p><p class=\"code\">{Html.Text(code)}</p>");
            }

            html.Add("</div>\n");
        }

        if (next is not null)
        {
            html.Add($"<h2>{Html.Text(PageWords.More.In(language))}</h2>\n")
                .Add($"<p class=\"in\">{Html.Text(PageWords.MoreText.In(language))}</p>\n")
                .Add($"<p><a class=\"btn\" href=\"{Html.Text(next)}\">{Html.Text(PageWords.AnswerMore.In(language))}</a></p>\n");
        }

        return html.ToString();
    }

    private static string? Discount(BonusGiven bonus) =>
        bonus.Percent is { } percent ? string.Create(CultureInfo.InvariantCulture, $"−{percent:0.##} %")
        : bonus.Amount is { } amount ? string.Create(CultureInfo.InvariantCulture, $"−{amount:0.##} {bonus.Currency}")
        : null;
}
