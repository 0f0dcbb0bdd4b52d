namespace ClientBase.Domain.Crm;

/// <summary>How far a request is.</summary>
public enum RequestState
{
    /// <summary>Waits for an answer.</summary>
    Open = 0,

    /// <summary>Was answered.</summary>
    Answered = 1,

    /// <summary>Needs nothing more.</summary>
    Closed = 2,
}

/// <summary>What was done about a request.</summary>
/// <param name="At">When.</param>
/// <param name="State">How it was left.</param>
/// <param name="Text">What was answered, if anything.</param>
/// <param name="By">Who did it, if said.</param>
public sealed record RequestStep(DateTimeOffset At, RequestState State, string? Text, string? By);

/// <summary>What a client asks of the shop: a question, feedback, a complaint.</summary>
/// <param name="Subject">What it is about.</param>
/// <param name="Text">What they wrote.</param>
/// <param name="OpenedAt">When.</param>
/// <param name="Source">Where it came from: <c>api</c>, <c>mail:inbound</c>, ...</param>
public sealed record ClientRequest(string Subject, string? Text, DateTimeOffset OpenedAt, string Source)
{
    /// <summary>How far it is.</summary>
    public RequestState State { get; init; }

    /// <summary>Who wrote it down, if said.</summary>
    public string? By { get; init; }

    /// <summary>What was done about it, the first first.</summary>
    public IReadOnlyList<RequestStep> Steps { get; init; } = [];

    /// <summary>Whether somebody waits.</summary>
    public bool IsOpen => State == RequestState.Open;

    /// <summary>The request with a step more; itself when that says nothing new.</summary>
    public ClientRequest Take(RequestStep step)
    {
        var isKnown = step.Text is null || (Steps.Count > 0 && step.Text == Steps[^1].Text);
        return step.State == State && isKnown ? this : this with { State = step.State, Steps = [.. Steps, step] };
    }
}
