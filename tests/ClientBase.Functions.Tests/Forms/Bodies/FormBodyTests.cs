using System.IO.Compression;
using System.Text;
using ClientBase.Functions.Forms.Bodies;
using Microsoft.AspNetCore.Http;

namespace ClientBase.Functions.Tests.Forms.Bodies;

/// <summary>What the bytes of a form say.</summary>
public sealed class FormBodyTests
{
    private const string UrlEncoded = "application/x-www-form-urlencoded";
    private const string Anna = "Анна Иванова";

    static FormBodyTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData(UrlEncoded + "; charset=windows-1251", "windows-1251")]
    [InlineData(UrlEncoded + "; charset=\"cp1251\"", "windows-1251")]
    [InlineData(UrlEncoded + ";CHARSET=koi8-r", "koi8-r")]
    [InlineData(UrlEncoded + "; charset=utf8", "utf-8")]
    [InlineData(UrlEncoded + "; charset=UTF-8", "windows-1251")]
    [InlineData(UrlEncoded, "windows-1251")]
    [InlineData(UrlEncoded, "koi8-r")]
    [InlineData(UrlEncoded, "cp866")]
    [InlineData(UrlEncoded + "; chars", "utf-8")]
    [InlineData(UrlEncoded + "; charset=", "utf-8")]
    public async Task Letters_of_a_declared_charset_are_read_and_undeclared_ones_are_recognised(string type, string sent)
    {
        var escaped = string.Concat(Encoding.GetEncoding(sent).GetBytes(Anna).Select(b => $"%{b:X2}"));
        byte[] raw = [.. "email=j@shop.example&name="u8, .. Encoding.GetEncoding(sent).GetBytes(Anna)];

        Assert.Equal(Anna, (await ReadAsync(type, Encoding.ASCII.GetBytes($"email=j@shop.example&name={escaped}")))["name"]);
        Assert.Equal(Anna, (await ReadAsync(type, raw))["name"]);
    }

    [Fact]
    public async Task The_browser_says_in_a_field_what_charset_it_used()
    {
        byte[] body = [.. "_charset_=windows-1251&name="u8, .. Encoding.GetEncoding(1251).GetBytes(Anna)];

        var post = await ReadAsync(UrlEncoded + "; charset=utf-8", body);
        Assert.Equal(Anna, post["name"]);
        Assert.DoesNotContain("_charset_", post.Values.Keys);
    }

    [Theory]
    [InlineData("multipart/form-data; boundary=b; charset=windows-1251", "", "")]
    [InlineData("multipart/form-data; boundary=b", "", "")]
    [InlineData("multipart/form-data; boundary=\"b\"", "\r\nContent-Type: text/plain; charset=windows-1251", "")]
    [InlineData("multipart/form-data; boundary=b", "", "--b\r\ncontent-disposition: form-data;name=_charset_\r\n\r\nwindows-1251\r\n")]
    public async Task Multipart_has_its_charset_in_the_header_in_a_part_or_in_a_field(string type, string partHeader, string charsetField)
    {
        byte[] body =
        [
            .. Encoding.ASCII.GetBytes($"{charsetField}--b\r\nContent-Disposition: form-data; name=\"name\"{partHeader}\r\n\r\n"),
            .. Encoding.GetEncoding(1251).GetBytes(Anna), .. "\r\n--b--\r\n"u8,
        ];

        Assert.Equal(Anna, (await ReadAsync(type, body))["name"]);
    }

    [Fact]
    public async Task Of_a_file_its_name_is_kept()
    {
        const string Body = "--b\r\nContent-Disposition: form-data; name=\"cv\"; filename=\"anna.pdf\"\r\n"
            + "Content-Type: application/pdf\r\n\r\n%PDF\0\r\n--b--\r\n";

        Assert.Equal("anna.pdf", (await ReadAsync("multipart/form-data; boundary=b", Encoding.ASCII.GetBytes(Body)))["cv"]);
    }

    [Theory]
    [InlineData("multipart/form-data", "--b\r\n\r\n--b--", 400)]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nhalf", 400)]
    [InlineData("multipart/form-data; boundary=b", "nothing", 400)]
    [InlineData("application/json", "{\"email\":", 400)]
    [InlineData("application/json", "[]", 400)]
    [InlineData("application/json", "{\"email\":\"\\ud800\"}", 400)]
    [InlineData("application/json; charset=klingon", "{}", 415)]
    [InlineData("application/xml", "<a/>", 415)]
    [InlineData("", "a=1", 415)]
    [InlineData(";;;=;\"", "a=1", 415)]
    [InlineData(UrlEncoded, "a=\0\u0001&b=\u00ff\ufffd", 200)]
    public async Task What_cannot_be_read_is_refused_with_what_to_mend(string type, string body, int status)
    {
        var refusal = await Record.ExceptionAsync(() => ReadAsync(type, Encoding.UTF8.GetBytes(body)));

        Assert.Equal(status, (refusal as UnreadableBodyException)?.Status ?? (refusal is null ? 200 : 500));
        Assert.NotEqual("", refusal?.Message ?? "none");
    }

    [Fact]
    public async Task A_byte_order_mark_says_nothing()
    {
        byte[] json = [0xef, 0xbb, 0xbf, .. """{"email":"k@shop.example"}"""u8];
        byte[] form = [0xef, 0xbb, 0xbf, .. "email=k@shop.example"u8];
        byte[] utf16 = [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("""{"email":"k@shop.example"}""")];

        Assert.Equal("k@shop.example", (await ReadAsync("application/json", json))["email"]);
        Assert.Equal("k@shop.example", (await ReadAsync(UrlEncoded, form))["email"]);
        Assert.Equal("k@shop.example", (await ReadAsync("application/json", utf16))["email"]);
    }

    [Fact]
    public async Task A_packed_body_is_refused_and_told_so()
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
        {
            gzip.Write("""{"email":"y@shop.example"}"""u8);
        }

        var context = new DefaultHttpContext();
        context.Request.Headers.ContentEncoding = "gzip";
        (context.Request.ContentType, context.Request.Body) = ("application/json", new MemoryStream(packed.ToArray()));
        var refusal = await Assert.ThrowsAsync<UnreadableBodyException>(() => FormBody.ReadAsync(context.Request, 1_000, default));
        Assert.Equal(415, refusal.Status);
        Assert.Equal("identity", context.Response.Headers.AcceptEncoding);
    }

    [Theory]
    [InlineData("interests[]=dog&interests[]=cat", "interests", "dog, cat")]
    [InlineData("Interests=dog", "interests", "dog")]
    [InlineData("first_name=Anna", "firstName", "Anna")]
    [InlineData("E-Mail=a@shop.example", "email", "a@shop.example")]
    [InlineData("birth-date=1990-12-31", "birthDate", "1990-12-31")]
    [InlineData("shoes[]=38&shoes[]=39", "shoes", "38, 39")]
    [InlineData("Shoe Size=38", "Shoe Size", "38")]
    [InlineData("email=a@shop.example&Email=other", "email", "a@shop.example")]
    [InlineData("email=a@shop.example&Email=other", "Email", "other")]
    [InlineData("discount=100%&email=a@shop.example", "discount", "100%")]
    public async Task Names_are_known_in_the_spellings_of_HTML_tools(string body, string name, string value) =>
        Assert.Equal(value, (await ReadAsync(UrlEncoded, Encoding.UTF8.GetBytes(body)))[name]);

    private static Task<FormPost> ReadAsync(string type, byte[] body)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers.ContentType = type;
        request.Body = new MemoryStream(body);
        return FormBody.ReadAsync(request, 100_000, default);
    }
}
