using ClientBase.Domain.Contacts.Names;

namespace ClientBase.Domain.Tests.Contacts.Names;

public sealed class NameHabitTests
{
    [Theory]
    [InlineData("ИВАНОВ иван петрович", "Иван Петрович Иванов")]
    [InlineData("ИВАНОВ Иван", "Иван Иванов")]
    [InlineData("SMITH John", "John Smith")]
    [InlineData("GARCIA LOPEZ Maria", "Maria Garcia Lopez")]
    [InlineData("THOMAS Dylan", "Dylan Thomas")]
    [InlineData("НИКИТА Ковальчук", "Никита Ковальчук")]
    [InlineData("Ludwig van Beethoven", "Ludwig van Beethoven")]
    [InlineData("Ronald McDonald", "Ronald McDonald")]
    [InlineData("РИМСКАЯ-КОРСАКОВА АННА", "Анна Римская-Корсакова")]
    [InlineData("o'brien kate", "Kate O'Brien")]
    [InlineData("o’neil", "O’Neil")]
    [InlineData("лук'яненко сергій", "Сергій Лук'яненко")]
    [InlineData("в'ячеслав", "В'ячеслав")]
    [InlineData("RONALD MCDONALD", "Ronald McDonald")]
    [InlineData("macy mackenzie", "Macy Mackenzie")]
    [InlineData("JAN VAN DER BERG", "Jan van der Berg")]
    [InlineData("de niro robert", "Robert de Niro")]
    [InlineData("Robert De Niro", "Robert De Niro")]
    [InlineData("Van Nguyen", "Van Nguyen")]
    [InlineData("den ivanov", "Den Ivanov")]
    [InlineData("Dr. John A. Smith Jr.", "John A. Smith")]
    [InlineData("г-жа Анна Иванова", "Анна Иванова")]
    [InlineData("Smith, John, Jr.", "John Smith")]
    [InlineData("John Smith, Jr.", "John Smith")]
    [InlineData("Prof. Dr. Anna Smith III", "Anna Smith")]
    [InlineData("Mr JOHN SMITH", "John Smith")]
    [InlineData("Mr", "Mr")]
    [InlineData("Иванов И.П.", "И. П. Иванов")]
    [InlineData("Иванов И.П", "И. П. Иванов")]
    [InlineData("Иванов И П", "И. П. Иванов")]
    [InlineData("Иванов Иван П.", "Иван П. Иванов")]
    [InlineData("И. П. Иванов", "И. П. Иванов")]
    [InlineData("иванов и.п.", "И. П. Иванов")]
    [InlineData("Мамедов Али Гасан оглы", "Али Гасан оглы Мамедов")]
    [InlineData("van der Berg Jan", "Jan van der Berg")]
    [InlineData("Jan van der Berg", "Jan van der Berg")]
    [InlineData("de la Cruz, Maria", "Maria de la Cruz")]
    [InlineData("Аnna Smith", "Anna Smith")]
    [InlineData("Ceргей Иванов", "Сергей Иванов")]
    [InlineData("Oлeг", "Олег")]
    [InlineData("Ronнie", "Ronнie")]
    [InlineData("Anna-Мария", "Anna-Мария")]
    [InlineData("👍🏽 Иван ❤️ Иванов 👨‍👩‍👧", "Иван Иванов")]
    [InlineData("Иван - 12345", "Иван")]
    [InlineData("An\u200bna\u202e Lee", "Anna Lee")]
    public void Names_are_read_in_the_habits_people_have(string typed, string full)
    {
        Assert.Equal(full, PersonName.Parse(typed).Full);
        Assert.Equal(PersonName.Parse(typed), PersonName.Parse(full));
    }

    [Theory]
    [InlineData("Michael Garcia", "Michael", null, "Garcia")]
    [InlineData("Maria Garcia", "Maria", null, "Garcia")]
    [InlineData("John Smith", "John", null, "Smith")]
    [InlineData("Daniel Paul", "Daniel", null, "Paul")]
    [InlineData("John A Smith", "John", "A.", "Smith")]
    [InlineData("Smith John A.", "John", "A.", "Smith")]
    [InlineData("J. Smith", "J.", null, "Smith")]
    [InlineData("J.R.R. Tolkien", "J.", "R. R.", "Tolkien")]
    [InlineData("Smith, J. A.", "J.", "A.", "Smith")]
    [InlineData("Иванов И.", "И.", null, "Иванов")]
    [InlineData("Анна И.", "Анна", null, "И.")]
    [InlineData("Анна Петровна И.", "Анна", "Петровна", "И.")]
    [InlineData("Sandra O", "Sandra", null, "O")]
    [InlineData("Иванов, Иван Петрович", "Иван", "Петрович", "Иванов")]
    [InlineData("Jan Petrovich van der Berg", "Jan", "Petrovich", "van der Berg")]
    [InlineData("van Gogh", null, null, "van Gogh")]
    [InlineData("Усама бен Ладен", "Усама", null, "бен Ладен")]
    [InlineData("МАМЕДОВА ЛЕЙЛА ГАСАН КЫЗЫ", "Лейла", "Гасан кызы", "Мамедова")]
    [InlineData("Нурлан Абдулла улы", "Нурлан", "Абдулла улы", null)]
    [InlineData("Hans Uli Meyer", "Hans", null, "Uli Meyer")]
    public void Habits_tell_the_parts(string typed, string? first, string? patronymic, string? last) =>
        Assert.Equal(new PersonName(first, last, patronymic), PersonName.Parse(typed));

    [Theory]
    [InlineData("Иванов И.П.", "Иванов Иван Петрович", true)]
    [InlineData("И. Иванов", "Ivan Ivanov", true)]
    [InlineData("Иванов И.П.", "Иванов Пётр Ильич", false)]
    [InlineData("Иванов И.", "Петров Иван", false)]
    [InlineData("И.", "Иван", false)]
    [InlineData("Иван П. Иванов", "Иванов Иван Петрович", true)]
    [InlineData("Ваня П. Иванов", "Иванов Иван Петрович", true)]
    [InlineData("John A. Smith", "John B. Smith", false)]
    [InlineData("С. П. Иванова", "Сергей Иванов", false)]
    [InlineData("Ш. Юсупов", "Shamil Yusupov", true)]
    public void Initials_agree_with_names_that_begin_so_under_one_surname(string one, string other, bool agree)
    {
        Assert.Equal(agree, PersonName.Parse(one).AgreesWith(PersonName.Parse(other)));
        Assert.Equal(agree, PersonName.Parse(other).AgreesWith(PersonName.Parse(one)));
    }
}
