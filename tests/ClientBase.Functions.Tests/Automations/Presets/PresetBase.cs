using System.Globalization;
using ClientBase.Functions.Tests.Automations.Running;
using ClientBase.Functions.Tests.Fixtures;
using static ClientBase.Functions.Tests.Shops.Deliveries;

namespace ClientBase.Functions.Tests.Automations.Presets;

/// <summary>A base for one journey through a preset: it begins on 1 March 2026 at noon.</summary>
public abstract class PresetBase(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private protected RunBase App { get; } = new(azurite);

    private protected string Now => App.Clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public async ValueTask InitializeAsync() => await App.CreateAsync();

    public ValueTask DisposeAsync()
    {
        App.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>An order of Shopify as it is now.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="email">Whose.</param>
    /// <param name="placed">When it was placed; null: now.</param>
    /// <param name="shipment">How its parcel stands; null: not sent.</param>
    /// <param name="total">What it comes to.</param>
    private protected Task<string?> OrderAsync(
        int id, string email, string? placed = null, string? shipment = null, string total = "10.00") =>
        App.TellAsync(Shopify(
            placed is null ? "orders/create" : "orders/updated",
            $$"""
            {"id":{{id}},"email":"{{email}}","created_at":"{{placed ?? Now}}","updated_at":"{{Now}}","total_price":"{{total}}",
            "currency":"EUR","line_items":[{"product_id":11,"title":"Tea","quantity":1,"price":"{{total}}"}],
            "fulfillments":[{{(shipment is null ? "" : $$"""
                {"id":1,"status":"success","shipment_status":"{{shipment}}","created_at":"{{Now}}","updated_at":"{{Now}}"}
                """)}}]}
            """,
            App.Clock.GetUtcNow()));

    /// <summary>A part of an order is given back.</summary>
    private protected Task<string?> RefundAsync(int order) => App.TellAsync(Shopify(
        "refunds/create",
        $$"""
        {"id":{{order}}1,"order_id":{{order}},"created_at":"{{Now}}","transactions":[{"kind":"refund","status":"success","amount":"5.00",
        "currency":"EUR"}]}
        """,
        App.Clock.GetUtcNow()));

    /// <summary>The one run of a person, in one line.</summary>
    private protected Task<string> RunOfAsync(string preset, string contactId) => App.RunAsync(preset, contactId);

    private protected async Task AssertSentAsync(params string[] subjects) => Assert.Equal(subjects, await App.SubjectsAsync());
}
