using ClientBase.Domain.Contacts;
using ClientBase.Domain.Identity.Merging;

namespace ClientBase.Domain.Tests.Identity.Merging;

public sealed class ApartMarkTests
{
    [Fact]
    public void Two_have_one_mark_whoever_comes_first()
    {
        Assert.Equal("a-b", ApartMark.Of("a", "b"));
        Assert.Equal("a-b", ApartMark.Of("b", "a"));
    }

    [Theory]
    [InlineData("a-b", true)]
    [InlineData("a-q", true)]
    [InlineData("b-p", true)]
    [InlineData("p-q", true)]
    [InlineData("a-p", false)] // Both are part of one.
    [InlineData("b-q", false)]
    [InlineData("a-x", false)]
    [InlineData("b-x", false)]
    [InlineData("x-y", false)]
    public void A_mark_bars_those_it_names_and_whom_they_are_part_of(string mark, bool isBarred)
    {
        var (one, other) = (Person("a", part: "p"), Person("b", part: "q"));
        var (marked, markedOther) = (one with { NotSame = one.NotSame.Add(mark) }, other with { NotSame = other.NotSame.Add(mark) });

        Assert.Equal(isBarred, ApartMark.Bars(marked, other));
        Assert.Equal(isBarred, ApartMark.Bars(one, markedOther));
        Assert.Equal(isBarred, ApartMark.Bars(other, marked));
        Assert.Equal(isBarred ? [mark] : Array.Empty<string>(), ApartMark.Between(marked, markedOther));
    }

    [Theory]
    [InlineData("a-x", true)]
    [InlineData("x-a", true)]
    [InlineData("x-y", false)]
    public void A_mark_is_about_each_of_the_two_it_names(string mark, bool isAbout) =>
        Assert.Equal(isAbout, ApartMark.IsAbout(mark, ["a", "b"]));

    private static Contact Person(string id, string part) => new() { Id = id, MergedFrom = new Contact().MergedFrom.Add(part) };
}
