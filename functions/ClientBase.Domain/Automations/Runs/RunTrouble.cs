namespace ClientBase.Domain.Automations.Runs;

/// <summary>A step that could not be done.</summary>
/// <param name="Step">The id of the step.</param>
/// <param name="Tries">How often it was tried in vain.</param>
/// <param name="Cause">What went wrong the last time, without personal data.</param>
public sealed record RunTrouble(string? Step, int Tries, string Cause)
{
    /// <summary>So often a step is tried: with the pauses between, for eight and a half hours.</summary>
    public const int MaxTries = 10;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(1);

    /// <summary>How long to wait after so many tries: each pause is twice as long as the one before.</summary>
    public static TimeSpan PauseAfter(int tries) => FirstPause * Math.Pow(2, tries - 1);

    /// <summary>Whether it is not tried any more.</summary>
    public bool IsForGood() => Tries >= MaxTries;
}
