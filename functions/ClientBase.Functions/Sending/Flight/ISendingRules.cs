using ClientBase.Domain.Campaigns.Timing;

namespace ClientBase.Functions.Sending.Flight;

/// <summary>What holds for all marketing, whoever sends it.</summary>
public interface ISendingRules
{
    /// <summary>Marketing messages one contact gets in 7 days by one channel at most; 0: no limit.</summary>
    int FrequencyCap { get; }

    /// <summary>Messages a second at most, of all instances together; 0: no limit.</summary>
    int RatePerSecond { get; }

    /// <summary>Hours in which nobody gets marketing, by the clock where each lives.</summary>
    QuietHours Quiet { get; }

    /// <summary>The time zone of people of whom nothing tells where they live.</summary>
    TimeZoneInfo Zone { get; }
}
