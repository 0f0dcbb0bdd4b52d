using System.Text.Json;
using ClientBase.Domain.Campaigns;

namespace ClientBase.Domain.Automations;

/// <summary>One thing that happens to whoever goes through an automation.</summary>
/// <param name="Id">Its place in the definition, such as <c>steps[2].then[0]</c>: the same as long as the version is.</param>
public abstract record AutomationStep(string Id)
{
    /// <summary>The lists of steps it may lead into.</summary>
    public virtual IEnumerable<IReadOnlyList<AutomationStep>> Branches => [];

    /// <summary>This step and all within it.</summary>
    internal IEnumerable<AutomationStep> WithInner() =>
        Branches.SelectMany(branch => branch).SelectMany(step => step.WithInner()).Prepend(this);
}

/// <summary>Waits.</summary>
/// <param name="Id">Its place.</param>
/// <param name="For">How long. Whole days end at the same time of day where the person lives.</param>
public sealed record WaitStep(string Id, TimeSpan For) : AutomationStep(Id);

/// <summary>Waits for a time of day where the person lives.</summary>
/// <param name="Id">Its place.</param>
/// <param name="At">The time.</param>
public sealed record WaitUntilStep(string Id, TimeOnly At) : AutomationStep(Id);

/// <summary>Writes to the person.</summary>
/// <param name="Id">Its place.</param>
/// <param name="Channel">One of <see cref="Channels"/>.</param>
/// <param name="Template">What is written.</param>
public sealed record SendStep(string Id, string Channel, MailTemplate Template) : AutomationStep(Id)
{
    /// <summary>In place of a channel: the one the person likes best of those that are allowed and work.</summary>
    public const string Preferred = "preferred";

    /// <summary>The channels.</summary>
    public static IReadOnlyList<string> Channels { get; } = ["email", "sms", "telegram", "push", "webhook", Preferred];
}

/// <summary>Goes one way or the other.</summary>
/// <param name="Id">Its place.</param>
/// <param name="If">What is asked.</param>
/// <param name="Then">Where it holds.</param>
/// <param name="Else">Where it does not.</param>
public sealed record IfStep(string Id, WrittenRule If, IReadOnlyList<AutomationStep> Then, IReadOnlyList<AutomationStep> Else)
    : AutomationStep(Id)
{
    /// <inheritdoc/>
    public override IEnumerable<IReadOnlyList<AutomationStep>> Branches => [Then, Else];
}

/// <summary>A way of a split.</summary>
/// <param name="Share">Of one.</param>
/// <param name="Steps">What happens to those who draw it.</param>
public sealed record SplitWay(double Share, IReadOnlyList<AutomationStep> Steps);

/// <summary>Lets each person draw one of several ways. Who draws none, where the shares are less than one, goes on behind it.</summary>
/// <param name="Id">Its place.</param>
/// <param name="Ways">The ways.</param>
public sealed record SplitStep(string Id, IReadOnlyList<SplitWay> Ways) : AutomationStep(Id)
{
    /// <inheritdoc/>
    public override IEnumerable<IReadOnlyList<AutomationStep>> Branches => Ways.Select(way => way.Steps);

    /// <summary>Whether everybody draws one of the ways.</summary>
    public bool IsWhole => Ways.Sum(way => way.Share) > 1 - Tolerance;

    /// <summary>So much the sum of shares may be beside one: three times a third is a little less.</summary>
    internal const double Tolerance = 1e-6;
}

/// <summary>Gives the person a tag, or takes it away.</summary>
/// <param name="Id">Its place.</param>
/// <param name="Tag">The tag.</param>
/// <param name="Removes">Whether it is taken away.</param>
public sealed record TagStep(string Id, string Tag, bool Removes) : AutomationStep(Id);

/// <summary>Gives the person's manager a task.</summary>
/// <param name="Id">Its place.</param>
/// <param name="Title">What is to be done.</param>
/// <param name="Due">How long they have.</param>
public sealed record TaskStep(string Id, string Title, TimeSpan Due) : AutomationStep(Id);

/// <summary>Makes the person a promo code, which templates behind it name <c>promo.code</c>.</summary>
/// <param name="Id">Its place.</param>
/// <param name="Percent">What it takes off, in percent.</param>
/// <param name="ValidFor">How long it is good.</param>
public sealed record PromoStep(string Id, decimal Percent, TimeSpan ValidFor) : AutomationStep(Id);

/// <summary>Gives the person loyalty points, or takes them.</summary>
/// <param name="Id">Its place.</param>
/// <param name="Points">How many; below zero they are taken.</param>
/// <param name="Reason">What the person reads on their account.</param>
public sealed record PointsStep(string Id, decimal Points, string? Reason) : AutomationStep(Id);

/// <summary>Tells another system.</summary>
/// <param name="Id">Its place.</param>
/// <param name="Url">Where it listens.</param>
/// <param name="Body">What it is told beside who it is about; null: nothing.</param>
public sealed record WebhookStep(string Id, string Url, JsonElement? Body) : AutomationStep(Id);

/// <summary>Ends the run.</summary>
/// <param name="Id">Its place.</param>
/// <param name="Reason">Why.</param>
public sealed record ExitStep(string Id, string Reason) : AutomationStep(Id);
