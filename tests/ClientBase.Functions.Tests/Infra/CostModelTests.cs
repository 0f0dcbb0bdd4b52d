namespace ClientBase.Functions.Tests.Infra;

public sealed class CostModelTests
{
    private readonly CostModel _model = new();

    [Fact]
    public void The_document_says_what_the_model_computes()
    {
        var document = File.ReadAllText(Path.Combine(Repository.Root, "infra", "COST.md"));

        Assert.True(document.Contains(_model.Markdown, StringComparison.Ordinal), $"infra/COST.md is to hold:\n\n{_model.Markdown}");
    }

    [Fact]
    public void One_account_takes_more_leads_than_a_shop_has() =>
        Assert.True(_model.LeadCeilings.Min(one => one.PerSecond) > 1_000);

    [Fact]
    public void Sixteen_shards_let_through_what_one_queue_does()
    {
        var ceilings = _model.LeadCeilings.Select(one => one.PerSecond).ToList();
        Assert.True(ceilings[0] >= ceilings[2], "more shards are needed");
    }

    [Fact]
    public void A_nightly_copy_ends_before_the_next_one() => Assert.InRange(CostModel.HoursToReadAll, 0, 12);

    [Fact]
    public void A_recompute_of_ten_million_does_not_fit_into_one_instance_yet() =>
        Assert.True(CostModel.ContactsInMemory < 10e6, "it fits now: say so in infra/COST.md");
}
