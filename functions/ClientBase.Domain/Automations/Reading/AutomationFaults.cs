using ClientBase.Domain.Segments.Rules;

namespace ClientBase.Domain.Automations.Reading;

/// <summary>What is wrong at a place of a definition.</summary>
/// <param name="Why">What to mend.</param>
/// <param name="Rule">Where a rule is wrong: at which character, and what may have been meant.</param>
public sealed record AutomationFault(string Why, RuleError? Rule = null);

/// <summary>What is wrong with a definition, by place. Of several at one place the first is told.</summary>
internal sealed class AutomationFaults
{
    private readonly SortedDictionary<string, AutomationFault> _all = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, AutomationFault> All => _all;

    public void Add(string place, string why) => _all.TryAdd(place, new AutomationFault(why));

    public void Add(string place, RuleError error) => _all.TryAdd(place, new AutomationFault(error.Message.En, error));
}
