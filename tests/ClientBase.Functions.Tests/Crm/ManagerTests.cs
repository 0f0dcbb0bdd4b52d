using ClientBase.Functions.Contacts.Merging;
using ClientBase.Functions.Contacts.Privacy;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Tests.Fixtures;
using static ClientBase.Functions.Tests.Crm.CrmBase;

namespace ClientBase.Functions.Tests.Crm;

public sealed class ManagerTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private readonly CrmBase _app = new(azurite, new()
    {
        ["Crm:PotentialLimit"] = "2",
        ["Crm:Managers:anna:Email"] = "anna@shop.example",
    });

    public async ValueTask InitializeAsync() => await _app.CreateAsync();

    public ValueTask DisposeAsync()
    {
        _app.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_client_has_one_manager_and_another_gets_them_by_a_hand_over()
    {
        var id = await _app.PersonAsync("ann");
        var ring = IdOf(await _app.AddTaskAsync(id, new { title = "Of nobody", dueAt = "2026-03-05" }));
        Assert.Equal(200, (await _app.ManageAsync(id, new { manager = "anna" })).Status);
        Assert.Equal("anna", await _app.CardManagerAsync(id));
        var task = IdOf(await _app.AddTaskAsync(id, new { title = "Call", dueAt = "2026-03-05" }));
        Assert.Equal([task], Texts(await _app.TasksAsync("?assignee=anna"), "id"));

        var (status, body) = await _app.ManageAsync(id, new { manager = "boris" });
        Assert.Equal((409, "anna"), (status, body.GetProperty("manager").GetString()));
        Assert.Equal("anna", await _app.CardManagerAsync(id));
        Assert.Equal(200, (await _app.ManageAsync(id, new { manager = "anna" })).Status);

        var handOver = new { manager = "boris", handOver = true, reason = "on leave", by = "owner" };
        Assert.Equal(200, (await _app.ManageAsync(id, handOver)).Status);
        Assert.Equal("boris", await _app.CardManagerAsync(id));
        Assert.Equal([task], Texts(await _app.TasksAsync("?assignee=boris"), "id"));
        Assert.Empty(Texts(await _app.TasksAsync("?assignee=anna"), "id"));
        Assert.Contains(ring, Texts(await _app.TasksAsync(), "id"));
        var entry = (await _app.TimelineAsync(id)).First(one => one.GetProperty("kind").GetString() == "manager").GetProperty("data");
        Assert.Equal("anna>boris on leave owner", $"{entry.GetProperty("from")}>{entry.GetProperty("manager")} "
            + $"{entry.GetProperty("reason")} {entry.GetProperty("by")}");

        Assert.Equal(200, (await _app.ManageAsync(id, new { manager = (string?)null })).Status);
        Assert.Equal("nobody", await _app.CardManagerAsync(id));
        Assert.Equal(200, (await _app.ManageAsync(id, new { manager = "carl" })).Status);
        Assert.Equal(400, (await _app.ManageAsync(id, new { handOver = true })).Status);
        Assert.Equal(400, (await _app.ManageAsync(id, new { manager = " " })).Status);
        Assert.Equal([id], Texts(await _app.ClientsAsync("carl"), "id"));
        Assert.Empty(Texts(await _app.ClientsAsync("boris"), "id"));
        Assert.Equal(404, (await _app.ManageAsync("00000000000000000000000000", new { manager = "anna" })).Status);
    }

    [Fact]
    public async Task A_potential_client_is_left_in_peace_tried_again_and_dropped()
    {
        var id = await _app.PersonAsync("bea");
        await _app.ManageAsync(id, new { manager = "anna" });
        Assert.Equal("working", await PotentialAsync(id));

        await DaysAsync(61);
        Assert.Equal("resting", await PotentialAsync(id));
        Assert.Empty(Texts(await _app.TasksAsync("?assignee=anna"), "id"));

        await DaysAsync(90);
        await _app.TurnPotentialsAsync();
        Assert.Equal("retried", await PotentialAsync(id));
        Assert.Equal(["Try again"], Texts(await _app.TasksAsync("?assignee=anna"), "title"));

        await DaysAsync(60);
        Assert.Equal("nobody", await _app.CardManagerAsync(id));
        Assert.DoesNotContain(await _app.RowsAsync(Tables.Work), row => row.RowKey.StartsWith("p|", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_has_ordered_or_has_a_deal_is_no_potential_client()
    {
        var (buyer, dealing) = (await _app.PersonAsync("cleo", bought: 100), await _app.PersonAsync("dina"));
        await _app.ManageAsync(buyer, new { manager = "anna" });
        await _app.ManageAsync(dealing, new { manager = "anna" });
        var deal = IdOf(await _app.AddDealAsync(dealing, new { title = "Bike" }));
        Assert.Equal("none", await PotentialAsync(buyer));
        Assert.Equal("none", await PotentialAsync(dealing));

        await DaysAsync(300);
        Assert.Equal("anna", await _app.CardManagerAsync(buyer));
        Assert.Equal("anna", await _app.CardManagerAsync(dealing));
        Assert.Empty(Texts(await _app.TasksAsync("?assignee=anna"), "id"));
        await _app.PatchDealAsync(deal, new { stage = "lost", reason = "price" });
        Assert.Equal("dropped", await PotentialAsync(dealing));
    }

    [Fact]
    public async Task A_manager_works_only_so_many_potential_clients_at_once()
    {
        foreach (var name in new[] { "e1", "e2" })
        {
            Assert.Equal(200, (await _app.ManageAsync(await _app.PersonAsync(name), new { manager = "max" })).Status);
        }

        var third = await _app.PersonAsync("e3");
        var (status, body) = await _app.ManageAsync(third, new { manager = "max" });
        Assert.Equal((409, 2), (status, body.GetProperty("limit").GetInt32()));
        Assert.Equal(200, (await _app.ManageAsync(await _app.PersonAsync("e4", bought: 10), new { manager = "max" })).Status);

        await DaysAsync(61); // The first two rest now.
        Assert.Equal(200, (await _app.ManageAsync(third, new { manager = "max" })).Status);
    }

    [Fact]
    public async Task Work_stays_with_the_survivor_of_a_merge_and_an_undo_gives_each_back_its_own()
    {
        var (one, two) = (await _app.PersonAsync("fred"), await _app.PersonAsync("freddy"));
        await _app.ManageAsync(one, new { manager = "m1" });
        _app.Clock.Advance(TimeSpan.FromMinutes(1));
        await _app.ManageAsync(two, new { manager = "m2" });
        foreach (var id in new[] { one, two })
        {
            await _app.AddTaskAsync(id, new { title = id, dueAt = "2026-03-05" });
            await _app.AddDealAsync(id, new { title = id });
            await _app.AddRequestAsync(id, new { subject = id });
        }

        var merged = await _app.Get<ContactMerging>().MergeAsync(one, two, isForced: true, MergeCause.ByHand(null), default);
        var work = (await _app.WorkAsync(merged.Survivor!)).Body;
        Assert.Equal("m2", work.GetProperty("manager").GetString());
        Assert.Equal("m2", await _app.CardManagerAsync(merged.Survivor!));
        foreach (var kind in new[] { "tasks", "deals", "requests" })
        {
            Assert.Equal(2, work.GetProperty(kind).GetArrayLength());
        }

        // What came from the absorbed contact is worked on as before, and recompute hears of it.
        var absorbed = merged.Survivor == one ? two : one;
        await _app.RecomputeAsync();
        foreach (var request in work.GetProperty("requests").EnumerateArray())
        {
            Assert.Equal(200, (await _app.PatchRequestAsync(request.GetProperty("id").GetString()!, new { state = "closed" })).Status);
        }

        foreach (var deal in work.GetProperty("deals").EnumerateArray())
        {
            Assert.Equal(
                200, (await _app.PatchDealAsync(deal.GetProperty("id").GetString()!, new { stage = "lost", reason = "twice" })).Status);
        }

        await _app.RecomputeAsync();
        Assert.DoesNotContain("funnel-green-gold", await _app.SegmentsAsync(merged.Survivor!));

        Assert.NotNull((await _app.Get<MergeUndoing>().UndoAsync(merged.Merge!, by: null, default)).Decisions);
        Assert.Equal("m1", await _app.CardManagerAsync(one));
        Assert.Equal("m2", await _app.CardManagerAsync(two));
        Assert.Equal(1, (await _app.WorkAsync(absorbed)).Body.GetProperty("tasks").GetArrayLength());
    }

    [Fact]
    public async Task An_erasure_takes_the_work_and_an_export_hands_it_out()
    {
        var (id, other) = (await _app.PersonAsync("zara"), await _app.PersonAsync("other"));
        foreach (var one in new[] { id, other })
        {
            await _app.ManageAsync(one, new { manager = "anna" });
            _app.IdempotencyKey = one;
            var secret = one == id ? "secretword" : "plain";
            await _app.AddTaskAsync(one, new { title = secret, dueAt = "2026-03-01" });
            await _app.AddDealAsync(one, new { title = secret });
            await _app.AddRequestAsync(one, new { subject = secret });
            await _app.InteractAsync(one, new { kind = "call", text = secret });
        }

        await _app.SendDigestsAsync();
        Assert.Contains("secretword", Assert.Single(await _app.OutboxAsync()).Text, StringComparison.Ordinal);
        var export = (await _app.Get<PersonExport>().ReadAsync(id, default))!;
        Assert.Equal(4, export.Others["work"].Count);

        Assert.True(await _app.Get<ContactErasure>().EraseAsync(id, default));

        foreach (var table in Tables.All.Where(table => table != Tables.Erased))
        {
            foreach (var row in await _app.RowsAsync(table))
            {
                Assert.DoesNotContain("secretword", string.Join(' ', row.Select(property => property.Value)), StringComparison.Ordinal);
                Assert.False(row.RowKey.Contains(id, StringComparison.Ordinal) && row.RowKey[0] is not ('n' or 'x'), row.RowKey);
            }
        }

        Assert.Equal(1, (await _app.WorkAsync(other)).Body.GetProperty("tasks").GetArrayLength());
        Assert.Equal(404, (await _app.WorkAsync(id)).Status);
        Assert.Single(Texts(await _app.DealsAsync("?manager=anna"), "id"));
    }

    private async Task DaysAsync(int days)
    {
        _app.Clock.Advance(TimeSpan.FromDays(days));
        await _app.TurnPotentialsAsync();
    }

    private async Task<string> PotentialAsync(string id)
    {
        var potential = (await _app.WorkAsync(id)).Body.GetProperty("potential");
        return potential.ValueKind == System.Text.Json.JsonValueKind.Null ? "none" : potential.GetProperty("state").GetString()!;
    }
}
