using System.Diagnostics.CodeAnalysis;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace ClientBase.Tests.Whole;

/// <summary>What befalls the requests to storage of all instances of one trial: decided by the number of a write or by a seed.</summary>
internal sealed class Fate
{
    private const int SlowMilliseconds = 30;

    private readonly Random? _random;
    private readonly Lock _lock = new();
    private readonly List<string> _writes = [];
    private readonly int _at;
    private readonly Blow _blow;
    private readonly double _share;
    private bool _isOn;
    private (int First, int Second)? _stops;

    private Fate(int at = -1, Blow blow = Blow.None, int? seed = null, double share = 0)
    {
        (_at, _blow, _share) = (at, blow, share);
        _random = seed is { } given ? new Random(given) : null;
    }

    /// <summary>Nothing befalls them; writes are counted.</summary>
    public static Fate Kind() => new();

    /// <summary>The instance that makes the n-th write (from 0) ends right before it, or right after.</summary>
    public static Fate Crash(int write, bool isAfter) =>
        new(write, isAfter ? Blow.CrashAfter : Blow.CrashBefore);

    /// <summary>The n-th write (from 0) is done, and the reply to it is lost: it is tried again, and meets what it has done.</summary>
    public static Fate LostReply(int write) => new(write, Blow.Lost);

    /// <summary>
    /// Two instances take two messages of a queue at once, or one message both: the first is stopped after so many requests, the second
    /// after so many.
    /// </summary>
    public static Fate Interleaved(int first, int second) => new() { _stops = (first, second) };

    /// <summary>A share of the requests fails in one way or another.</summary>
    public static Fate Faults(int seed, double share) => new(seed: seed, share: share);

    /// <summary>What was written, in order.</summary>
    public IReadOnlyList<string> Writes => _writes;

    /// <summary>How many requests a message took at most of those that two instances took at once.</summary>
    public int MostRequests { get; private set; }

    /// <summary>The write at which it struck; null: it has not yet.</summary>
    public string? Struck { get; private set; }

    /// <summary>Whether it has begun: while a trial is prepared nothing happens.</summary>
    public void Begin(bool isOn = true) => _isOn = isOn;

    /// <summary>The turns of two instances; null: one works alone.</summary>
    public Turns? NewTurns() => _isOn && _stops is { } stops ? new Turns(stops.First, stops.Second) : null;

    /// <summary>Notes what two have done.</summary>
    public void Note(Turns turns) => MostRequests = Math.Max(MostRequests, turns.Made.Max());

    /// <summary>What carries the requests of one instance.</summary>
    public Life NewLife() => new(this);

    private Blow Next(Request request)
    {
        lock (_lock)
        {
            if (!_isOn)
            {
                return Blow.None;
            }

            var isWrite = request.Method != RequestMethod.Get && request.Method != RequestMethod.Head;
            if (isWrite)
            {
                _writes.Add(NameOf(request));
            }

            if (isWrite && Struck is null && _writes.Count - 1 == _at)
            {
                Struck = _writes[^1];
                return _blow;
            }

            return _random is null || _random.NextDouble() >= _share ? Blow.None : (Blow)_random.Next((int)Blow.Faults);
        }
    }

    private static string NameOf(Request request)
    {
        var path = Uri.UnescapeDataString(request.Uri.Path).Split('/', 3, StringSplitOptions.RemoveEmptyEntries);
        var name = path.Length > 1 ? path[1] : "";
        var key = name.IndexOf('(', StringComparison.Ordinal);
        return $"{request.Method} {(key < 0 ? name : name[..key])}{(path.Length > 2 ? " " + path[2].Split('/')[0] : "")}";
    }

    private enum Blow
    {
        Busy,
        Slow,
        TooMany,
        TimedOut,
        Failed,
        Cut,
        Lost,
        LostByCut,

        /// <summary>How many faults there are.</summary>
        Faults,
        None,
        CrashBefore,
        CrashAfter,
    }

    /// <summary>Carries every try of a request to storage of one instance.</summary>
    internal sealed class Life(Fate fate) : HttpPipelineTransport
    {
        private int _underWay;

        /// <summary>Whether the instance has ended: nothing of it reaches storage any more.</summary>
        public bool IsOver { get; private set; }

        /// <summary>Returns when it may make a request; null: at any time.</summary>
        public Func<Task>? Turn { get; set; }

        /// <summary>How many of its requests are under way.</summary>
        public int UnderWay => Volatile.Read(ref _underWay);

        public override Request CreateRequest() => HttpClientTransport.Shared.CreateRequest();

        public override void Process(HttpMessage message) => ProcessAsync(message, isAsync: false).AsTask().GetAwaiter().GetResult();

        public override ValueTask ProcessAsync(HttpMessage message) => ProcessAsync(message, isAsync: true);

        /// <summary>Fails once the instance has ended.</summary>
        public void ThrowIfOver()
        {
            if (IsOver)
            {
                throw new CrashedException();
            }
        }

        private async ValueTask ProcessAsync(HttpMessage message, bool isAsync)
        {
            ThrowIfOver();
            await (Turn?.Invoke() ?? Task.CompletedTask);
            var blow = fate.Next(message.Request);
            if (blow == Blow.CrashBefore)
            {
                IsOver = true;
                throw new CrashedException();
            }

            if (blow == Blow.Cut)
            {
                throw WasCut();
            }

            if (RefusalOf(blow) is { } refusal)
            {
                message.Response = refusal;
                return;
            }

            await CarryAsync(message, isAsync, blow == Blow.Slow);
            IsOver |= blow == Blow.CrashAfter;
            ThrowIfOver();
            if (blow == Blow.LostByCut)
            {
                throw WasCut();
            }

            if (blow == Blow.Lost)
            {
                message.Response = new FailedResponse(message.Request, 500, "OperationTimedOut");
            }

            FailedResponse? RefusalOf(Blow one) => one switch
            {
                Blow.Busy => new FailedResponse(message.Request, 503, "ServerBusy"),
                Blow.TooMany => new FailedResponse(message.Request, 429, "TooManyRequests"),
                Blow.TimedOut => new FailedResponse(message.Request, 408, "OperationTimedOut"),
                Blow.Failed => new FailedResponse(message.Request, 500, "InternalError"),
                _ => null,
            };
        }

        private async ValueTask CarryAsync(HttpMessage message, bool isAsync, bool isSlow)
        {
            if (isSlow)
            {
                await Task.Delay(SlowMilliseconds);
            }

            Interlocked.Increment(ref _underWay);
            try
            {
                if (isAsync)
                {
                    await HttpClientTransport.Shared.ProcessAsync(message);
                    return;
                }

                HttpClientTransport.Shared.Process(message);
            }
            finally
            {
                Interlocked.Decrement(ref _underWay);
            }
        }

        private static RequestFailedException WasCut() => new("The connection was cut.", new HttpRequestException("cut"));
    }

    // Storage's own answer when it cannot.
    private sealed class FailedResponse(Request request, int status, string code) : Response
    {
        private const string ErrorCode = "x-ms-error-code";

        public override int Status => status;

        public override string ReasonPhrase => code;

        public override Stream? ContentStream { get; set; } = new MemoryStream();

        public override string ClientRequestId { get; set; } = request.ClientRequestId;

        public override void Dispose()
        {
        }

        protected override bool ContainsHeader(string name) => name == ErrorCode;

        protected override IEnumerable<HttpHeader> EnumerateHeaders() => [new HttpHeader(ErrorCode, code)];

        protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value)
        {
            value = name == ErrorCode ? code : null;
            return value is not null;
        }

        protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
        {
            values = name == ErrorCode ? [code] : null;
            return values is not null;
        }
    }
}

/// <summary>The process would have ended here.</summary>
internal sealed class CrashedException() : Exception("The instance was killed.");
