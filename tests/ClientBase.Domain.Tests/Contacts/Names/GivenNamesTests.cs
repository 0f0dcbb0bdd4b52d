using ClientBase.Domain.Contacts.Names;

namespace ClientBase.Domain.Tests.Contacts.Names;

public sealed class GivenNamesTests
{
    [Theory]
    [InlineData("Саша", "Александр", true)]
    [InlineData("Саша", "Александра", true)]
    [InlineData("Александр", "Александра", false)]
    [InlineData("Sasha", "Александр", true)]
    [InlineData("Лёша", "Aleksey", true)]
    [InlineData("Bob", "Robert", true)]
    [InlineData("Bobby", "Rob", true)]
    [InlineData("Liz", "Elizabeth", true)]
    [InlineData("Kate", "Catherine", true)]
    [InlineData("Слава", "Влад", false)]
    [InlineData("Иван", "Мария", false)]
    [InlineData("Zyx", "zyx", true)]
    public void A_name_and_its_short_forms_can_be_one_persons(string one, string other, bool expected)
    {
        Assert.Equal(expected, GivenNames.CanBeOnePersons(one, other));
        Assert.Equal(expected, GivenNames.CanBeOnePersons(other, one));
    }

    [Theory]
    [InlineData("Саша Иванов", "Александр Иванов", true)]
    [InlineData("Саша Иванова", "Александр", false)]
    [InlineData("Саша Иванов", "Александр Петров", false)]
    [InlineData("Александр Иванов", "Александра Иванова", false)]
    [InlineData("Саша Петровна", "Александр Петрович", false)]
    [InlineData("Bob Smith", "SMITH, ROBERT", true)]
    public void Whole_names_agree_by_short_forms_unless_surname_or_sex_differ(string one, string other, bool expected)
    {
        Assert.Equal(expected, PersonName.Parse(one).AgreesWith(PersonName.Parse(other)));
        Assert.Equal(expected, PersonName.Parse(other).AgreesWith(PersonName.Parse(one)));
    }

    [Theory]
    [InlineData("Иван", Sex.Male)]
    [InlineData("Саша", Sex.Unknown)]
    [InlineData("Alex", Sex.Unknown)]
    [InlineData("Валя", Sex.Unknown)]
    [InlineData("Женя", Sex.Unknown)]
    [InlineData("Саша Иванова", Sex.Female)]
    [InlineData("Саша Петрович", Sex.Male)]
    [InlineData("Olga Petrovna", Sex.Female)]
    [InlineData("Анна Иванов", Sex.Unknown)]
    [InlineData("Elizabeth", Sex.Female)]
    [InlineData("Саша Пушкина", Sex.Female)]
    [InlineData("Женя Синицын", Sex.Male)]
    [InlineData("Анна Кронин", Sex.Female)]
    [InlineData("Саша Калина", Sex.Unknown)]
    [InlineData("Женя Дарвин", Sex.Unknown)]
    [InlineData("Саша Мартин", Sex.Unknown)]
    [InlineData("Саша Грин", Sex.Unknown)]
    public void Sex_is_told_only_without_contradiction(string typed, Sex expected) => Assert.Equal(expected, PersonName.Parse(typed).Sex);

    [Theory]
    [InlineData("Victor")]
    [InlineData("Виктор")]
    [InlineData("Vic")]
    [InlineData("Витя")]
    public void A_name_of_both_languages_is_one_name(string name) => Assert.Equal(["Виктор"], GivenNames.FullNamesOf(name));

    [Theory]
    [InlineData("Щукин Юрий", "Shchukin Iurii")]
    [InlineData("ЩУКИН", "SHCHUKIN")]
    [InlineData("Объедкова Любовь", "Obieedkova Liubov")]
    public void A_passport_spells_Cyrillic_in_Latin(string cyrillic, string latin) =>
        Assert.Equal(latin, Transliteration.ToLatin(cyrillic));

    [Theory]
    [InlineData("Aleksandr", "Александр")]
    [InlineData("Sergey", "Сергей")]
    [InlineData("Beyonce", null)]
    public void Only_names_of_the_dictionary_are_spelled_back(string latin, string? cyrillic) =>
        Assert.Equal(cyrillic, GivenNames.ToCyrillic(latin));
}
