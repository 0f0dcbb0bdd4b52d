using System.Collections.Concurrent;
using ClientBase.Functions.Forms.Receiving;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Forms.Guarding;

/// <summary>Posts a minute from one network to one form, counted on all instances together.</summary>
/// <remarks>
/// Each instance counts for itself and tells the others at every tenth of the limit, so that a person who posts once costs storage
/// nothing. Instances together may so let through a tenth of the limit too much each.
/// </remarks>
public sealed class FormRateLimit(FormWindows windows, IOptions<FormOptions> options, TimeProvider clock)
{
    private const int Shares = 10;

    private readonly ConcurrentDictionary<(string Form, string Network), Window> _here = new();
    private long _minute;

    /// <summary>Whether one more post is allowed now.</summary>
    public async ValueTask<bool> AllowsAsync(string formId, string network, CancellationToken cancellationToken)
    {
        var limit = options.Value.RatePerMinute;
        if (limit == 0)
        {
            return true;
        }

        var minute = clock.GetUtcNow().ToUnixTimeSeconds() / 60;
        if (Interlocked.Exchange(ref _minute, minute) != minute)
        {
            _here.Clear();
        }

        var window = _here.GetOrAdd((formId, network), _ => new Window());
        var share = Math.Max(1, limit / Shares);
        var untold = window.Add(share);
        if (window.Total > limit)
        {
            return false; // Full already: nobody needs to be told of more.
        }

        if (untold > 0)
        {
            window.Tell(await windows.AddAsync($"rate\n{formId}\n{network}", untold, cancellationToken));
        }

        return window.Total <= limit;
    }

    // Posts of a minute: those of all instances as last heard, and those here that nobody was told of yet.
    private sealed class Window
    {
        private readonly Lock _lock = new();
        private int _heard;
        private int _untold;

        public int Total
        {
            get
            {
                lock (_lock)
                {
                    return _heard + _untold;
                }
            }
        }

        public int Add(int share)
        {
            lock (_lock)
            {
                _untold++;
                if (_untold < share)
                {
                    return 0;
                }

                (var told, _untold) = (_untold, 0);
                _heard += told;
                return told;
            }
        }

        public void Tell(int total)
        {
            lock (_lock)
            {
                _heard = Math.Max(_heard, total);
            }
        }
    }
}
