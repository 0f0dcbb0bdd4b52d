using ClientBase.Domain;
using ClientBase.Functions.Http.Pages;
using Microsoft.AspNetCore.Http;

namespace ClientBase.Functions.Forms.Pages;

/// <summary>Pages that tell the reader of a plain form why it was not taken, where there is no form to show again.</summary>
internal static class NoticePage
{
    public static readonly Notice Unknown = new(
        new("There is no such form", "Такой формы нет"),
        new("It may have been taken away. Go back to the shop's page and look for another way to write.",
            "Возможно, её убрали. Вернитесь на страницу магазина и напишите другим способом."));

    public static readonly Notice Foreign = new(
        new("The form was not sent", "Форма не отправлена"),
        new("It may not be sent from this site. Open it on the site of the shop.",
            "С этого сайта её отправлять нельзя. Откройте форму на сайте магазина."));

    public static readonly Notice Busy = new(
        new("One moment, please", "Подождите минуту"),
        new("Too many forms came from your network at once. What you wrote is still on the page before: go back and send it again in "
            + "a minute.",
            "Из вашей сети пришло слишком много форм сразу. Всё, что вы написали, осталось на прошлой странице: вернитесь и отправьте "
            + "ещё раз через минуту."));

    public static readonly Notice Unreadable = new(
        new("The form was not sent", "Форма не отправлена"),
        new("We could not read it. What you wrote is still on the page before: go back, shorten it or write it otherwise, and send it "
            + "again.",
            "Прочитать её не удалось. Всё, что вы написали, осталось на прошлой странице: вернитесь, сократите или напишите иначе и "
            + "отправьте ещё раз."));

    /// <summary>Shows one.</summary>
    /// <param name="request">The request it answers.</param>
    /// <param name="status">The status.</param>
    /// <param name="notice">What it says.</param>
    /// <param name="detail">More for the developer of the site; null for nothing.</param>
    public static IResult Show(HttpRequest request, int status, Notice notice, string? detail = null)
    {
        var language = PageFrame.LanguageOf(request);
        var title = notice.Title.In(language);
        var more = detail is null ? "" : $"<p class=\"hint\" lang=\"en\">{Html.Text(detail)}</p>";
        return PageFrame.Show(request, status, new Page(
            language, title, $"<h1>{Html.Text(title)}</h1><p class=\"in\">{Html.Text(notice.Text.In(language))}</p>{more}"));
    }
}

/// <summary>What such a page says.</summary>
internal sealed record Notice(LocalText Title, LocalText Text);
