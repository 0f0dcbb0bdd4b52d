using System.Collections.Frozen;
using ClientBase.Domain.Automations;
using ClientBase.Functions.Storage;

namespace ClientBase.Functions.Automations.Running;

/// <summary>
/// The automations that are switched on, as this instance knows them: what happens must cost nothing where nobody listens.
/// </summary>
public sealed class KnownAutomations(AutomationStore store) : IKeptFresh
{
    private volatile Listeners? _known;

    /// <inheritdoc/>
    public static TimeSpan Every => TimeSpan.FromSeconds(15);

    /// <summary>Those that are switched on. Asks storage only before it was ever asked.</summary>
    public async ValueTask<Listeners> GetAsync(CancellationToken cancellationToken) => _known ?? await RefreshAsync(cancellationToken);

    /// <summary>Reads them anew: at once where one was changed here, every quarter of a minute elsewhere.</summary>
    public async Task<Listeners> RefreshAsync(CancellationToken cancellationToken)
    {
        var all = await store.ListAsync(cancellationToken);
        var before = _known?.All ?? [];
        return _known = new Listeners(
        [
            .. all.Where(automation => automation.Enabled).Select(automation =>
                before.FirstOrDefault(one => one.Is(automation)) ?? new KnownAutomation(automation)),
        ]);
    }

    /// <inheritdoc/>
    Task IKeptFresh.RefreshAsync(CancellationToken cancellationToken) => RefreshAsync(cancellationToken);

    /// <summary>
    /// Whether one is switched on. What seems to be off is asked for once more: who is told to wait is woken only when it is switched on.
    /// </summary>
    public async ValueTask<bool> IsOnAsync(string id, CancellationToken cancellationToken) =>
        (await GetAsync(cancellationToken)).Find(id) is not null || (await RefreshAsync(cancellationToken)).Find(id) is not null;

    /// <summary>Whether there is one, on or off: one that was deleted lets nobody go on.</summary>
    public async Task<bool> IsThereAsync(string id, CancellationToken cancellationToken) =>
        await store.GetAsync(id, cancellationToken) is not null;

    /// <summary>A version of an automation, whether or not it is switched on; null: there was none.</summary>
    public async Task<KnownAutomation?> VersionAsync(string id, int version, CancellationToken cancellationToken)
    {
        var known = (await GetAsync(cancellationToken)).Find(id);
        return known?.Version == version ? known
            : await store.GetVersionAsync(id, version, cancellationToken) is { } found ? new KnownAutomation(found)
            : null;
    }
}

/// <summary>Automations that are switched on.</summary>
/// <param name="all">All of them.</param>
public sealed class Listeners(IReadOnlyList<KnownAutomation> all)
{
    private readonly FrozenDictionary<string, KnownAutomation> _byId = all.ToFrozenDictionary(one => one.Id, StringComparer.Ordinal);

    private readonly FrozenSet<string> _heeded = all
        .SelectMany(one => one.Definition.ExitOn.Append(one.Definition.Goal?.On)).OfType<string>().ToFrozenSet(StringComparer.Ordinal);

    /// <summary>All of them.</summary>
    public IReadOnlyList<KnownAutomation> All => all;

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => all.Count == 0;

    /// <summary>How long carts have to lie untouched, each span once, the shortest first.</summary>
    public IReadOnlyList<TimeSpan> CartIdles { get; } =
        [.. all.Select(one => one.Definition.Trigger).OfType<CartTrigger>().Select(cart => cart.Idle).Distinct().Order()];

    /// <summary>One by its id; null: there is none that is switched on.</summary>
    public KnownAutomation? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>Whether something may end runs, or is what an automation is for.</summary>
    public bool Heed(string name) => _heeded.Contains(name);

    /// <summary>Those with a kind of trigger that is meant.</summary>
    public IEnumerable<KnownAutomation> With<TTrigger>(Func<TTrigger, bool>? isMeant = null)
        where TTrigger : AutomationTrigger =>
        all.Where(one => one.Definition.Trigger is TTrigger trigger && (isMeant is null || isMeant(trigger)));
}
