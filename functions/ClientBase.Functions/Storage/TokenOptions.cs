using System.ComponentModel.DataAnnotations;

namespace ClientBase.Functions.Storage;

/// <summary>Settings <c>Tokens__*</c>.</summary>
public sealed class TokenOptions
{
    public const string Section = "Tokens";

    /// <summary>
    /// Secret that signs the links in mails and forms, 16 characters or more. Empty: a random one is made once and kept in storage, so
    /// links stay good as long as the storage does. Another one makes the links of mails already sent invalid.
    /// </summary>
    [RegularExpression("^.{16,}$")]
    public string SigningKey { get; set; } = "";
}
