using System.Net;
using System.Net.Http.Headers;
using System.Reflection;
using System.Text;
using ClientBase.Functions.Http;
using ClientBase.Functions.Staff;
using ClientBase.Functions.Tests.Fixtures;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Tests.Journeys;

/// <summary>Every keyed route is really called by everybody: each role, nobody, and a key that is nobody's.</summary>
[Trait("Category", "Slow")]
public sealed class RouteMatrixTests : IAsyncLifetime
{
    private const string Unknown = "00aaaaaaaaaaaaaaaaaaaaaaaa";
    private static readonly StaffRole[] Roles = [StaffRole.Owner, StaffRole.Marketer, StaffRole.Manager, StaffRole.ReadOnly];

    private RunningAzurite? _azurite;
    private AppProcess? _app;

    public async ValueTask InitializeAsync()
    {
        _azurite = await NodeAzurite.StartAsync();
        var settings = new Dictionary<string, string>(AppFixture.Settings);
        foreach (var role in Roles)
        {
            settings[$"Staff__the{role}__Key"] = KeyOf(role);
            settings[$"Staff__the{role}__Role"] = role.ToString();
        }

        _app = await AppProcess.StartAsync(_azurite.ConnectionString, settings);
    }

    public async ValueTask DisposeAsync()
    {
        await (_app?.DisposeAsync() ?? ValueTask.CompletedTask);
        _azurite?.Stop();
    }

    [Fact]
    public async Task Each_role_gets_what_the_table_gives_it_and_what_it_is_refused_is_noted()
    {
        var wrong = new List<string>();
        foreach (var route in Routes())
        {
            foreach (var key in new[] { null, "a key that is nobody's, as long as one has to be" })
            {
                Note(wrong, route, key is null ? "nobody" : "a stranger", HttpStatusCode.Unauthorized, await AskAsync(route, key));
            }

            foreach (var role in Roles)
            {
                var status = await AskAsync(route, KeyOf(role));
                var isRefused = status is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized;
                if (isRefused == RouteRights.Of(route.Function).Allows(role) || status == HttpStatusCode.InternalServerError)
                {
                    wrong.Add($"{route.Method} {route.Path} ({route.Function}) as {role}: {(int)status}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        await AssertNotedAsync();
        Assert.All(Roles, role => Assert.DoesNotContain(KeyOf(role), _app!.Log, StringComparison.Ordinal));
    }

    [Fact]
    public void What_the_contract_says_of_roles_holds_for_every_route()
    {
        var wrong = Routes().SelectMany(route => Roles.Select(role => (route, role, Wanted: Contract(route, role))))
            .Where(one => one.Wanted is { } wanted && RouteRights.Of(one.route.Function).Allows(one.role) != wanted)
            .Select(one => $"{one.route.Method} {one.route.Path}: {one.role} {(one.Wanted == true ? "may" : "may not")}")
            .ToList();
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    // Only what is said there; of the rest a role may or may not.
    private static bool? Contract(Route route, StaffRole role)
    {
        var (isRead, path) = (route.Method == "GET", route.Path);
        var isErasure = route is { Method: "DELETE", Path: "contacts/{id}" };
        var isAudit = path.StartsWith("audit", StringComparison.Ordinal);
        var isExport = path.EndsWith("/export", StringComparison.Ordinal) || path.StartsWith("exports", StringComparison.Ordinal)
            || path.EndsWith("/data", StringComparison.Ordinal);
        return role switch
        {
            StaffRole.Owner => true,
            StaffRole.Marketer => !isErasure && !isAudit,
            StaffRole.ReadOnly when !isRead || isExport || isAudit => IsQuestion(route) ? null : false,
            StaffRole.ReadOnly => IsTakingOut(route) ? null : true,
            _ when isExport || isErasure || isAudit || IsMarketing(path) => false,
            _ when isRead && (path is "segments" or "funnel" || IsWork(path)) => true,
            _ when !isRead && IsWork(path) => true,
            _ => null,
        };
    }

    // A POST that only asks: a preview changes nothing.
    private static bool IsQuestion(Route route) => route.Path.EndsWith("/preview", StringComparison.Ordinal) || route.Path == "mcp";

    // Captures are the whole base.
    private static bool IsTakingOut(Route route) => route.Path.StartsWith("ops/captures", StringComparison.Ordinal);

    private static bool IsMarketing(string path) =>
        new[] { "campaigns", "automations", "forms", "imports", "exports", "duplicates", "merges" }
            .Any(area => path == area || path.StartsWith(area + "/", StringComparison.Ordinal))
        || path.EndsWith("/merge", StringComparison.Ordinal);

    private static bool IsWork(string path) =>
        new[] { "tasks", "deals", "requests" }.Any(area => path == area || path.StartsWith(area + "/", StringComparison.Ordinal))
        || path is "contacts" or "contacts/{id}" or "contacts/{id}/timeline" or "contacts/{id}/orders" or "contacts/{id}/work"
            or "contacts/{id}/interactions" or "contacts/{id}/tasks" or "contacts/{id}/deals" or "contacts/{id}/requests"
            or "contacts/{id}/manager";

    private static IEnumerable<Route> Routes() =>
        from type in typeof(RouteRights).Assembly.GetTypes()
        from method in type.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public)
        let function = method.GetCustomAttribute<FunctionAttribute>()
        where function is not null && KeyedRoutes.Contains(function.Name)
        let trigger = method.GetParameters().Select(one => one.GetCustomAttribute<HttpTriggerAttribute>()).First(one => one is not null)
        from verb in trigger.Methods ?? ["get"]
        orderby trigger.Route, verb
        select new Route(function.Name, verb.ToUpperInvariant(), trigger.Route!);

    private async Task<HttpStatusCode> AskAsync(Route route, string? key)
    {
        var path = string.Join('/', route.Path.Split('/').Select(part => part.StartsWith('{') ? ValueOf(part.Trim('{', '}')) : part));
        using var request = new HttpRequestMessage(new HttpMethod(route.Method), $"api/{path}")
        {
            Headers = { Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key) },
            Content = route.Method == "GET" ? null : new StringContent("[]", Encoding.UTF8, "application/json"), // Means nothing anywhere.
        };
        using var response = await _app!.Client.SendAsync(request);
        return response.StatusCode;
    }

    private static string ValueOf(string parameter) => parameter switch
    {
        "month" => "2026-03",
        "shop" => "acme",
        "queue" => "captured",
        "id" or "contact" => Unknown,
        _ => "nothing",
    };

    private async Task AssertNotedAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/audit?take=1000");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", KeyOf(StaffRole.Owner));
        using var response = await _app!.Client.SendAsync(request);
        var noted = (await AppClient.ReadAsync<Fixtures.Page<AuditEntry>>(response)).Items;
        foreach (var route in Routes().Select(route => route.Function).Distinct())
        {
            Assert.Contains(noted, entry => entry is { Who: "?", Action: "refused" } && entry.What == route);
            foreach (var role in Roles.Where(role => !RouteRights.Of(route).Allows(role)))
            {
                Assert.Contains(
                    noted, entry => entry.Who == $"the{role}" && entry.Action == "refused" && entry.What.Split(' ')[0] == route);
            }
        }
    }

    private static void Note(List<string> wrong, Route route, string who, HttpStatusCode wanted, HttpStatusCode status)
    {
        if (status != wanted)
        {
            wrong.Add($"{route.Method} {route.Path} ({route.Function}) as {who}: {(int)status}");
        }
    }

    private static string KeyOf(StaffRole role) => $"key-of-the-{role}-that-is-long-enough-for-one";

    private sealed record Route(string Function, string Method, string Path);
}
