using System.Globalization;
using System.Text.RegularExpressions;
using ClientBase.Domain.Automations.Walking;

namespace ClientBase.Domain.Tests.Automations;

/// <summary>
/// Steps of one version that are found in a later one. "A" is a mail, "1d" a wait, "+a" a tag; the answer tells of each step where it is in
/// the later version, or "-" where it is not found.
/// </summary>
public sealed class StepAlignmentTests
{
    [Theory]
    [InlineData("A 1d B", "A 1d B", "0 1 2")]
    [InlineData("A 1d B", "X A 1d B", "1 2 3")]
    [InlineData("A 1d B", "2d A 1d B", "1 2 3")]
    [InlineData("A 1d B", "A 1d X 3d B", "0 1 4")]
    [InlineData("A 1d B", "A 1d B X Y", "0 1 2")]
    public void What_was_put_in_before_or_behind_moves_the_others_on(string from, string to, string found) =>
        Assert.Equal(found, Found(from, to));

    [Theory]
    [InlineData("A 1d B", "1d B", "- 0 1")]
    [InlineData("A 1d B 2d C", "A 2d C", "0 - - 1 2")]
    [InlineData("A 1d B", "A", "0 - -")]
    [InlineData("A", "+a", "-")]
    public void What_was_taken_out_is_not_found_and_the_others_move_up(string from, string to, string found) =>
        Assert.Equal(found, Found(from, to));

    [Theory]
    [InlineData("A 1d B", "A 1d B2", "0 1 2")]
    [InlineData("A 1d B", "A 3d B", "0 1 2")]
    [InlineData("A 1d B", "X A 3d B", "1 2 3")] // Its neighbours agree.
    [InlineData("3d A", "1d B", "0 1")] // Nothing agrees, but each is of the kind it was.
    [InlineData("A 1d B 2d C", "A 9d B2 2d C", "0 1 2 3 4")]
    [InlineData("A 1d B", "A at9 B", "0 1 2")]
    public void An_edited_step_at_its_place_between_its_neighbours_is_the_same_one(string from, string to, string found) =>
        Assert.Equal(found, Found(from, to));

    [Theory]
    [InlineData("A 1d B", "A 3d X B", "0 - 3")] // One was edited and one put in: which is which?
    [InlineData("A +a B", "A -a B", "0 - 2")]
    [InlineData("A 1d B", "A +a B", "0 - 2")]
    [InlineData("3d A 3d B", "2d C", "- - - -")]
    public void What_may_be_another_step_is_not_found(string from, string to, string found) => Assert.Equal(found, Found(from, to));

    [Theory]
    [InlineData("A 1d B 2d C", "A 1d C 2d B", "0 1 - - 2")]
    [InlineData("A 1d B 2d C", "C 1d B 2d A", "- 1 2 3 -")] // In place of one another, but neither was edited.
    [InlineData("A 1d B", "1d B A", "- 0 1")]
    public void Of_steps_that_changed_their_order_those_are_found_that_kept_it(string from, string to, string found) =>
        Assert.Equal(found, Found(from, to));

    [Theory]
    [InlineData("A 1d A 1d A", "A 1d A 1d A", "0 1 2 3 4")]
    [InlineData("A 1d A", "1d A", "- 0 1")]
    [InlineData("A 1d B 1d C", "A 1d X 1d B 1d C", "0 1 4 5 6")]
    [InlineData("1d A 3d B", "3d A 3d B", "0 1 2 3")] // Edited to be like another one.
    public void A_step_that_occurs_twice_is_found_once_by_what_stands_around_it(string from, string to, string found) =>
        Assert.Equal(found, Found(from, to));

    [Fact]
    public void In_a_branch_a_step_is_looked_for_in_the_same_branch()
    {
        const string Before = """{"if":"everyone","then":[A,1d],"else":[B]},C""";

        Assert.Equal(
            "1 1.then[1] 1.then[2] 1.else[0] 2", Found(Before, """X,{"if":"everyone","then":[Y,A,1d],"else":[B]},C"""));
        Assert.Equal("0 - 0.then[0] - 1", Found(Before, """{"if":"everyone","then":[1d,B],"else":[]},C"""));
    }

    [Fact]
    public void A_fork_that_asks_the_same_is_the_same_whatever_lies_behind_it_and_one_that_asks_something_else_at_its_place()
    {
        const string Two = """{"if":"everyone","then":[A]},{"if":"orders.count > 1","then":[B]}""";

        Assert.Equal(
            "1 1.then[0] 2 2.then[1]",
            Found(Two, """X,{"if":"everyone","then":[A,1d]},{"if":"orders.count > 1","then":[Y,B]}"""));
        Assert.Equal(
            "0 0.then[0] 1 1.then[0]", Found(Two, """{"if":"everyone","then":[A]},{"if":"orders.count > 2","then":[B]}"""));
    }

    [Fact]
    public void What_was_put_behind_a_fork_is_not_found_nor_what_lay_behind_one_that_is_gone()
    {
        Assert.Equal("- 1", Found("A B", """{"if":"everyone","then":[A]},B"""));
        Assert.Equal("- - 1", Found("""{"if":"everyone","then":[A]},B""", "A B"));
    }

    [Fact]
    public void Ways_of_a_split_stay_what_they_are_where_shares_change_but_not_where_one_is_gone()
    {
        const string Split = """{"split":[{"share":0.5,"steps":[A]},{"share":0.5,"steps":[B]}]}""";

        Assert.Equal(
            "0 0.split[0].steps[0] 0.split[1].steps[0]",
            Found(Split, """{"split":[{"share":0.8,"steps":[A]},{"share":0.2,"steps":[B2]}]}"""));
        Assert.Equal("- - -", Found(Split, """{"split":[{"share":0.5,"steps":[B]}]}"""));
    }

    [Fact]
    public void Whatever_is_not_found_from_the_earlier_version_is_new()
    {
        var steps = StepAlignment.Of(Definitions.Of(Json("A 1d B")), Definitions.Of(Json("X A 1d Y B")));
        Assert.Equal(["steps[0]", "steps[3]"], steps.Added);
    }

    private static string Found(string from, string to)
    {
        var (one, other) = (Definitions.Of(Json(from)), Definitions.Of(Json(to)));
        var steps = StepAlignment.Of(one, other);
        return string.Join(' ', one.AllSteps.Select(step => steps.Same.TryGetValue(step.Id, out var id) ? Short(id) : "-"));
    }

    // steps[2].then[0] is 2.then[0].
    private static string Short(string id) => id["steps[".Length..].Remove(id.IndexOf(']') - "steps[".Length, 1);

    // The short steps as JSON, alone or within forks.
    private static string Json(string steps) => steps.Contains('{', StringComparison.Ordinal)
        ? Regex.Replace(steps, @"(?<=^|,|\[)(\d+d|[A-Z]\d?)(?=,|\]|$)", one => Step(one.Value))
        : string.Join(',', steps.Split(' ').Select(Step));

    private static string Step(string step) => step switch
    {
        ['+', .. var tag] => $$"""{"tag":"{{tag}}"}""",
        ['-', .. var tag] => $$"""{"untag":"{{tag}}"}""",
        ['a', 't', .. var hour] => $$"""{"waitUntil":"{{int.Parse(hour, CultureInfo.InvariantCulture):00}}:00"}""",
        [.., 'd'] => $$"""{"wait":"{{step}}"}""",
        _ => Definitions.Hello.Replace("Hello", step, StringComparison.Ordinal),
    };
}
