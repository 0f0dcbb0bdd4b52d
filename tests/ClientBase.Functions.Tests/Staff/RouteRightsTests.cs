using ClientBase.Functions.Http;
using ClientBase.Functions.Staff;

namespace ClientBase.Functions.Tests.Staff;

public sealed class RouteRightsTests
{
    private static readonly StaffRole[] Roles = [StaffRole.Owner, StaffRole.Marketer, StaffRole.Manager, StaffRole.ReadOnly];

    [Fact]
    public void Every_keyed_route_has_a_right_and_nothing_else_has() =>
        Assert.Equal(KeyedRoutes.All.Order(StringComparer.Ordinal), RouteRights.All.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void A_route_without_a_right_is_the_owners_alone() =>
        Assert.Equal([StaffRole.Owner], Roles.Where(RouteRights.Of("NewRoute").Allows));

    [Fact]
    public void The_owner_may_everything() =>
        Assert.All(RouteRights.All.Values, right => Assert.True(right.Allows(StaffRole.Owner)));

    [Theory]
    [InlineData("EraseContact")]
    [InlineData("ReadAudit")]
    [InlineData("CheckAudit")]
    public void Erasure_and_audit_are_the_owners(string function) =>
        Assert.Equal([StaffRole.Owner], Roles.Where(RouteRights.Of(function).Allows));

    [Fact]
    public void A_marketer_may_all_but_that() =>
        Assert.Equal(
            ["CheckAudit", "EraseContact", "ExportAudit", "ReadAudit"],
            RouteRights.All.Where(right => !right.Value.Allows(StaffRole.Marketer)).Select(right => right.Key).Order());

    [Theory]
    [InlineData("PutCampaign")]
    [InlineData("GetCampaign")]
    [InlineData("ListCampaigns")]
    [InlineData("SendCampaignNow")]
    [InlineData("MergeContacts")]
    [InlineData("ListDuplicates")]
    [InlineData("AcceptDuplicate")]
    [InlineData("RejectDuplicate")]
    [InlineData("UndoMerge")]
    [InlineData("ExportSegment")]
    [InlineData("ExportPerson")]
    [InlineData("PutForm")]
    [InlineData("ListForms")]
    [InlineData("ListCaptures")]
    [InlineData("ReadOutbox")]
    public void A_manager_has_no_campaigns_merges_exports_and_forms(string function) =>
        Assert.False(RouteRights.Of(function).Allows(StaffRole.Manager));

    [Fact]
    public void Who_only_reads_changes_nothing_and_takes_nothing_out()
    {
        string?[] looks =
        [
            null, "card", "list", "orders", "timeline", "work", "receipts", "history", "outbox", "segment.changes", "import.report",
            "duplicate.list",
        ];
        Assert.All(
            RouteRights.All.Values.Where(right => right.Allows(StaffRole.ReadOnly)),
            right => Assert.Contains(right.Action, looks));
    }
}
