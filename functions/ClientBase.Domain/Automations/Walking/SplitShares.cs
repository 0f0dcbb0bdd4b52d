namespace ClientBase.Domain.Automations.Walking;

/// <summary>How exactly the shares of a split are added.</summary>
internal static class SplitShares
{
    /// <summary>So much may be missing to one, or be over it.</summary>
    public const double Tolerance = 1e-6;
}
