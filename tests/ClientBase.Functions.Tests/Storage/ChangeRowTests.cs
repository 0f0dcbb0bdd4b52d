using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Tests.Storage;

public sealed class ChangeRowTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly string[] Ids = [.. "abcd".Select(letter => "00" + new string(letter, 24))];

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void A_row_tells_each_change_it_was_made_of(int count)
    {
        var changes = Changes(count);

        Assert.Equal(changes, ChangeRow.Read(ChangeRow.Of(changes)));
    }

    [Fact]
    public void A_row_stands_where_its_last_change_is_looked_for()
    {
        var changes = Changes(4);

        Assert.EndsWith(ChangeRow.PlaceOf(changes[^1]), ChangeRow.Of(changes).RowKey, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 1)] // The row is written anew.
    [InlineData(3, 2)] // It was named by who is taken out.
    public void Who_is_taken_out_leaves_the_others(int gone, int actions)
    {
        var changes = Changes(4);
        var row = ChangeRow.Of(changes);

        var made = ChangeRow.Without(row, Ids[gone]).ToList();

        Assert.Equal(actions, made.Count);
        Assert.Equal(
            changes.Where(change => change.ContactId != Ids[gone]), ChangeRow.Read((Azure.Data.Tables.TableEntity)made[0].Entity));
        Assert.DoesNotContain(Ids[gone], made[0].Entity.RowKey, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_is_alone_in_a_row_takes_it_along_and_a_stranger_changes_nothing()
    {
        var row = ChangeRow.Of(Changes(1));

        Assert.Equal(Azure.Data.Tables.TableTransactionActionType.Delete, Assert.Single(ChangeRow.Without(row, Ids[0])).ActionType);
        Assert.Empty(ChangeRow.Without(row, Ids[1]));
    }

    private static List<MembershipChange> Changes(int count) =>
    [
        .. Ids.Take(count).Select((id, i) => new MembershipChange(
            "active", id, i % 2 == 0, At, i < 2 ? "time passed, or the limits: of the base \"moved\"" : $"order shop:{i}")),
    ];
}
