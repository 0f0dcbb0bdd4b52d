using ClientBase.Domain;

namespace ClientBase.Functions.Forms.Pages;

/// <summary>Words of the public pages of forms.</summary>
internal static class PageWords
{
    public static readonly LocalText Optional = new("optional", "необязательно");
    public static readonly LocalText BirthDay = new("dd.mm.yyyy", "дд.мм.гггг");
    public static readonly LocalText Least = new("not at all likely", "точно нет");
    public static readonly LocalText Most = new("very likely", "точно да");
    public static readonly LocalText Male = new("male", "мужской");
    public static readonly LocalText Female = new("female", "женский");
    public static readonly LocalText Choose = new("choose", "выберите");
    public static readonly LocalText Yes = new("Yes", "Да");
    public static readonly LocalText FullText = new("Text of the consent", "Текст согласия");
    public static readonly LocalText Version = new("version", "версия");
    public static readonly LocalText Needed = new("Needed to send the form", "Без этого форму не отправить");
    public static readonly LocalText Marketing = new("Send me mail about news and offers", "Присылайте письма о новинках и предложениях");
    public static readonly LocalText AsYouLike = new(
        "If you like. One press to unsubscribe", "По желанию. Отписаться можно одним нажатием");
    public static readonly LocalText LeaveEmpty = new("Leave this empty", "Оставьте это поле пустым");
    public static readonly LocalText NeedsScript = new(
        "This form checks that a browser sends it, which takes JavaScript. Please switch it on and open the page again.",
        "Форма проверяет, что её отправляет браузер, и для этого нужен JavaScript. Включите его и откройте страницу ещё раз.");
    public static readonly LocalText Working = new("One moment, the browser is being checked", "Секунду, проверяем браузер");
    public static readonly LocalText Thanks = new("Thank you", "Спасибо");
    public static readonly LocalText Received = new("We have received your request.", "Мы получили вашу заявку.");
    public static readonly LocalText YourCode = new("Your promo code", "Ваш промокод");
    public static readonly LocalText More = new("A word more about you?", "Ещё пара слов о вас?");
    public static readonly LocalText MoreText = new(
        "It helps us to send you only what you need.", "Так мы будем присылать только то, что вам нужно.");
    public static readonly LocalText AnswerMore = new("Go on", "Ответить");

    /// <summary>A text in a language, or in the other one; null where there is none.</summary>
    public static string? In(this IReadOnlyDictionary<string, string>? texts, string language) =>
        texts is null ? null
        : texts.GetValueOrDefault(language) is { Length: > 0 } own ? own
        : texts.Values.FirstOrDefault(text => text.Length > 0);
}
