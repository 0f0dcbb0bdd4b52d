using System.Reflection;
using System.Text.RegularExpressions;
using ClientBase.Functions.Staff;
using ClientBase.Functions.Tests.Fixtures;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Tests.Contracts;

/// <summary>What <c>functions/GUIDES.md</c> and <c>infra/RUNBOOK.md</c> tell people to call, set and run is there.</summary>
public sealed partial class GuideTests
{
    private static readonly string Guide = Read("functions", "GUIDES.md") + Read("infra", "RUNBOOK.md");

    [Fact]
    public void Every_address_is_a_route()
    {
        var routes = (
            from type in typeof(RouteRights).Assembly.GetTypes()
            from method in type.GetMethods()
            from parameter in method.GetParameters()
            let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
            where trigger is not null
            select new TemplateMatcher(TemplateParser.Parse(trigger.Route!), [])).ToList();

        Assert.All(Found(Address()), address => Assert.True(routes.Exists(route => route.TryMatch($"/{address}", [])), address));
    }

    [Fact]
    public void Every_setting_is_one()
    {
        // Things that have names are shown with other names there.
        var known = ExampleSettings.All.Keys.Select(InGeneral).ToHashSet(StringComparer.Ordinal);

        Assert.All(Found(Setting()), setting => Assert.True(known.Contains(InGeneral(setting)), setting));
    }

    [Fact]
    public void Every_command_is_one_of_the_command_line()
    {
        var commands = Assembly.Load("ClientBase.Cli").GetTypes().Select(type => type.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);

        Assert.All(Found(CliCommand()), name => Assert.Contains(name + "Command", commands));
    }

    [Fact]
    public void What_azd_is_told_is_a_parameter_and_what_it_tells_an_output()
    {
        var parameters = Read("infra", "main.parameters.json");
        var bicep = Read("infra", "main.bicep");

        Assert.All(Found(AzdVariable()), name => Assert.True(parameters.Contains($"${{{name}}}", StringComparison.Ordinal), name));
        Assert.All(Found(AzdOutput()), name => Assert.True(bicep.Contains($"output {name} ", StringComparison.Ordinal), name));
    }

    private static string InGeneral(string setting) =>
        setting.Split("__") is [var section, _, var name] ? $"{section}__*__{name}" : setting;

    private static IEnumerable<string> Found(Regex what) => what.Matches(Guide).Select(match => match.Groups[1].Value).Distinct();

    private static string Read(params string[] path) => File.ReadAllText(Path.Combine([Repository.Root, .. path]));

    // $URL/api/forms/news/page and POST /api/campaigns/{id}/send alike; "..." and what comes behind it stands for something said before.
    [GeneratedRegex("/api/([a-zA-Z0-9{}./_-]*[a-zA-Z0-9}])")]
    private static partial Regex Address();

    [GeneratedRegex("`([A-Z][A-Za-z]+(?:__[A-Za-z]+)+)[`=]")]
    private static partial Regex Setting();

    [GeneratedRegex("`clientbase ([a-z]+)")]
    private static partial Regex CliCommand();

    [GeneratedRegex("azd env set (CLIENTBASE_[A-Z_]+)")]
    private static partial Regex AzdVariable();

    [GeneratedRegex("`(AZURE_[A-Z_]+)`")]
    private static partial Regex AzdOutput();
}
