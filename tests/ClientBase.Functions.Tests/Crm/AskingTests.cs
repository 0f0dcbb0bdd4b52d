using System.Collections.Immutable;
using ClientBase.Domain.Behaviour;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Crm;

/// <summary>Who has something in a cart asks for goods, like who has an open deal or request.</summary>
[Trait("Category", "Slow")]
public sealed class AskingTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private const string Asking = "funnel-green-gold";

    private readonly CrmBase _app = new(azurite);

    private int _captures;

    public async ValueTask InitializeAsync() => await _app.CreateAsync();

    public ValueTask DisposeAsync()
    {
        _app.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task An_open_cart_is_asking_until_it_is_empty_or_ordered()
    {
        var id = await FileAsync(Email("ann"), Filled("t1"));
        Assert.True(await IsAskingAsync(id));
        await FileAsync(Email("ann"), capture => capture.Field(ContactFields.City, "Tver"));
        Assert.True(await IsAskingAsync(id));

        await FileAsync(Email("ann"), Empty("t1"));
        Assert.False(await IsAskingAsync(id));

        await FileAsync(Email("ann"), Filled("t1"));
        await FileAsync(Email("ann"), Filled("t2"));
        await FileAsync(Email("ann"), Empty("t1"));
        Assert.True(await IsAskingAsync(id));
        await _app.RecomputeAsync(isRebuild: true);
        Assert.Contains(Asking, await _app.SegmentsAsync(id));

        await FileAsync(Email("ann"), capture => capture.CartEnded("acme", "t2", _app.Clock.GetUtcNow()));
        Assert.False(await IsAskingAsync(id));
    }

    [Fact]
    public async Task A_cart_that_was_ordered_after_a_merge_is_no_longer_open()
    {
        var (one, two) = (await FileAsync(Email("bea"), Filled("t5")), await FileAsync(Email("carol"), Filled("t6")));
        var whole = await FileAsync(Email("bea"), capture => capture.Email(Email("carol")));
        Assert.Contains(whole, new[] { one, two });
        Assert.True(await IsAskingAsync(whole));
        await FileAsync(Email("bea"), capture => capture.CartEnded("acme", "t5", _app.Clock.GetUtcNow()));
        await FileAsync(Email("bea"), capture => capture.CartEnded("acme", "t6", _app.Clock.GetUtcNow()));
        Assert.False(await IsAskingAsync(whole));
    }

    private async Task<bool> IsAskingAsync(string id)
    {
        await _app.RecomputeAsync();
        return (await _app.SegmentsAsync(id)).Contains(Asking);
    }

    private Task<string> FileAsync(EmailAddress email, Func<CaptureBuilder, CaptureBuilder> say)
    {
        _app.Clock.Advance(TimeSpan.FromMinutes(1));
        return _app.FileAsync(say(
            new CaptureBuilder($"cart-{++_captures}", "shop:acme", "cart", _app.Clock.GetUtcNow()).Email(email)).Build());
    }

    private static Func<CaptureBuilder, CaptureBuilder> Filled(string token) => capture =>
        capture.Cart("acme", token, [new CartItem("1", null, null, "Tea", 1, 5)], 5, "EUR", null);

    private static Func<CaptureBuilder, CaptureBuilder> Empty(string token) => capture =>
        capture.Cart("acme", token, ImmutableArray<CartItem>.Empty, 0, "EUR", null);

    private static EmailAddress Email(string name)
    {
        Assert.True(EmailAddress.TryParse($"{name}@carts.example", out var email));
        return email;
    }
}
