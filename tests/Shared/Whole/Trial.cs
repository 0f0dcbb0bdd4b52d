namespace ClientBase.Tests.Whole;

/// <summary>How a trial ended.</summary>
/// <param name="Broken">The first promise that was broken; null: none.</param>
/// <param name="Digest">What the base came to.</param>
/// <param name="Writes">What was written.</param>
internal sealed record TrialResult(string? Broken, IReadOnlyList<string> Digest, IReadOnlyList<string> Writes);

/// <summary>One journey under one fate, on a base of its own.</summary>
/// <param name="Journey">The journey.</param>
/// <param name="Fate">What befalls it.</param>
/// <param name="What">The fate in words.</param>
/// <param name="Skew">By how much the clock of every other instance is wrong.</param>
internal sealed record Trial(Journey Journey, Fate Fate, string What, TimeSpan Skew = default)
{
    /// <summary>Plays it and checks.</summary>
    /// <param name="connectionString">The emulator.</param>
    /// <param name="expected">What the base came to without the fate; null: it is being found out.</param>
    public async Task<TrialResult> PlayAsync(string connectionString, IReadOnlyList<string>? expected)
    {
        await using var world = new World(connectionString, Fate, Journey.Settings, new MailProvider(), Skew);
        try
        {
            await world.CreateAsync();
            await Journey.PrepareAsync(world);
            world.Fate.Begin();
            await Journey.PlayAsync(world);
            world.Fate.Begin(isOn: false);
            var digest = await BaseDigest.OfAsync(world);
            var broken = await BaseChecker.FirstBrokenAsync(world) ?? (expected is null ? null : BaseDigest.Difference(expected, digest));
            return new TrialResult(broken is null ? null : Told(broken, world), digest, [.. world.Fate.Writes]);
        }
        catch (BrokenException broken)
        {
            return new TrialResult(Told(broken.Message, world), [], [.. world.Fate.Writes]);
        }
    }

    private static string Told(string broken, World world) =>
        world.Failures.Count == 0 ? broken : $"{broken} (last failure: {world.Failures[^1]})";
}
