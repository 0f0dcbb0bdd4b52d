using ClientBase.Domain.Contacts.Names;

namespace ClientBase.Domain.Tests.Contacts.Names;

public sealed class PersonNameTests
{
    [Theory]
    [InlineData("Иванов Иван Петрович", "Иван", "Иванов", "Петрович")]
    [InlineData("иван петрович иванов", "Иван", "Иванов", "Петрович")]
    [InlineData("Иванова Анна", "Анна", "Иванова", null)]
    [InlineData("Анна Иванова", "Анна", "Иванова", null)]
    [InlineData("Анна Петровна", "Анна", null, "Петровна")]
    [InlineData("Ким Марина", "Марина", "Ким", null)]
    [InlineData("Марина Ким", "Марина", "Ким", null)]
    [InlineData("Шевченко Олег", "Олег", "Шевченко", null)]
    [InlineData("Ivanova Anna", "Anna", "Ivanova", null)]
    [InlineData("Ivan Petrovich", "Ivan", null, "Petrovich")]
    [InlineData("Роман Рабинович", "Роман", "Рабинович", null)]
    [InlineData("Dylan Thomas", "Dylan", "Thomas", null)]
    [InlineData("Smith, John", "John", "Smith", null)]
    [InlineData("  john   smith ", "John", "Smith", null)]
    [InlineData("Ludwig van Beethoven", "Ludwig", "van Beethoven", null)]
    [InlineData("РИММА", "Римма", null, null)]
    [InlineData("McDonald", "McDonald", null, null)]
    public void A_name_in_one_box_is_split_into_its_parts(string typed, string? first, string? last, string? patronymic) =>
        Assert.Equal(new PersonName(first, last, patronymic), PersonName.Parse(typed));

    [Theory]
    [InlineData(null)]
    [InlineData("   ")]
    [InlineData("\u0000\u0007")]
    [InlineData("\ufffe\uffff\ufdd0")]
    [InlineData("12345")]
    [InlineData("😍")]
    [InlineData(" - , . ")]
    public void Nothing_with_letters_is_no_name(string? typed) => Assert.False(PersonName.Parse(typed).IsKnown);

    [Theory]
    [InlineData("Иванов Иван", "Ivan")]
    [InlineData("Иван Иванов", "Иванов Иван Петрович")]
    [InlineData("Семён", "Семен")]
    [InlineData("Юлия", "Yulia")]
    [InlineData("Aleksey", "Alexey")]
    [InlineData("", "Anybody")]
    public void Spellings_of_one_name_agree(string one, string other)
    {
        Assert.True(PersonName.Parse(one).AgreesWith(PersonName.Parse(other)));
        Assert.True(PersonName.Parse(other).AgreesWith(PersonName.Parse(one)));
    }

    [Theory]
    [InlineData("Иван", "Мария")]
    [InlineData("Ivan Petrov", "Maria Petrova")]
    [InlineData("Анна Иванова", "Анна Петрова")]
    public void Different_names_do_not(string one, string other) => Assert.False(PersonName.Parse(one).AgreesWith(PersonName.Parse(other)));
}
