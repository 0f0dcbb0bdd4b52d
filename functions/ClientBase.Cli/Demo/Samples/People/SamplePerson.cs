namespace ClientBase.Cli.Demo.Samples.People;

/// <summary>How somebody buys.</summary>
internal enum Habit
{
    /// <summary>Left an address and never bought.</summary>
    Visitor,

    /// <summary>Opened an account in the shop over a year ago and never bought.</summary>
    OldAccount,

    /// <summary>Bought once, lately.</summary>
    Newcomer,

    /// <summary>Bought once, some months ago.</summary>
    OneTimer,

    /// <summary>Bought once, over a year ago.</summary>
    LongGone,

    /// <summary>Bought two or three times in the last months.</summary>
    Warming,

    /// <summary>Bought several times and grew silent.</summary>
    Fading,

    /// <summary>Bought often, until over a year ago.</summary>
    Lost,

    /// <summary>Buys every few months since over a year ago.</summary>
    Loyal,

    /// <summary>Buys every month.</summary>
    Fan,
}

/// <summary>What somebody answers when asked for advertising by mail.</summary>
internal enum MarketingAnswer
{
    Yes,
    No,
    Nothing,
}

/// <summary>A phone number of a range set aside for fiction, or one that cannot be assigned.</summary>
/// <param name="Country">ISO 3166.</param>
/// <param name="Area">Area code.</param>
/// <param name="Local">Number within the area, digits only.</param>
internal sealed record SamplePhone(string Country, string Area, string Local)
{
    /// <summary>The number in E.164.</summary>
    public string International => $"+{Code}{Area}{Local}";

    private string Code => Country switch
    {
        "RU" => "7",
        "GB" => "44",
        _ => "1",
    };

    /// <summary>The number as people of that country write it, in one of a few ways.</summary>
    public string Typed(int way) => (Country, way % 3) switch
    {
        ("RU", 0) => $"+7 {Area} {Local[..3]}-{Local[3..5]}-{Local[5..]}",
        ("RU", 1) => $"8 ({Area}) {Local[..3]} {Local[3..5]} {Local[5..]}",
        ("GB", 0) => $"+44 {Area} {Local}",
        ("GB", 1) => $"0044 {Area} {Local}",
        ("US", 0) => $"+1 ({Area}) {Local[..3]}-{Local[3..]}",
        ("US", 1) => $"+1.{Area}.{Local[..3]}.{Local[3..]}",
        _ => International,
    };
}

/// <summary>Somebody who does not exist.</summary>
/// <param name="Number">From 0, unique.</param>
/// <param name="Name">The name.</param>
/// <param name="Email">Their one e-mail address in normal form; null for who gives only a phone.</param>
/// <param name="Phone">Their one phone; null for who gives only an address.</param>
/// <param name="SharesPhone">Whether another person of the base has the same phone.</param>
/// <param name="City">Where they live.</param>
/// <param name="Country">ISO 3166.</param>
/// <param name="Habit">How they buy.</param>
/// <param name="Marketing">What they answer when asked for advertising.</param>
/// <param name="IsKnownByForms">False for who only ever came through a shop.</param>
internal sealed record SamplePerson(
    int Number,
    SampleName Name,
    string? Email,
    SamplePhone? Phone,
    bool SharesPhone,
    string City,
    string Country,
    Habit Habit,
    MarketingAnswer Marketing,
    bool IsKnownByForms)
{
    /// <summary>The number of the person of whom this is a second record; null: of nobody.</summary>
    public int? SecondOf { get; init; }

    /// <summary>Whether they agreed to be shown offers, though not to mail.</summary>
    public bool WantsOffers => Habit == Habit.Visitor && Marketing == MarketingAnswer.Nothing;

    /// <summary>Whether they came for a company, without saying who decides there.</summary>
    public bool IsCompany => Habit == Habit.Visitor && Marketing == MarketingAnswer.No && Number % 2 == 0;

    /// <summary>Whether they were in the base before it came here.</summary>
    public bool IsInOldBase => IsKnownByForms && Email is not null && !SharesPhone;

    /// <summary>Whether a campaign may be mailed to them.</summary>
    public bool MayBeMailed => IsKnownByForms && Email is not null && Marketing == MarketingAnswer.Yes;
}
