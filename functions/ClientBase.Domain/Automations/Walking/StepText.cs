using System.Globalization;
using ClientBase.Domain.Automations.Reading;

namespace ClientBase.Domain.Automations.Walking;

/// <summary>What a step is, apart from its place.</summary>
internal static class StepText
{
    /// <summary>All of it, with what lies in its branches: equal for equal steps.</summary>
    public static string Of(AutomationStep step) => AutomationWriter.Write(step).ToJsonString();

    /// <summary>What a fork asks, whatever lies behind it; null: it is no fork.</summary>
    public static string? AskedBy(AutomationStep step) => step switch
    {
        IfStep fork => $"if {fork.If.Text}",
        SplitStep split => $"split {string.Join(' ', split.Ways.Select(way => way.Share.ToString(CultureInfo.InvariantCulture)))}",
        _ => null,
    };

    /// <summary>Its kind: what a step keeps when it is edited. A split with another number of ways is another one.</summary>
    public static string KindOf(AutomationStep step) => step switch
    {
        WaitStep or WaitUntilStep => "wait",
        TagStep tag => tag.Removes ? "untag" : "tag",
        SplitStep split => string.Create(CultureInfo.InvariantCulture, $"split {split.Ways.Count}"),
        _ => step.GetType().Name,
    };
}
