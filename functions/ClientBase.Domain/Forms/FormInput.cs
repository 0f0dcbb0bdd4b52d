namespace ClientBase.Domain.Forms;

/// <summary>How a field of a form is asked for, and read.</summary>
public enum FormInput
{
    /// <summary>One line of text.</summary>
    Text,

    /// <summary>Several lines of text.</summary>
    LongText,

    /// <summary>An e-mail address.</summary>
    Email,

    /// <summary>A telephone.</summary>
    Phone,

    /// <summary>A date.</summary>
    Date,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A tick box.</summary>
    YesNo,

    /// <summary>One of several options.</summary>
    Choice,

    /// <summary>Any of several options.</summary>
    Choices,

    /// <summary>How likely somebody is to recommend the shop, 0 to 10.</summary>
    Score,

    /// <summary>One to five stars.</summary>
    Rating,

    /// <summary>Not shown: the page that the form stands on gives the value.</summary>
    Hidden,
}
