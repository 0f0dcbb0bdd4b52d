using ClientBase.Domain.Behaviour;
using ClientBase.Domain.Contacts;

namespace ClientBase.Domain.Tests.Behaviour;

public sealed class CartStateTests
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Joining_is_the_same_in_any_order_and_a_repeat_changes_nothing()
    {
        CartState[] states =
        [
            Filled(1), Filled(2, items: 0), Filled(3) with { Url = Link(1) }, CartState.Unknown.EndAt(Noon),
            CartState.Unknown with { Url = Link(2) },
        ];
        var all = states.Aggregate((a, b) => a.Join(b));
        foreach (var a in states)
        {
            Assert.Equal(a, a.Join(a));
            Assert.Equal(all, all.Join(a));
            foreach (var b in states)
            {
                Assert.Equal(a.Join(b), b.Join(a));
                Assert.All(states, c => Assert.Equal(a.Join(b).Join(c), a.Join(b.Join(c))));
            }
        }
    }

    [Fact]
    public void A_cart_is_open_while_something_lies_in_it_and_nothing_ended_it()
    {
        Assert.True(Filled(1).IsOpen);
        Assert.False(Filled(1).Join(Filled(2, items: 0)).IsOpen);
        Assert.True(Filled(2, items: 0).Join(Filled(3)).IsOpen);
        Assert.False(Filled(3).EndAt(Noon).IsOpen);
        Assert.False(Filled(3).EndAt(Noon).Join(Filled(4)).IsOpen);
    }

    [Fact]
    public void An_open_cart_is_left_behind_when_it_has_lain_untouched()
    {
        Assert.Equal(Noon.AddMinutes(17), Filled(2).LeftBehindAt(TimeSpan.FromMinutes(15)));
        Assert.Null(Filled(2, items: 0).LeftBehindAt(TimeSpan.FromMinutes(15)));
    }

    private static CartState Filled(int minute, int items = 1) => CartState.Unknown with
    {
        Content = new CartContent(
            [.. Enumerable.Range(0, items).Select(i => new CartItem($"{i}", null, null, "Tea", 1m, 5m))],
            5m,
            "EUR",
            new Stamp(Noon.AddMinutes(minute), "c")),
    };

    private static Stamped<string> Link(int minute) =>
        new($"https://shop.example/{minute}", new Stamp(Noon.AddMinutes(minute), "c"), "shop:acme");
}
