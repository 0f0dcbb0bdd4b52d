
namespace ClientBase.Functions.Sending.Flight;

/// <summary>Limits the groups that are in flight at once on this instance, and with them the mails a crash leaves unanswered.</summary>
public sealed class FlightSlots : IDisposable
{
    /// <summary>
    /// With fifty mails in each, enough to keep a provider busy at a round trip of a fifth of a second and 2,000 mails a second.
    /// </summary>
    private const int Count = 8;

    private readonly SemaphoreSlim _free = new(Count);

    /// <summary>Waits for a slot; disposing the result frees it.</summary>
    public async Task<IDisposable> WaitAsync(CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken);
        return new Slot(_free);
    }

    public void Dispose() => _free.Dispose();

    private sealed class Slot(SemaphoreSlim free) : IDisposable
    {
        public void Dispose() => free.Release();
    }
}
