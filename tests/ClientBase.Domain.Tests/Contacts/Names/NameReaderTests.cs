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
}
