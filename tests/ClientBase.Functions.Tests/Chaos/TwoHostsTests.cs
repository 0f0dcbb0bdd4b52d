using System.Net;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Chaos;

public sealed class TwoHostsTests : IAsyncLifetime
{
    private RunningAzurite? _azurite;
    private AppProcess? _one;
    private AppProcess? _two;

    public async ValueTask InitializeAsync()
    {
        _azurite = await NodeAzurite.StartAsync();
        var apps = await Task.WhenAll(
            AppProcess.StartAsync(_azurite.ConnectionString, AppFixture.Settings), AppProcess.StartAsync(_azurite.ConnectionString, AppFixture.Settings));
        (_one, _two) = (apps[0], apps[1]);
    }

    public async ValueTask DisposeAsync()
    {
        await _one!.DisposeAsync();
        await _two!.DisposeAsync();
        _azurite!.Stop();
    }

    [Fact]
    public async Task Fifty_events_of_one_person_at_the_same_instant_on_two_hosts_are_one_contact()
    {
        await _one!.Client.DefineFormAsync("burst");
        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => new[] { _one, _two! }[i % 2].Client.LeadAsync(
            "burst", new { email = i % 3 == 2 ? null : "one@person.example", phone = i % 3 == 1 ? null : "+79165550505", answer = $"{i}" })));
        await _one.Client.IdleAsync();

        var contact = Assert.Single(await _one.Client.ContactsAsync());
        Assert.Equal(50, (await _one.Client.TimelineAsync(contact)).Count(entry => entry.GetProperty("kind").GetString() == "form"));
        Assert.Equal(0, await _one.Client.PoisonAsync());
    }

    [Fact]
    public async Task A_thousand_forms_of_a_hundred_people_survive_the_death_of_one_of_two_hosts()
    {
        const int People = 100;
        const int Forms = 1000;
        await _one!.Client.DefineFormAsync("storm");
        var accepted = 0;
        var killed = 0;
        await Parallel.ForAsync(0, Forms, new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (i, _) =>
        {
            if (Interlocked.Increment(ref accepted) == Forms / 2)
            {
                Interlocked.Exchange(ref killed, 1);
                _two!.Kill();
            }

            // What the dying host did not acknowledge is sent again, as a browser or a shop does: to the other one.
            var person = i % People;
            var form = new { email = $"person{person}@storm.example", phone = $"+7916000{person:d4}", answer = $"{i}" };
            var preferred = i % 2 == 1 && Volatile.Read(ref killed) == 0 ? _two! : _one;
            if (!await TryPostAsync(preferred, form, $"form-{i}"))
            {
                Assert.True(await TryPostAsync(_one, form, $"form-{i}"));
            }
        });
        await _one.Client.IdleAsync();

        var contacts = await _one.Client.ContactsAsync();
        Assert.Equal(People, contacts.Count);
        var timelines = await Task.WhenAll(contacts.Select(_one.Client.TimelineAsync));
        Assert.Equal(Forms, timelines.Sum(timeline => timeline.Count(entry => entry.GetProperty("kind").GetString() == "form")));
        Assert.Equal(0, await _one.Client.PoisonAsync());
    }

    private static async Task<bool> TryPostAsync(AppProcess app, object form, string key)
    {
        try
        {
            using var response = await app.Client.PostFormAsync("storm", form, key);
            return response.StatusCode == HttpStatusCode.Accepted;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
