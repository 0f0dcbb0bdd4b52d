using System.Text.Json.Nodes;
using ClientBase.Cli.Demo.Samples;

namespace ClientBase.Cli.Demo.Parts;

/// <summary>What is set up before anybody comes: forms, the loyalty program, promo codes, segments, automations.</summary>
internal sealed class SettingUp(DemoBase demo)
{
    /// <summary>The promo codes that were made.</summary>
    public IReadOnlyList<string> Codes { get; private set; } = [];

    /// <summary>Defines the forms.</summary>
    public async Task<int> DefineFormsAsync(CancellationToken cancellationToken)
    {
        foreach (var (id, form) in SampleForms.Definitions)
        {
            await demo.Api.DefineFormAsync(id, form, cancellationToken);
        }

        return SampleForms.Definitions.Count;
    }

    /// <summary>Sets up the rest.</summary>
    /// <returns>How many things.</returns>
    public async Task<int> SetUpAsync(CancellationToken cancellationToken)
    {
        await demo.Routes.PutAsync("loyalty", SampleProgram.Loyalty, cancellationToken);
        var promo = await demo.Routes.PostAsync("promo", SampleProgram.Promo, cancellationToken);
        Codes = [.. promo.GetProperty("codes").EnumerateArray().Select(code => code.GetString()!)];
        foreach (var (id, segment) in SampleProgram.Segments)
        {
            await demo.Routes.PutAsync($"segments/{id}", segment, cancellationToken);
        }

        foreach (var preset in SampleProgram.Presets.Concat(SampleProgram.Waiting))
        {
            await MakeAsync(preset, cancellationToken);
        }

        foreach (var preset in SampleProgram.Presets)
        {
            await demo.Routes.PostAsync($"automations/{preset}/enable", new { }, cancellationToken);
        }

        await WelcomeAsync(cancellationToken);
        return Codes.Count + SampleProgram.Segments.Count + SampleProgram.Presets.Length + SampleProgram.Waiting.Length + 2;
    }

    // As its editor would: the preset, for one form alone, switched on.
    private async Task WelcomeAsync(CancellationToken cancellationToken)
    {
        var made = JsonNode.Parse((await MakeAsync(SampleProgram.Welcome, cancellationToken)).GetRawText())!;
        made["trigger"] = new JsonObject { ["on"] = "form", ["form"] = SampleForms.Newsletter };
        made["enabled"] = true;
        await demo.Routes.PutAsync($"automations/{SampleProgram.Welcome}", made, cancellationToken);
    }

    private Task<System.Text.Json.JsonElement> MakeAsync(string preset, CancellationToken cancellationToken) =>
        demo.Routes.PostAsync($"automations/presets/{preset}?language=en", new { }, cancellationToken);
}
