using System.Globalization;
using System.Text.RegularExpressions;

namespace ClientBase.Functions.Tests.Infra;

public sealed partial class CostModelTests
{
    private readonly CostModel _model = new();

    [Fact]
    public void The_document_says_what_the_model_computes()
    {
        var document = File.ReadAllText(Path.Combine(Repository.Root, "infra", "COST.md"));

        var tables = CostTables.Of(_model);
        Assert.True(document.Contains(tables, StringComparison.Ordinal), $"infra/COST.md is to hold:\n\n{tables}");
    }

    [Fact]
    public void One_account_takes_more_of_each_than_a_shop_has() =>
        Assert.All(_model.Ceilings, one => Assert.True(one.PerSecond > 1_000, one.ToString()));

    [Fact]
    public void As_many_instances_as_storage_lets_leads_through_may_be_started()
    {
        var bicep = File.ReadAllText(Path.Combine(Repository.Root, "infra", "main.bicep"));

        var most = int.Parse(MaximumInstances().Match(bicep).Groups[1].Value, CultureInfo.InvariantCulture);
        Assert.InRange(_model.Instances, 1, most);
    }

    [Fact]
    public void A_nightly_copy_ends_before_the_next_one() => Assert.InRange(CostModel.HoursToReadAll, 0, 18);

    [Fact]
    public void A_recompute_of_ten_million_does_not_fit_into_one_instance_yet() =>
        Assert.True(CostModel.ContactsInMemory(4) < 10e6, "it fits now: say so in infra/COST.md");

    [GeneratedRegex(@"param maximumInstanceCount int = (\d+)")]
    private static partial Regex MaximumInstances();
}
