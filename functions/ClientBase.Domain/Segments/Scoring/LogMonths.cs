using System.Buffers;

namespace ClientBase.Domain.Segments.Scoring;

/// <summary>The rows of a log month by month (UTC), without those after the instant of the scores.</summary>
internal sealed class LogMonths : IDisposable
{
    private readonly int[]? _rows;
    private readonly int[] _ends;
    private readonly int _first;

    private LogMonths(int[]? rows, int[] ends, int first) => (_rows, _ends, _first) = (rows, ends, first);

    /// <summary>How many months the log spans.</summary>
    public int Count => _ends.Length;

    /// <summary>The number of a month, counted as <see cref="MonthlyOrders"/> does.</summary>
    public int NumberOf(int month) => _first + month;

    /// <summary>The rows of a month as a range of indexes into <see cref="Rows"/>, or of the log itself when that is null.</summary>
    public (int From, int To) RangeOf(int month) => (month == 0 ? 0 : _ends[month - 1], _ends[month]);

    /// <summary>The rows in order; null when the log is in order already.</summary>
    public int[]? Rows => _rows;

    /// <summary>Begin of a month, in ticks.</summary>
    public static long StartOf(int number) => new DateTime(number / 12, (number % 12) + 1, 1).Ticks;

    /// <summary>Finds the months of a log. One that is in order of time already, as most are, is left as it is.</summary>
    public static LogMonths Of(OrderLog log, long asOf)
    {
        var (earliest, latest) = (long.MaxValue, long.MinValue);
        foreach (var at in log.Times)
        {
            earliest = at < earliest ? at : earliest;
            latest = at > latest && at <= asOf ? at : latest;
        }

        if (latest < earliest)
        {
            return new LogMonths(null, [], 0);
        }

        var first = MonthlyOrders.IndexOf(new DateTime(earliest));
        var months = new DayMonths(earliest, latest, first);
        var ends = new int[MonthlyOrders.IndexOf(new DateTime(latest)) - first + 1];
        var (isInOrder, last) = (true, 0);
        foreach (var at in log.Times)
        {
            if (at > asOf)
            {
                isInOrder = false;
                continue;
            }

            var month = months.Of(at);
            isInOrder &= month >= last;
            last = month;
            ends[month]++;
        }

        for (var month = 1; month < ends.Length; month++)
        {
            ends[month] += ends[month - 1];
        }

        return new LogMonths(isInOrder ? null : Sort(log, asOf, months, ends), ends, first);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_rows is not null)
        {
            ArrayPool<int>.Shared.Return(_rows);
        }
    }

    // A counting sort.
    private static int[] Sort(OrderLog log, long asOf, DayMonths months, int[] ends)
    {
        var rows = ArrayPool<int>.Shared.Rent(ends[^1]);
        int[] next = [0, .. ends[..^1]];
        for (var row = 0; row < log.Times.Length; row++)
        {
            if (log.Times[row] <= asOf)
            {
                rows[next[months.Of(log.Times[row])]++] = row;
            }
        }

        return rows;
    }

    /// <summary>The month of each day from a table: a division and a look-up are quicker than the calendar.</summary>
    private sealed class DayMonths
    {
        private readonly int _firstDay;
        private readonly int[] _months;

        public DayMonths(long earliest, long latest, int first)
        {
            _firstDay = (int)(earliest / TimeSpan.TicksPerDay);
            _months = new int[(int)(latest / TimeSpan.TicksPerDay) - _firstDay + 1];
            for (var day = 0; day < _months.Length; day++)
            {
                _months[day] = MonthlyOrders.IndexOf(new DateTime((_firstDay + day) * TimeSpan.TicksPerDay)) - first;
            }
        }

        public int Of(long at) => _months[(int)((ulong)at / TimeSpan.TicksPerDay) - _firstDay];
    }
}
