using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Domain.Contacts.Names;
using ClientBase.Domain.Contacts.Phones;
using ClientBase.Domain.Identity.Duplicates.Pairs;

namespace ClientBase.Domain.Tests.Identity.Duplicates.Pairs;

public sealed class PersonBlocksTests
{
    [Theory]
    [InlineData("short form", "Саша", "Орлов", "1984-03-12", null, null)]
    [InlineData("other alphabet", "Aleksandr", "Orlov", null, null, null)]
    [InlineData("the other way round", "Орлов", "Александр", null, null, null)]
    [InlineData("slip in the surname", "Александр", "Орелв", "1984-03-12", null, null)]
    [InlineData("another surname", "Александр", "Петров", "1984-03-12", null, null)]
    [InlineData("mailbox at another provider", null, null, null, "aleksandr-orlov84@example.net", null)]
    [InlineData("telephone", null, null, null, null, "8 916 123-45-67")]
    public void Somebody_meets_their_other_record(
        string spoilt, string? first, string? last, string? born, string? email, string? phone)
    {
        var known = Person("Александр", "Орлов", "1984-03-12", "aleksandr.orlov84@example.com", "+79161234567");

        var other = Person(first, last, born, email, phone);

        Assert.True(PersonBlocks.Of(known).Intersect(PersonBlocks.Of(other)).Any(), spoilt);
    }

    [Fact]
    public void What_stands_for_nothing_is_no_block() =>
        Assert.Empty(PersonBlocks.Of(Person("Guest", "N/A", "1900-01-01", "noreply@example.com", "0000000000")));

    [Fact]
    public void Who_told_too_little_is_in_no_block() => Assert.Empty(PersonBlocks.Of(Person("Анна", null, null, "an@example.com", null)));

    [Fact]
    public void Each_block_is_there_once() =>
        Assert.All(
            PersonBlocks.Of(Person("Саша", "Орлов", "1984-03-12", "sasha.orlov@example.com", "+79161234567")).GroupBy(block => block.Text),
            group => Assert.Single(group));

    internal static ComparedPerson Person(
        string? first, string? last, string? born = null, string? email = null, string? phone = null, string? city = null)
    {
        _ = EmailAddress.TryParse(email, out var mailbox);
        _ = PhoneNumber.TryParse(phone, "RU", out var number);
        return ComparedPerson.Of(new CaptureBuilder("c", "form:test", "form", DateTimeOffset.UnixEpoch)
            .Email(mailbox).Phone(number).Name(new PersonName(first, last, null)).Field(ContactFields.BirthDate, born)
            .Field(ContactFields.City, city).Build().Says);
    }
}
