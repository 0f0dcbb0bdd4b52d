using System.Text;
using System.Text.Json;
using ClientBase.Functions.Shops;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Shops;

public sealed class WebhookSignatureTests
{
    private const string Vectors = "webhooks/hmac_vectors.json";
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"id":1}""");

    [Fact]
    public void A_signature_by_the_secret_or_the_one_before_it_is_valid()
    {
        Assert.Equal(SignatureVerdict.Valid, WebhookSignature.VerifyHmacBase64(Body, AppClient.Sign("new", Body), ["new", "old"]));
        Assert.Equal(SignatureVerdict.Valid, WebhookSignature.VerifyHmacBase64(Body, AppClient.Sign("old", Body), ["new", "old"]));
    }

    [Fact]
    public void One_other_byte_is_a_mismatch() =>
        Assert.Equal(
            SignatureVerdict.Mismatch,
            WebhookSignature.VerifyHmacBase64([.. Body, (byte)'\n'], AppClient.Sign("secret", Body), ["secret"]));

    [Fact]
    public void Any_other_character_of_the_signature_is_refused()
    {
        var good = AppClient.Sign("secret", Body);
        foreach (var at in Enumerable.Range(0, good.Length))
        {
            foreach (var other in "ABCDwxyz0189+/= ".Where(other => other != good[at]))
            {
                var signature = good[..at] + other + good[(at + 1)..];
                Assert.NotEqual(SignatureVerdict.Valid, WebhookSignature.VerifyHmacBase64(Body, signature, ["secret"]));
            }

            Assert.NotEqual(SignatureVerdict.Valid, WebhookSignature.VerifyHmacBase64(Body, good.Insert(at, " "), ["secret"]));
        }
    }

    [Theory]
    [InlineData(null, SignatureVerdict.Missing)]
    [InlineData("", SignatureVerdict.Missing)]
    [InlineData("not base64!", SignatureVerdict.Malformed)]
    [InlineData("AAAA", SignatureVerdict.Mismatch)]
    public void What_is_no_signature_is_not_valid(string? signature, SignatureVerdict expected) =>
        Assert.Equal(expected, WebhookSignature.VerifyHmacBase64(Body, signature, ["secret"]));

    [Theory]
    [InlineData("")]
    [InlineData("@Microsoft.KeyVault(VaultName=vault;SecretName=Shops--acme--Secret)")]
    public void Without_a_secret_nothing_is_valid(string setting)
    {
        var shop = new ShopOptions { Secret = setting };
        Assert.Equal(
            SignatureVerdict.NoSecret,
            WebhookSignature.VerifyHmacBase64(Body, AppClient.Sign(setting.Length == 0 ? "x" : setting, Body), shop.Secrets));
    }

    [PublicDataFact(Vectors)]
    public void The_vectors_of_public_test_suites_hold()
    {
        using var vectors = JsonDocument.Parse(File.ReadAllText(Repository.Data(Vectors)));
        var shopify = vectors.RootElement.EnumerateArray().Where(vector => vector.GetProperty("scheme").GetString() == "shopify-webhook")
            .ToList();
        Assert.NotEmpty(shopify);
        Assert.All(shopify, vector =>
        {
            string Text(string name) => vector.GetProperty(name).GetString()!;
            var verdict = WebhookSignature.VerifyHmacBase64(Encoding.UTF8.GetBytes(Text("body")), Text("signature"), [Text("secret")]);
            Assert.Equal(vector.GetProperty("valid").GetBoolean(), verdict == SignatureVerdict.Valid);
        });
    }
}
