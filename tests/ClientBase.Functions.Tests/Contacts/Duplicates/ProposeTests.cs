using ClientBase.Domain.Identity.Merging;
using ClientBase.Functions.Contacts.Duplicates.Deciding;
using ClientBase.Functions.Contacts.Duplicates.Proposing;
using ClientBase.Functions.Contacts.Privacy;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;
using ClientBase.Functions.Tests.Fixtures;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Tests.Contacts.Duplicates;

[Trait("Category", "Slow")]
public sealed class ProposeTests(AzuriteFixture azurite) : DuplicatesOnBase(azurite)
{
    [Fact]
    public async Task Who_was_filed_twice_is_proposed_and_explained_field_by_field()
    {
        await StrangersAsync(40);
        var one = await FormAsync("aleksandr.orlov@example.com", "+79161112233", "Александр", "Орлов", "1984-03-12", "Омск");
        var other = await FormAsync("sasha.orlov@example.org", null, "Саша", "Орлов", "1984-03-12", "Омск");

        await SearchAsync();

        var pair = Assert.Single(await ListAsync());
        Assert.Equal(ApartMark.Of(one, other), pair.Id);
        Assert.Equal(pair.Id, $"{pair.A}-{pair.B}");
        Assert.InRange(pair.Score, 0.8, 1);
        var name = Assert.Single(pair.Explanation, one => one.Field == "firstName");
        Assert.Equal("another form of the name", name.Agreement);
        Assert.Equal(new[] { "Александр", "Саша" }.Order(), new[] { name.A, name.B }.Order());
        Assert.True(Assert.Single(pair.Explanation, one => one.Field == "birthDate").Weight > 3);
        Assert.Equal(pair.Score, 1 / (1 + Math.Pow(2, -pair.Explanation.Sum(one => one.Weight))), 0.01);
        Assert.Empty(await App.RowsAsync(Tables.Contacts, UncomparedRow.Prefix));
    }

    [Fact]
    public async Task A_second_search_reads_only_who_has_changed()
    {
        await StrangersAsync(30);
        await SearchAsync();
        var anna = await FormAsync("anna.belova@example.com", null, "Анна", "Белова", "1990-05-06", "Тула");
        var twin = await FormAsync("a.belova@example.org", null, "Anna", "Belova", "1990-05-06", "Тула");

        await App.Get<ProposeDuplicates>().RunAsync(new TimerInfo(), default);
        Assert.Null(Assert.Single(await App.TakeAsync<DuplicateSearch>(Queues.Duplicates)).Shard); // The timer does no work itself.
        foreach (var id in new[] { anna, twin })
        {
            await App.Get<CompareContacts>().RunAsync(new DuplicateSearch(id[..2]), default);
        }

        Assert.Equal(ApartMark.Of(anna, twin), Assert.Single(await ListAsync()).Id);
    }

    [Fact]
    public async Task Placeholders_and_what_too_many_have_join_nobody()
    {
        for (var i = 0; i < 60; i++)
        {
            await FormAsync($"guest{i * 131}@example.com", "0000000000", "Guest", "Guest", "1900-01-01", "N/A", "ул. Торговая, 1");
        }

        await SearchAsync();

        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task A_family_is_not_proposed()
    {
        await StrangersAsync(60);
        await FormAsync("ivan.smirnov@example.com", "+79161112201", "Иван", "Смирнов", "1980-02-03", "Омск", "ул. Мира, 5, кв. 12");
        await FormAsync("maria.smirnova@example.com", "+79161112201", "Мария", "Смирнова", "1982-09-13", "Омск", "ул. Мира, 5, кв. 12");
        await FormAsync("egor.smirnov@example.com", "+79161112201", "Егор", "Смирнов", "2008-12-24", "Омск", "ул. Мира, 5, кв. 12");

        await SearchAsync();

        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task Who_no_longer_agrees_was_merged_or_erased_is_no_longer_proposed()
    {
        await StrangersAsync(40);
        var pairs = new List<(string One, string Other)>();
        foreach (var (last, day) in new[] { ("Аверин", "01"), ("Бочкин", "02"), ("Вязов", "03") })
        {
            pairs.Add((
                await FormAsync($"l{day}.one@example.com", null, "Леонид", last, $"1971-07-{day}", "Омск"),
                await FormAsync($"l{day}.two@example.org", null, "Лёня", last, $"1971-07-{day}", "Омск")));
        }

        await SearchAsync();
        Assert.Equal(3, (await ListAsync()).Count);

        await FormAsync("l01.one@example.com", null, "Тимур", "Юсупов", "2001-11-30", "Казань");
        await MergeAsync(pairs[1].One, pairs[1].Other);
        Assert.True(await App.Get<ContactErasure>().EraseAsync(pairs[2].Other, default));
        Assert.Empty(await ListAsync()); // At once.

        await SearchAsync();
        Assert.Empty(await ListAsync());
        Assert.Empty(await App.RowsAsync(Tables.Duplicates, "x|")); // And nothing is kept of them.
        Assert.Empty(await App.RowsAsync(Tables.Duplicates, PairRow.ListPrefix));
        var rows = await App.RowsAsync(Tables.Duplicates);
        Assert.DoesNotContain(rows, row => row.RowKey.Contains(pairs[2].Other, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_list_comes_in_pages_the_likeliest_first()
    {
        await StrangersAsync(30);
        for (var i = 0; i < 7; i++)
        {
            var (last, born) = ($"Пар{(char)('а' + i)}монов", $"1965-04-1{i}");
            await FormAsync($"p{i}.one@example.com", null, "Виктор", last, born, "Омск");
            await FormAsync($"p{i}.two@example.org", null, i % 2 == 0 ? "Виктор" : "Витя", last, born, "Омск");
        }

        await SearchAsync();
        var all = await ListAsync();
        var paged = new List<DuplicateView>();
        string? continuation = null;
        do
        {
            var page = await PageAsync($"?take=2&continuation={continuation}");
            paged.AddRange(page.Items);
            continuation = page.Continuation;
        }
        while (continuation is not null);

        Assert.True(all.Count >= 7);
        Assert.Equal(all.Select(pair => pair.Id), paged.Select(pair => pair.Id));
        Assert.Equal(all.OrderByDescending(pair => pair.Score).Select(pair => pair.Score), all.Select(pair => pair.Score));
        var least = all[2].Score;
        Assert.Equal(all.Count(pair => pair.Score >= least), (await ListAsync(FormattableString.Invariant($"?min={least}"))).Count);
    }

    [Theory]
    [InlineData("?min=2")]
    [InlineData("?min=many")]
    [InlineData("?take=0")]
    [InlineData("?continuation=QQ")]
    [InlineData("?continuation=AAAAAHh8eHx4")]
    public async Task What_makes_no_sense_is_refused(string query)
    {
        var (status, _) = await App.CallAsync(request => App.Get<ListDuplicates>().RunAsync(request, default), query: query);

        Assert.Equal(400, status);
    }

    [Fact]
    public async Task Cut_short_at_any_write_a_search_goes_on_and_finds_the_same()
    {
        for (var writes = 1; ; writes += 3)
        {
            using var app = new TestApp(Azurite);
            await app.CreateAsync();
            var filed = await CutBase.FileAsync(app);
            app.Requests.CutAfter(writes);
            var isCut = false;
            try
            {
                await SearchAsync(app);
            }
            catch (Exception)
            {
                isCut = true;
            }

            app.Requests.CutAfter(null);
            await SearchAsync(app);
            var rows = await app.RowsAsync(Tables.Duplicates);
            Assert.Equal(
                [ApartMark.Of(filed[0], filed[1])], rows.Where(row => row.RowKey.StartsWith("s|", StringComparison.Ordinal))
                    .Select(row => PairRow.PairOf(row.RowKey)));
            Assert.Empty(await app.RowsAsync(Tables.Contacts, UncomparedRow.Prefix));
            Assert.All(filed, id => Assert.Contains(rows, row => row.RowKey == BlockRow.ListKey(id)));
            if (!isCut)
            {
                return;
            }
        }
    }

    [Fact]
    public async Task Two_hosts_that_search_at_once_find_each_pair_once()
    {
        await StrangersAsync(40);
        string[] lasts = ["Абрамов", "Бунин", "Гусев", "Ерохин", "Ильин", "Носов", "Пяткин", "Самойлов", "Хромов", "Шубин"];
        var twice = new List<string>();
        for (var i = 0; i < lasts.Length; i++)
        {
            var born = $"19{50 + (i * 4)}-0{1 + (i % 9)}-{11 + i}";
            var one = await FormAsync($"t{i}.one@example.com", null, "Кирилл", lasts[i], born, $"Город{i}");
            twice.Add(ApartMark.Of(one, await FormAsync($"t{i}.two@example.org", null, "Кирилл", lasts[i], born, $"Город{i}")));
        }

        await App.Get<ProposeDuplicates>().RunAsync(new TimerInfo(), default);
        var begin = Assert.Single(await App.TakeAsync<DuplicateSearch>(Queues.Duplicates));
        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => App.Get<CompareContacts>().RunAsync(begin, default)));
        var messages = await App.TakeAsync<DuplicateSearch>(Queues.Duplicates);
        await Task.WhenAll(messages.Select(message => Task.Run(() => App.Get<CompareContacts>().RunAsync(message, default))));
        await SearchAsync();

        var listed = (await App.RowsAsync(Tables.Duplicates, PairRow.ListPrefix)).Select(row => PairRow.PairOf(row.RowKey)).ToList();
        Assert.Equal(listed.Distinct(), listed);
        var shown = await ListAsync();
        Assert.Equal(twice.Order(StringComparer.Ordinal), shown.Select(pair => pair.Id).Order(StringComparer.Ordinal));
    }
}
