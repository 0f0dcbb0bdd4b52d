using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text;
using ClientBase.Functions.Http;
using ClientBase.Functions.Staff;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Tests.Staff;

public sealed class StaffKeysTests
{
    private const string Key = "a key of tests that is long enough to be one";

    [Fact]
    public void A_name_without_a_key_asks_nobody_who_they_are() => Assert.False(KeysOf("").AreWanted);

    [Fact]
    public void A_key_in_a_vault_that_does_not_answer_lets_nobody_in()
    {
        const string Reference = "@Microsoft.KeyVault(SecretUri=https://vault.example/secrets/anna)";

        Assert.True(KeysOf(Reference).AreWanted);
        Assert.Null(KeysOf(Reference).Find(Reference));
    }

    [Fact]
    public void A_key_opens_as_itself_and_by_its_digest()
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Key)));

        Assert.Equal("anna", KeysOf(Key).Find(Key)?.Name);
        Assert.Equal("anna", KeysOf($"sha256:{digest}").Find(Key)?.Name);
        Assert.Null(KeysOf($"sha256:{digest}").Find(digest));
    }

    [Theory]
    [InlineData("short", StaffRole.Owner)]
    [InlineData("sha256:these are no hexadecimal digits at all, as one sees", StaffRole.Owner)]
    [InlineData(Key, StaffRole.None)]
    public void What_cannot_work_is_told_at_the_start(string key, StaffRole role) =>
        Assert.Single(OptionsOf(key, role).Validate(new ValidationContext(this)));

    private static StaffKeys KeysOf(string key) => new(Options.Create(OptionsOf(key, StaffRole.Owner)));

    private static StaffOptions OptionsOf(string key, StaffRole role) =>
        new() { Members = { ["anna"] = new StaffMemberOptions { Key = key, Role = role } } };
}
