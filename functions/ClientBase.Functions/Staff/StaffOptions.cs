using System.ComponentModel.DataAnnotations;
using ClientBase.Functions.Http;
using Microsoft.Extensions.Configuration;

namespace ClientBase.Functions.Staff;

/// <summary>Settings <c>Staff__*</c>: who works here. Nobody configured: the function key is all it takes.</summary>
public sealed class StaffOptions : IValidatableObject
{
    public const string Section = "Staff";

    private const int ShortestKey = 32;

    /// <summary>Contacts somebody may read a day; not for owners.</summary>
    [Range(1, int.MaxValue)]
    public int DailyContactReads { get; set; } = 1000;

    /// <summary>The people, by name.</summary>
    public Dictionary<string, StaffMemberOptions> Members { get; } = new(StringComparer.OrdinalIgnoreCase);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        Members.Where(member => member.Value.Key.Length > 0 && member.Value.Role is StaffRole.None)
            .Select(member => new ValidationResult($"Staff__{member.Key}__Role is one of owner, marketer, manager, readonly."))
            .Concat(Members.Where(member => Secrets.IsSet(member.Value.Key) && member.Value.Key.Length < ShortestKey)
                .Select(member => new ValidationResult($"Staff__{member.Key}__Key has at least {ShortestKey} characters.")))
            .Concat(Members.Where(member => member.Value.IsBrokenDigest)
                .Select(member => new ValidationResult($"Staff__{member.Key}__Key is sha256: and 64 hexadecimal digits.")));

    /// <summary>Reads the section: what is no setting of its own is somebody's name.</summary>
    internal void Read(IConfiguration section)
    {
        section.Bind(this);
        foreach (var person in section.GetChildren().Where(child => child.GetChildren().Any()))
        {
            Members[person.Key] = person.Get<StaffMemberOptions>() ?? new StaffMemberOptions();
        }
    }
}

/// <summary>Somebody who works here.</summary>
public sealed class StaffMemberOptions
{
    internal const string Hashed = "sha256:";

    /// <summary>
    /// What they prove themselves by, 32 characters or more; or <c>sha256:</c> and its digest in hex. Empty: they cannot.
    /// </summary>
    public string Key { get; set; } = "";

    /// <summary>What they may do.</summary>
    public StaffRole Role { get; set; }

    internal bool IsBrokenDigest => Key.StartsWith(Hashed, StringComparison.Ordinal)
        && !(Key.Length == Hashed.Length + 64 && Key[Hashed.Length..].All(char.IsAsciiHexDigit));
}
