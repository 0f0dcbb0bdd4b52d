namespace ClientBase.Domain.Automations.Words;

/// <summary>Tells an automation in words, in both languages.</summary>
public static class AutomationWords
{
    /// <summary>A few sentences: who enters, what happens, what ends it.</summary>
    public static LocalText Of(AutomationDefinition definition)
    {
        var sentences = Sentences(definition).ToList();
        return new LocalText(string.Join(' ', sentences.Select(one => one.En)), string.Join(' ', sentences.Select(one => one.Ru)));
    }

    /// <summary>What a step does, without what lies within its branches.</summary>
    public static LocalText Of(AutomationStep step) => StepWords.Of(step);

    private static IEnumerable<LocalText> Sentences(AutomationDefinition definition)
    {
        var trigger = TriggerWords.Of(definition.Trigger);
        var once = TriggerWords.Of(definition.Once);
        yield return new LocalText($"Starts when {trigger.En}, {once.En}.", $"Начинается, когда {trigger.Ru}, {once.Ru}.");
        if (definition.Again is { } again && SpanWords.Of(again) is var span)
        {
            yield return new LocalText($"Again at the earliest after {span.En}.", $"Повторно — не раньше чем через {span.Ru}.");
        }

        if (definition.If?.Rule.Explain() is { } rule)
        {
            yield return new LocalText($"Only: {rule.En}.", $"Только: {rule.Ru}.");
        }

        if (definition.Holdout > 0 && StepWords.Share(definition.Holdout) is var share)
        {
            yield return new LocalText($"{share.En} are left without it to compare.", $"{share.Ru} остаются без неё для сравнения.");
        }

        var steps = Steps(definition.Steps);
        yield return new LocalText($"Then: {steps.En}.", $"Дальше: {steps.Ru}.");
        if (definition.ExitOn.Count > 0)
        {
            var events = definition.ExitOn.Select(TriggerWords.OfEvent).ToList();
            yield return new LocalText(
                $"Ends early on {string.Join(" or ", events.Select(one => one.En))}.",
                $"Прекращается раньше, если произойдёт: {string.Join(" или ", events.Select(one => one.Ru))}.");
        }

        if (definition.Goal is { } goal)
        {
            var (what, within) = (TriggerWords.OfEvent(goal.On), SpanWords.Of(goal.Within));
            yield return new LocalText($"Goal: {what.En} within {within.En}.", $"Цель: {what.Ru} за {within.Ru}.");
        }
    }

    private static LocalText Steps(IReadOnlyList<AutomationStep> steps)
    {
        if (steps.Count == 0)
        {
            return new LocalText("nothing", "ничего");
        }

        var told = steps.Select(Step).ToList();
        return new LocalText(string.Join("; ", told.Select(one => one.En)), string.Join("; ", told.Select(one => one.Ru)));
    }

    private static LocalText Step(AutomationStep step)
    {
        switch (step)
        {
            case IfStep fork:
                var (rule, then, otherwise) = (fork.If.Rule.Explain(), Steps(fork.Then), Steps(fork.Else));
                return new LocalText(
                    $"if among {rule.En} ({then.En}), otherwise ({otherwise.En})",
                    $"если это {rule.Ru} ({then.Ru}), иначе ({otherwise.Ru})");
            case SplitStep split:
                var ways = split.Ways.Select(way => (Share: StepWords.Share(way.Share), Steps: Steps(way.Steps))).ToList();
                return new LocalText(
                    "draw lots: " + string.Join(", ", ways.Select(way => $"{way.Share.En} ({way.Steps.En})")),
                    "бросить жребий: " + string.Join(", ", ways.Select(way => $"{way.Share.Ru} ({way.Steps.Ru})")));
            default:
                return StepWords.Of(step);
        }
    }
}
