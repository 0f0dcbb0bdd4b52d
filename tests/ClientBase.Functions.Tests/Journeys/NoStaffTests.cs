using System.Net;
using ClientBase.Functions.Staff;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Journeys;

[Trait("Category", "Slow")]
public sealed class NoStaffTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    [Fact]
    public async Task Without_staff_the_function_key_is_all_it_takes_and_nothing_is_noted()
    {
        Assert.Equal(HttpStatusCode.OK, await fixture.Client.StatusOfAsync("api/contacts"));
        Assert.Equal(HttpStatusCode.OK, await fixture.Client.StatusOfAsync("api/tasks"));
        Assert.Empty((await fixture.Client.GetAsync<Page<AuditEntry>>("api/audit")).Items);
    }
}
