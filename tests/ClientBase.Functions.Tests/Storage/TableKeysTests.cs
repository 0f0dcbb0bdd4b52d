using ClientBase.Domain.Identity;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Tests.Storage;

public sealed class TableKeysTests
{
    [Theory]
    [InlineData("a/b\\c#d?e", "a%2Fb%5Cc%23d%3Fe")]
    [InlineData("100%", "100%25")]
    [InlineData("a|b", "a%7Cb")]
    [InlineData("tab\there", "tab%09here")]
    [InlineData("Иванов", "Иванов")]
    public void Characters_forbidden_in_keys_are_escaped(string text, string expected) => Assert.Equal(expected, TableKeys.Escape(text));

    [Fact]
    public void Later_events_come_first_on_a_timeline()
    {
        var noon = new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
        Assert.True(string.CompareOrdinal(TimelineRow.Key("c", noon.AddMilliseconds(1), "a"), TimelineRow.Key("c", noon, "b")) < 0);
    }

    [Fact]
    public void The_people_of_one_telephone_lie_behind_its_row()
    {
        var phone = new IdentityKey(IdentityKind.Phone, "+79161234567");
        var named = new IdentityKey(IdentityKind.NamedPhone, "+79161234567", "maria");
        Assert.StartsWith(ClaimRow.Key(phone), ClaimRow.Key(named), StringComparison.Ordinal);
        Assert.Equal(ContactId.ShardOf(phone), ContactId.ShardOf(named));
    }

    [Fact]
    public void No_personal_data_stands_in_the_row_of_a_key() =>
        Assert.DoesNotContain(
            "anna", ClaimRow.Key(new IdentityKey(IdentityKind.Email, "anna@example.com")), StringComparison.OrdinalIgnoreCase);

    [Fact]
    public void No_kind_of_row_begins_as_another_does()
    {
        const string Id = "00aaaaaaaaaaaaaaaaaaaaaaaa";
        string[] beginnings =
        [
            ContactRow.Prefix, ClaimRow.Prefix, InboxRow.Key(""), TimelineRow.Prefix(""), DirtyRow.Prefix, SearchRow.Prefix(""),
            UncomparedRow.Prefix, ReportRow.Prefix,
            SentRow.Prefix("")[..2], UndoRow.Prefix(Id)[..2], EventRow.Prefix(Domain.Segments.Rules.Fields.EventVerb.Ordered, default)[..2],
            MemberRow.Prefix("")[..2], ChangeRow.Prefix("")[..2], OrderRow.Prefix(Id), ScoreRow.Key(Id),
            TallyRow.Parked("")[..2], RunRow.PrefixOf(Id), CartRow.Prefix(Id), ManagerRow.Key(Id), ItemRows.Tasks.PrefixOf(Id),
            ItemRows.Deals.PrefixOf(Id),
            ItemRows.Requests.PrefixOf(Id), ListRow.Key(Id, ""), StageMoveRow.Prefix,
            EngagementRow.Prefix(Id), OpeningRow.Prefix(Id), ReceiptRow.Prefix(Id), ConfirmationRow.Prefix(Id), HeardRow.AllPrefix,
        ];
        Assert.All(beginnings, one => Assert.Single(beginnings, other => other.StartsWith(one, StringComparison.Ordinal)));
    }
}
