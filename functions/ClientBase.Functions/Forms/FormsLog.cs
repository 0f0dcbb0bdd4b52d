using Microsoft.Extensions.Logging;

namespace ClientBase.Functions.Forms;

/// <summary>What is logged of forms: posts that became no lead, and why. Never what was posted.</summary>
internal static partial class FormsLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "A post to form '{Form}' is a robot's: its hidden field is filled in")]
    public static partial void RobotIgnored(this ILogger logger, string form);

    [LoggerMessage(Level = LogLevel.Information, Message = "A post to form '{Form}' was refused: {Fields} fields need mending")]
    public static partial void FieldsRefused(this ILogger logger, string form, int fields);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A post to form '{Form}' was refused: its site is not an allowed origin")]
    public static partial void OriginRefused(this ILogger logger, string form);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A post to form '{Form}' was refused: more than {Limit} a minute from one network")]
    public static partial void RateRefused(this ILogger logger, string form, int limit);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A builder's post to form '{Form}' was refused with {Status}")]
    public static partial void BuilderRefused(this ILogger logger, string form, int status);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "A builder's post to form '{Form}' was answered but not kept: nobody could be found by it. To mend: {Fields}")]
    public static partial void BuilderLeadIsNobodys(this ILogger logger, string form, string fields);
}
