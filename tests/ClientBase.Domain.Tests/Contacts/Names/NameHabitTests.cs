using ClientBase.Domain.Contacts.Names;

namespace ClientBase.Domain.Tests.Contacts.Names;

public sealed class NameHabitTests
{
    [Theory]
    [InlineData("ИВАНОВ иван петрович", "Иван Петрович Иванов")]
    [InlineData("ИВАНОВ Иван", "Иван Иванов")]
    [InlineData("SMITH John", "Smith John")]
    [InlineData("Ludwig van Beethoven", "Ludwig van Beethoven")]
    [InlineData("Ronald McDonald", "Ronald McDonald")]
    [InlineData("РИМСКАЯ-КОРСАКОВА АННА", "Анна Римская-Корсакова")]
    [InlineData("o'brien kate", "Kate O'Brien")]
    [InlineData("Dr. John A. Smith Jr.", "John A. Smith")]
    [InlineData("г-жа Анна Иванова", "Анна Иванова")]
    [InlineData("Иванов И.П.", "И. П. Иванов")]
    [InlineData("И. П. Иванов", "И. П. Иванов")]
    [InlineData("иванов и.п.", "И. П. Иванов")]
    [InlineData("Мамедов Али Гасан оглы", "Али Гасан оглы Мамедов")]
    [InlineData("van der Berg Jan", "Jan van der Berg")]
    [InlineData("Jan van der Berg", "Jan van der Berg")]
    [InlineData("de la Cruz, Maria", "Maria de la Cruz")]
    [InlineData("Аnna Smith", "Anna Smith")]
    [InlineData("Ceргей Иванов", "Сергей Иванов")]
    [InlineData("An\u200bna\u202e Lee", "Anna Lee")]
    public void Names_are_read_in_the_habits_people_have(string typed, string full)
    {
        Assert.Equal(full, PersonName.Parse(typed).Full);
        Assert.Equal(PersonName.Parse(typed), PersonName.Parse(full));
    }

    [Theory]
    [InlineData("Иванов И.П.", "Иванов Иван Петрович", true)]
    [InlineData("И. Иванов", "Ivan Ivanov", true)]
    [InlineData("Иванов И.П.", "Иванов Пётр Ильич", false)]
    [InlineData("Иванов И.", "Петров Иван", false)]
    public void Initials_agree_with_names_that_begin_so_under_one_surname(string one, string other, bool agree)
    {
        Assert.Equal(agree, PersonName.Parse(one).AgreesWith(PersonName.Parse(other)));
        Assert.Equal(agree, PersonName.Parse(other).AgreesWith(PersonName.Parse(one)));
    }
}
