using System.Reflection;
using ClientBase.Functions.Tests.Fixtures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NJsonSchema.CodeGeneration.CSharp;
using NSwag;
using NSwag.CodeGeneration.CSharp;

namespace ClientBase.Functions.Tests.OpenApi;

/// <summary>A client that nobody wrote: generated from the document, compiled, and used.</summary>
[Trait("Category", "Slow")]
public sealed class GeneratedClientTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private readonly AppClient _client = fixture.Client;

    [Fact]
    public async Task A_generated_client_posts_a_form_and_reads_the_contact()
    {
        await _client.DefineFormAsync("generated");
        var assembly = Compile(await SourceAsync());
        using var http = new HttpClient(new SocketsHttpHandler());
        dynamic client = Activator.CreateInstance(assembly.GetType("Generated.BaseClient")!, http)!;
        client.BaseUrl = fixture.App.Url.ToString();
        dynamic post = Activator.CreateInstance(assembly.GetType("Generated.FormPostBody")!)!;
        post.Email = "one@generated.example";

        dynamic taken = await client.ReceiveFormAsync("generated", "once", post);
        dynamic repeated = await client.ReceiveFormAsync("generated", "once", post);
        await _client.IdleAsync();
        dynamic page = await client.ListContactsAsync(
            "one@generated.example", null, null, null, null, null, null, null, null, null);
        string id = Enumerable.Single((IEnumerable<dynamic>)page.Items).Id;
        dynamic contact = await client.GetContactAsync(id);

        Assert.False(string.IsNullOrEmpty((string)taken.CaptureId));
        Assert.Equal((string)taken.CaptureId, (string)repeated.CaptureId);
        Assert.Equal(["one@generated.example"], (IEnumerable<string>)contact.Emails);
    }

    private async Task<string> SourceAsync()
    {
        var document = await OpenApiDocument.FromJsonAsync(await _client.GetTextAsync("api/openapi.json"));
        return new CSharpClientGenerator(document, new CSharpClientGeneratorSettings
        {
            ClassName = "BaseClient",
            CSharpGeneratorSettings = { Namespace = "Generated", JsonLibrary = CSharpJsonLibrary.SystemTextJson },
        }).GenerateFile();
    }

    private static Assembly Compile(string source)
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create(
            "Generated",
            [CSharpSyntaxTree.ParseText(source)],
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var bytes = new MemoryStream();
        var result = compilation.Emit(bytes);
        Assert.True(
            result.Success, string.Join('\n', result.Diagnostics.Where(one => one.Severity == DiagnosticSeverity.Error).Take(20)));
        return Assembly.Load(bytes.ToArray());
    }
}
