using System.Text.Json;
using ClientBase.Domain.Campaigns;

namespace ClientBase.Domain.Automations.Reading;

/// <summary>Reads the steps of a definition.</summary>
internal sealed class StepsReader(AutomationFaults faults)
{
    private const int MaxSteps = 200;
    private const int MaxDepth = 8;
    private const int MaxWays = 10;
    private const int MaxText = 500;
    private const int MaxTag = 100;
    private const decimal MaxPoints = 1_000_000;
    private const decimal LeastShare = 0.0001m;

    // A step is an object with one of these members, and those that belong to it.
    private static readonly Dictionary<string, string[]> Kinds = new(StringComparer.Ordinal)
    {
        ["wait"] = [],
        ["waitUntil"] = [],
        ["send"] = [],
        ["if"] = ["then", "else"],
        ["split"] = [],
        ["tag"] = [],
        ["untag"] = [],
        ["task"] = [],
        ["promo"] = [],
        ["points"] = ["reason"],
        ["webhook"] = [],
        ["exit"] = [],
    };

    private int _count;

    /// <summary>All steps of a definition.</summary>
    public IReadOnlyList<AutomationStep> Read(PlacedObject body)
    {
        var steps = Steps(body, "steps", 1);
        if (body.Value("steps") is null or { ValueKind: JsonValueKind.Array } && steps.Count == 0 && _count == 0)
        {
            body.Refuse("steps", "a list of at least one step");
        }
        else if (_count > MaxSteps)
        {
            body.Refuse("steps", $"at most {MaxSteps} steps; these are {_count}");
        }

        return steps;
    }

    private IReadOnlyList<AutomationStep> Steps(PlacedObject owner, string name, int depth)
    {
        var list = owner.List(name);
        if (depth > MaxDepth && list.Count > 0)
        {
            owner.Refuse(name, $"at most {MaxDepth} branches within each other");
            return [];
        }

        _count += list.Count;
        return [.. list.Select(one => Step(one.Element, one.Place, depth)).OfType<AutomationStep>()];
    }

    private AutomationStep? Step(JsonElement element, string place, int depth)
    {
        if (PlacedObject.Of(element, place, faults) is not { } step)
        {
            return null;
        }

        var kinds = step.Names.Where(Kinds.ContainsKey).ToList();
        if (kinds is not [var kind])
        {
            faults.Add(place, $"a step does one thing: {string.Join(", ", Kinds.Keys)}");
            return null;
        }

        step.AllowOnly([kind, .. Kinds[kind]]);
        return kind switch
        {
            "wait" => new WaitStep(place, step.Span("wait", AutomationJson.Longest) ?? default),
            "waitUntil" => new WaitUntilStep(place, step.TimeOfDay("waitUntil") ?? default),
            "send" => Send(step.Inner("send"), place),
            "if" => new IfStep(
                place, step.Rule("if") ?? new WrittenRule(""), Steps(step, "then", depth + 1), Steps(step, "else", depth + 1)),
            "split" => Split(step, place, depth),
            "tag" or "untag" => new TagStep(place, step.Text(kind, MaxTag, isRequired: true) ?? "", Removes: kind == "untag"),
            "task" => Task(step.Inner("task"), place),
            "promo" => Promo(step.Inner("promo"), place),
            "points" => Points(step, place),
            "webhook" => Webhook(step.Inner("webhook"), place),
            _ => new ExitStep(place, step.Text("exit", MaxText, isRequired: true) ?? ""),
        };
    }

    private static SendStep? Send(PlacedObject? send, string place)
    {
        if (send is null)
        {
            return null;
        }

        send.AllowOnly("channel", "template");
        var channel = send.OneOf("channel", SendStep.Channels) ?? "email";
        if (send.Value("template") is null)
        {
            send.Refuse("template", "say what is written: {\"subject\", \"html\", \"text\"}");
        }

        if (send.Inner("template") is not { } template)
        {
            return null;
        }

        template.AllowOnly("subject", "preheader", "html", "text", "design");
        var mail = new MailTemplate(
            template.Text("subject", int.MaxValue, isRequired: channel is "email" or SendStep.Preferred) ?? "",
            template.Text("html", int.MaxValue),
            template.Text("text", int.MaxValue))
        {
            Preheader = template.Text("preheader", int.MaxValue),
            Design = template.Value("design")?.Clone(),
        };
        if (mail is { Html: null, Text: null })
        {
            send.Refuse("template", "a message needs html, text or both");
        }

        return new SendStep(place, channel, mail);
    }

    private SplitStep Split(PlacedObject step, string place, int depth)
    {
        var ways = new List<SplitWay>();
        foreach (var (element, at) in step.List("split"))
        {
            if (PlacedObject.Of(element, at, faults) is { } way)
            {
                way.AllowOnly("share", "steps");
                if (way.Value("share") is null)
                {
                    way.Refuse("share", "a share of one, such as 0.5");
                }

                ways.Add(new SplitWay((double)(way.Number("share", LeastShare, 1) ?? LeastShare), Steps(way, "steps", depth + 1)));
            }
        }

        if (step.Value("split") is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() is 0 or > MaxWays)
        {
            step.Refuse("split", $"1 to {MaxWays} ways, each with its share and steps");
        }
        else if (ways.Sum(way => way.Share) > 1 + SplitStep.Tolerance)
        {
            step.Refuse("split", "the shares are at most 1 together");
        }

        return new SplitStep(place, ways);
    }

    private static TaskStep? Task(PlacedObject? task, string place)
    {
        task?.AllowOnly("title", "due");
        return task is null
            ? null
            : new TaskStep(
                place,
                task.Text("title", MaxText, isRequired: true) ?? "",
                task.Span("due", AutomationJson.Longest) ?? TimeSpan.FromDays(1));
    }

    private static PromoStep? Promo(PlacedObject? promo, string place)
    {
        promo?.AllowOnly("percent", "validFor");
        if (promo is not null && promo.Value("percent") is null)
        {
            promo.Refuse("percent", "how much it takes off, in percent");
        }

        return promo is null
            ? null
            : new PromoStep(
                place,
                promo.Number("percent", 0.01m, 100) ?? 0,
                promo.Span("validFor", AutomationJson.Longest) ?? TimeSpan.FromDays(30));
    }

    private static PointsStep Points(PlacedObject step, string place)
    {
        var points = step.Number("points", -MaxPoints, MaxPoints);
        if (points == 0)
        {
            step.Refuse("points", "how many, or below zero to take some");
        }

        return new PointsStep(place, points ?? 0, step.Text("reason", MaxText));
    }

    private static WebhookStep? Webhook(PlacedObject? webhook, string place)
    {
        if (webhook is null)
        {
            return null;
        }

        webhook.AllowOnly("url", "body");
        var url = webhook.Text("url", 2000, isRequired: true);
        if (url is not null
            && !(Uri.TryCreate(url, UriKind.Absolute, out var address)
                && address is { Scheme: "https" or "http", UserInfo.Length: 0 }))
        {
            webhook.Refuse("url", "an address such as https://example.com/hook, without a password");
        }

        return new WebhookStep(place, url ?? "", webhook.Value("body")?.Clone());
    }
}
