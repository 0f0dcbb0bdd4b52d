using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Domain.Contacts.Phones;

namespace ClientBase.Domain.Tests.Contacts;

public sealed class SearchWordsTests
{
    private static readonly Contact Anna = Person();

    [Theory]
    [InlineData("анн")]
    [InlineData("СЕМЁНОВ")]
    [InlineData("семенова анна")]
    [InlineData("анна сем")]
    [InlineData("anna@")]
    [InlineData("Anna@Shop.example")]
    [InlineData("@shop.example")]
    [InlineData("7916")]
    [InlineData("+7 (916) 123")]
    [InlineData("916 1234567")]
    [InlineData("ромаш")]
    [InlineData("\"Ромашка\"")]
    [InlineData("иван анна")]
    public void Somebody_is_found_by_the_beginnings_of_words_in_any_order_and_case(string typed) =>
        Assert.True(SearchWords.Match(Anna, SearchWords.In(typed)));

    [Theory]
    [InlineData("нна")]
    [InlineData("анна петрова")]
    [InlineData("123456")]
    public void Nobody_is_found_by_what_is_no_beginning(string typed) => Assert.False(SearchWords.Match(Anna, SearchWords.In(typed)));

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("-")]
    public void Nothing_typed_is_no_word(string typed) => Assert.Empty(SearchWords.In(typed));

    [Fact]
    public void A_contact_has_few_words_however_much_it_says()
    {
        var many = new CaptureBuilder("c", "form:f", "form", DateTimeOffset.UnixEpoch)
            .Field(ContactFields.Company, string.Join(' ', Enumerable.Range(0, 100).Select(i => $"слово{i}"))).Build().Says;
        Assert.InRange(SearchWords.Of(many).Count, 1, 40);
    }

    private static Contact Person()
    {
        Assert.True(EmailAddress.TryParse("anna@shop.example", out var email));
        Assert.True(PhoneNumber.TryParse("+79161234567", null, out var phone));
        return new CaptureBuilder("c", "form:f", "form", DateTimeOffset.UnixEpoch)
            .Email(email).Phone(phone)
            .Field(ContactFields.FirstName, "Анна").Field(ContactFields.LastName, "Семёнова").Field(ContactFields.Patronymic, "Ивановна")
            .Field(ContactFields.Company, "ООО «Ромашка»")
            .Build().Says;
    }
}
