using ClientBase.Domain.Contacts.Names;

namespace ClientBase.Domain.Tests.Contacts.Names;

public sealed class NameReaderTests
{
    [Theory]
    [InlineData(null, NameReasons.Empty)]
    [InlineData("", NameReasons.Empty)]
    [InlineData(" \t\u00a0", NameReasons.Empty)]
    [InlineData("\u200b\u202e\u0000", NameReasons.Empty)]
    [InlineData("\u3164", NameReasons.Empty)]
    [InlineData("12345", NameReasons.NoLetters)]
    [InlineData("+7 (999) 123-45-67", NameReasons.NoLetters)]
    [InlineData("😍", NameReasons.NoLetters)]
    [InlineData("--,--", NameReasons.NoLetters)]
    [InlineData("Win 1000$ http://evil.example/x", NameReasons.NotAName)]
    [InlineData("Анна https://t.example/x", NameReasons.NotAName)]
    [InlineData("Anna www.evil.example", NameReasons.NotAName)]
    [InlineData("ht\u200btps://evil.example", NameReasons.NotAName)]
    [InlineData("ｈｔｔｐ：／／evil.example", NameReasons.NotAName)]
    [InlineData("visit evil.shop today", NameReasons.NotAName)]
    [InlineData("Жми t.me/evil", NameReasons.NotAName)]
    [InlineData("evil(dot)com", NameReasons.NotAName)]
    [InlineData("казино-онлайн.рф", NameReasons.NotAName)]
    [InlineData("anna@example.com", NameReasons.NotAName)]
    [InlineData("@anna", NameReasons.NotAName)]
    [InlineData("<b>Anna</b>", NameReasons.NotAName)]
    [InlineData("<script>alert(1)</script>", NameReasons.NotAName)]
    [InlineData("{{ name.first }}", NameReasons.NotAName)]
    [InlineData("Anna &lt;b&gt;", NameReasons.NotAName)]
    [InlineData("[url=evil]Anna[/url]", NameReasons.NotAName)]
    [InlineData("Скидка 50% на всё", NameReasons.NotAName)]
    [InlineData("Заработай 5000 рублей в день", NameReasons.NotAName)]
    [InlineData("Congratulations you won an iphone", NameReasons.NotAName)]
    [InlineData("I would like to know more about your very nice offers", NameReasons.NotAName)]
    [InlineData("Guest Customer", NameReasons.Placeholder)]
    [InlineData("guest", NameReasons.Placeholder)]
    [InlineData("N/A", NameReasons.Placeholder)]
    [InlineData("(none)", NameReasons.Placeholder)]
    [InlineData("NULL", NameReasons.Placeholder)]
    [InlineData("не указано", NameReasons.Placeholder)]
    [InlineData("Имя Фамилия", NameReasons.Placeholder)]
    [InlineData("Покупатель", NameReasons.Placeholder)]
    public void What_is_no_name_has_a_reason(string? typed, string reason)
    {
        var read = NameReader.Read(typed);

        Assert.Equal(PersonName.Unknown, read.Name);
        Assert.Equal(reason, read.Reason);
        Assert.Empty(read.Flags);
    }

    [Theory]
    [InlineData("Иван Иванов", "")]
    [InlineData("Иванов И.П.", "initials")]
    [InlineData("John A. Smith", "initials")]
    [InlineData("Анна И.", "initials")]
    [InlineData("Саша Иванов", "diminutive")]
    [InlineData("Ceргей", "look-alike-letters")]
    [InlineData("Smиth", "")]
    [InlineData("г-жа Иванова Анна", "title")]
    [InlineData("Smith, John, Jr.", "title")]
    [InlineData("Mr", "")]
    [InlineData("Dr. Bоb A. Smith", "initials diminutive look-alike-letters title")]
    public void What_is_worth_a_second_look_is_flagged(string typed, string flags)
    {
        var read = NameReader.Read(typed);

        Assert.Null(read.Reason);
        Assert.True(read.Name.IsKnown);
        Assert.Equal(flags, string.Join(' ', read.Flags));
    }

    [Theory]
    [InlineData("ООО Ромашка")]
    [InlineData("ооо ромашка")]
    [InlineData("ООО «Ромашка»")]
    [InlineData("ООО\"Ромашка\"")]
    [InlineData("Ромашка, ООО")]
    [InlineData("ИП Иванов Иван Иванович")]
    [InlineData("АО «Ромашка»")]
    [InlineData("Общество с ограниченной ответственностью Ромашка")]
    [InlineData("Acme LLC")]
    [InlineData("Acme L.L.C.")]
    [InlineData("Acme, Inc.")]
    [InlineData("ACME LTD")]
    [InlineData("Muster GmbH")]
    [InlineData("Siemens AG")]
    [InlineData("Firma Sp. z o.o.")]
    [InlineData("Ditta S.r.l.")]
    public void A_firm_is_no_person(string typed)
    {
        var read = NameReader.Read(typed);

        Assert.Equal(PersonName.Unknown, read.Name);
        Assert.Equal(typed, read.Company);
        Assert.Null(read.Reason);
        Assert.Equal([NameFlags.Company], read.Flags);
        Assert.Null(PersonName.Clean(typed));
    }

    [Theory]
    [InlineData("Иванов ИП")]
    [InlineData("Ivanov B.V.")]
    [InlineData("IVANOV AS")]
    [InlineData("Sia Furler")]
    [InlineData("Anna Sas")]
    [InlineData("Jennifer Null")]
    [InlineData("Chun Doo Hwan")]
    [InlineData("тов. Сухов")]
    [InlineData("Win Thein")]
    [InlineData("J.R.R. Tolkien")]
    [InlineData("Maria de los Angeles Garcia Lopez")]
    [InlineData("Анна 8 916 123-45-67")]
    public void A_person_is_no_firm_and_no_advert(string typed)
    {
        var read = NameReader.Read(typed);

        Assert.Null(read.Reason);
        Assert.Null(read.Company);
        Assert.True(read.Name.IsKnown);
    }
}
