using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Deriving;
using ClientBase.Domain.Contacts.Names;

namespace ClientBase.Domain.Tests.Contacts.Deriving;

public sealed class GreetingTests
{
    [Theory]
    [InlineData("Анна", "Иванова", "Петровна", "Уважаемая Анна Петровна", "Dear Anna")]
    [InlineData("Дмитрий", null, "Сергеевич", "Уважаемый Дмитрий Сергеевич", "Dear Dmitrii")]
    [InlineData("Саша", null, null, "Здравствуйте, Саша", "Dear Sasha")]
    [InlineData("Саша", "Белова", null, "Уважаемая Саша", "Dear Sasha")]
    [InlineData(null, "Иванов", null, "Уважаемый господин Иванов", "Dear Mr Ivanov")]
    [InlineData(null, "Иванова", null, "Уважаемая госпожа Иванова", "Dear Ms Ivanova")]
    [InlineData("И.", "Иванов", "П.", "Уважаемый господин Иванов", "Dear Mr Ivanov")]
    [InlineData("John", "Smith", null, "Уважаемый John", "Dear John")]
    [InlineData(null, null, null, "Здравствуйте", "Hello")]
    public void A_person_is_addressed_by_name_and_by_sex_only_where_it_is_known(
        string? first, string? last, string? patronymic, string russian, string english)
    {
        var name = new PersonName(first, last, patronymic);
        Assert.Equal(new Greeting(russian, english), Greeting.Of(name, name.Sex));
    }

    [Fact]
    public void What_a_person_says_of_their_sex_counts_before_what_the_name_shows() =>
        Assert.Equal("Уважаемый Саша", DerivedFacts.Of(Said(("firstName", "Саша"), ("lastName", "Белова"), ("sex", "m"))).Greeting!.Ru);

    [Fact]
    public void A_company_is_not_greeted_but_who_works_there_is()
    {
        Assert.Null(DerivedFacts.Of(Said(("company", "ООО Ромашка"))).Greeting);
        Assert.Equal("Уважаемая Анна", DerivedFacts.Of(Said(("company", "ООО Ромашка"), ("firstName", "Анна"))).Greeting!.Ru);
    }

    private static Contact Said(params (string Field, string Value)[] fields)
    {
        var capture = new CaptureBuilder("c", "form:f", "form", DateTimeOffset.UnixEpoch);
        return fields.Aggregate(capture, (said, one) => said.Field(one.Field, one.Value)).Build().Says;
    }
}
