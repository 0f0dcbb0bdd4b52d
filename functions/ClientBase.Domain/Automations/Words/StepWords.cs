using System.Globalization;

namespace ClientBase.Domain.Automations.Words;

/// <summary>Says what a step does: "wait 1 day".</summary>
internal static class StepWords
{
    private const int MaxText = 80;

    /// <summary>The step itself, without what lies within its branches.</summary>
    public static LocalText Of(AutomationStep step) => step switch
    {
        WaitStep wait => SpanWords.Of(wait.For) is var span ? new($"wait {span.En}", $"ждать {span.Ru}") : span,
        WaitUntilStep wait => new($"wait until {Time(wait.At)} local time", $"ждать до {Time(wait.At)} по местному времени"),
        SendStep send => Send(send),
        IfStep fork => fork.If.Rule.Explain() is var rule ? new($"check: {rule.En}", $"проверить: {rule.Ru}") : rule,
        SplitStep => new("draw lots", "бросить жребий"),
        TagStep { Removes: true } tag => new($"take the tag “{tag.Tag}” away", $"снять метку «{tag.Tag}»"),
        TagStep tag => new($"give the tag “{tag.Tag}”", $"поставить метку «{tag.Tag}»"),
        TaskStep task => SpanWords.Of(task.Due) is var due
            ? new($"give the manager the task “{task.Title}”, due in {due.En}", $"дать менеджеру задачу «{task.Title}» на {due.Ru}")
            : due,
        PromoStep promo => SpanWords.Of(promo.ValidFor) is var good
            ? new(
                $"make a promo code of {TriggerWords.Percent(promo.Percent)} %, good for {good.En}",
                $"создать промокод на {TriggerWords.Percent(promo.Percent)} %, действует {good.Ru}")
            : good,
        PointsStep points => Points(points),
        WebhookStep webhook => new($"tell {HostOf(webhook.Url)}", $"сообщить на {HostOf(webhook.Url)}"),
        ExitStep exit => new($"end: {exit.Reason}", $"завершить: {exit.Reason}"),
        _ => throw new ArgumentOutOfRangeException(nameof(step), step.Id, "A step without words."),
    };

    /// <summary>The name of a way of a split: "50 %".</summary>
    public static LocalText Share(double share)
    {
        var text = (share * 100).ToString("0.##", CultureInfo.InvariantCulture) + " %";
        return new LocalText(text, text);
    }

    private static LocalText Send(SendStep send)
    {
        var what = send.Template.Subject is { Length: > 0 } subject ? subject : send.Template.Text ?? send.Template.Html ?? "";
        var cut = what.Length <= MaxText ? what : what[..(char.IsHighSurrogate(what[MaxText - 1]) ? MaxText - 1 : MaxText)] + "…";
        var (en, ru) = send.Channel switch
        {
            "email" => ("send an e-mail", "отправить письмо"),
            "sms" => ("send an SMS", "отправить SMS"),
            "telegram" => ("send a Telegram message", "отправить сообщение в Telegram"),
            "push" => ("send a push message", "отправить push-уведомление"),
            "webhook" => ("send by webhook", "отправить через вебхук"),
            _ => ("send by the preferred channel", "отправить по предпочитаемому каналу"),
        };
        return new LocalText($"{en} “{cut}”", $"{ru} «{cut}»");
    }

    private static LocalText Points(PointsStep points)
    {
        var number = Math.Abs(points.Points).ToString("0.##", CultureInfo.InvariantCulture);
        return points.Points < 0
            ? new LocalText($"take {number} points", $"списать баллы: {number}")
            : new LocalText($"give {number} points", $"начислить баллы: {number}");
    }

    // An address may hold a secret behind the host's name.
    private static string HostOf(string url) => Uri.TryCreate(url, UriKind.Absolute, out var address) ? address.Host : url;

    private static string Time(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);
}
