using System.Text.Json;
using ClientBase.Domain.Consent;

namespace ClientBase.Domain.Tests.Consent;

public sealed class OptInTests
{
    [Theory]
    [InlineData("v3", "ru")]
    [InlineData(null, "en")]
    public void What_is_to_be_confirmed_is_read_as_it_was_stored(string? version, string language)
    {
        var optIn = new OptIn("ana@example.com", version, language);
        var data = new Dictionary<string, object?> { [OptIn.Name] = optIn.ToData() };

        Assert.True(OptIn.IsIn(data));
        Assert.Equal(optIn, OptIn.Of(JsonSerializer.SerializeToElement(data)));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"optIn":"ana@example.com"}""")]
    [InlineData("""{"optIn":{}}""")]
    [InlineData("""{"optIn":{"email":7}}""")]
    public void Data_without_an_address_to_confirm_ask_for_nothing(string json) =>
        Assert.Null(OptIn.Of(JsonDocument.Parse(json).RootElement));

    [Fact]
    public void Data_without_an_opt_in_say_none() => Assert.False(OptIn.IsIn(new Dictionary<string, object?> { ["form"] = "news" }));

    [Fact]
    public void Where_no_language_is_told_English_is_asked_in() => Assert.Equal(
        new OptIn("ana@example.com", null, "en"),
        OptIn.Of(JsonDocument.Parse("""{"optIn":{"email":"ana@example.com","language":7}}""").RootElement));
}
