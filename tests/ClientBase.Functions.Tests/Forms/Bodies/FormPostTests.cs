using System.Text;
using ClientBase.Functions.Forms.Bodies;
using Microsoft.AspNetCore.Http;

namespace ClientBase.Functions.Tests.Forms.Bodies;

/// <summary>What a posted form says.</summary>
public sealed class FormPostTests
{
    private const string UrlEncoded = "application/x-www-form-urlencoded";

    [Theory]
    [InlineData("consent_marketing=0&consent_marketing=1", true)]
    [InlineData("consent_marketing=true&consent_marketing=false", true)]
    [InlineData("consent_marketing=true,false", true)]
    [InlineData("consent_marketing=On", true)]
    [InlineData("consent_marketing=yes", true)]
    [InlineData("consent_marketing=0", false)]
    [InlineData("consent_marketing=false&consent_marketing=0", false)]
    [InlineData("consent_marketing=no", false)]
    [InlineData("consent_marketing=checked", null)]
    [InlineData("consent_marketing=0&consent_marketing=checked", null)]
    [InlineData("consent_marketing=", null)]
    [InlineData("other=1", null)]
    public async Task A_tick_box_answers_yes_no_or_nothing(string body, bool? answer) =>
        Assert.Equal(answer, (await ReadAsync(UrlEncoded, body)).Answer("consent_marketing"));

    [Fact]
    public async Task A_hidden_field_and_a_box_are_a_yes_in_multipart_and_JSON_too()
    {
        var multipart = string.Concat(new[] { "0", "1" }.Select(value =>
            $"--b\r\nContent-Disposition: form-data; name=\"consent_marketing\"\r\n\r\n{value}\r\n")) + "--b--\r\n";

        Assert.True((await ReadAsync("multipart/form-data; boundary=b", multipart)).Answer("consent_marketing"));
        Assert.True((await ReadAsync("application/json", """{"consent_marketing":[false,true]}""")).Answer("consent_marketing"));
    }

    [Fact]
    public async Task Several_values_of_another_field_stand_side_by_side() =>
        Assert.Equal("dog, cat", (await ReadAsync(UrlEncoded, "interests=dog&interests=cat"))["interests"]);

    [Fact]
    public async Task The_digest_tells_contents_apart_and_not_the_way_they_were_sent()
    {
        var posted = await ReadAsync(UrlEncoded, "email=a@shop.example&name=Ann&_started=1");

        var inJson = await ReadAsync("application/json", """{"name":"Ann","email":"a@shop.example","_started":2}""");
        Assert.Equal(posted.Digest(), inJson.Digest());
        Assert.NotEqual(posted.Digest(), (await ReadAsync(UrlEncoded, "email=b@shop.example&name=Ann")).Digest());
        Assert.NotEqual((await ReadAsync(UrlEncoded, "a=1&a=2")).Digest(), (await ReadAsync(UrlEncoded, "a=1%2C+2")).Digest());
    }

    private static async Task<FormPost> ReadAsync(string type, string body)
    {
        var request = new DefaultHttpContext().Request;
        (request.ContentType, request.Body) = (type, new MemoryStream(Encoding.UTF8.GetBytes(body)));
        return await FormBody.ReadAsync(request, 100_000, default);
    }
}
