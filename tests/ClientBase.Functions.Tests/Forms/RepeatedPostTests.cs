using ClientBase.Functions.Forms.Defining;
using ClientBase.Functions.Forms.Receiving;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Forms;

/// <summary>What an Idempotency-Key makes a repeat, and what it does not.</summary>
public sealed class RepeatedPostTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private readonly TestApp _app = new(azurite);

    public async ValueTask InitializeAsync()
    {
        await _app.CreateAsync();
        await _app.Get<FormStore>().PutAsync("news", new FormDefinition("newsletter"), default);
    }

    public ValueTask DisposeAsync()
    {
        _app.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task The_same_fields_under_the_same_key_are_the_same_capture() =>
        Assert.Equal(await PostAsync("k1", "a@shop.example"), await PostAsync("k1", "a@shop.example"));

    [Fact]
    public async Task Other_fields_under_the_same_key_are_another_capture() =>
        Assert.NotEqual(await PostAsync("k1", "a@shop.example"), await PostAsync("k1", "b@shop.example"));

    private async Task<string?> PostAsync(string key, string email)
    {
        var receive = _app.Get<ReceiveForm>();
        var (status, body) = await _app.CallAsync(
            request =>
            {
                (request.Method, request.ContentType) = ("POST", "application/json");
                request.Headers["Idempotency-Key"] = key;
                return receive.RunAsync(request, "news", default);
            },
            new { email });
        Assert.Equal(202, status);
        return body.GetProperty("captureId").GetString();
    }
}
