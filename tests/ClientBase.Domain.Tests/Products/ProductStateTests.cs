using ClientBase.Domain.Contacts;
using ClientBase.Domain.Products;

namespace ClientBase.Domain.Tests.Products;

public sealed class ProductStateTests
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Joining_is_the_same_in_any_order_and_a_repeat_changes_nothing()
    {
        ProductState[] states = [Changed(1), Changed(2), Deleted(1), Deleted(3), Changed(2, "d2")];
        foreach (var a in states)
        {
            Assert.Equal(a, a.Join(a));
            foreach (var b in states)
            {
                Assert.Equal(a.Join(b), b.Join(a));
                Assert.All(states, c => Assert.Equal(a.Join(b).Join(c), a.Join(b.Join(c))));
            }
        }
    }

    [Fact]
    public void A_product_exists_until_deleted_and_again_once_changed_after_that()
    {
        Assert.True(Changed(1).Exists);
        Assert.False(Changed(1).Join(Deleted(2)).Exists);
        Assert.True(Deleted(2).Join(Changed(3)).Exists);
        Assert.False(Deleted(2).Exists);
    }

    [Theory]
    [InlineData("green", true)]
    [InlineData("TEA gre", true)]
    [InlineData("acm", true)]
    [InlineData("T-1", true)]
    [InlineData("coffee", false)]
    [InlineData("green coffee", false)]
    public void A_product_is_found_by_the_beginnings_of_its_words(string typed, bool fits)
    {
        var product = new ProductVersion("Green tea", new Stamp(Noon, "d"))
        {
            Brand = "Acme",
            Variants = [new ProductVariant("1", null, "T-100", 5m)],
        };

        Assert.Equal(fits, ProductWords.Fit(product, ProductWords.In(typed)));
    }

    private static ProductState Changed(int minute, string delivery = "d1") =>
        new(new ProductVersion($"Tea {minute}", new Stamp(Noon.AddMinutes(minute), delivery)), null);

    private static ProductState Deleted(int minute) => new(null, Noon.AddMinutes(minute));
}
