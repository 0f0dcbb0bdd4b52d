using System.Text.Json;
using ClientBase.Domain;
using ClientBase.Domain.Forms;
using ClientBase.Functions.Http.Describing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Forms.Defining;

/// <summary>What a form is made of.</summary>
/// <param name="Kinds">What a form can be for.</param>
/// <param name="Fields">Fields whose meaning is known; a form may ask for any other.</param>
/// <param name="Inputs">How a field can be asked for.</param>
public sealed record FormKindsView(IReadOnlyList<FormKindView> Kinds, IReadOnlyList<FormFieldView> Fields, IReadOnlyList<string> Inputs);

/// <summary>What a form can be for.</summary>
/// <param name="Id">As in definitions.</param>
/// <param name="Title">Title of its page, where the definition has none.</param>
/// <param name="Button">What its button says, where the definition does not say.</param>
/// <param name="Fields">What it asks for, where the definition lists nothing.</param>
public sealed record FormKindView(string Id, LocalText Title, LocalText Button, IReadOnlyList<FormKindField> Fields);

/// <summary>A field that a kind of form asks for.</summary>
/// <param name="Name">As posted.</param>
/// <param name="Required">Whether a post without it is refused.</param>
public sealed record FormKindField(string Name, bool Required);

/// <summary>A field whose meaning is known.</summary>
/// <param name="Name">As posted.</param>
/// <param name="Label">What it is called on a page.</param>
/// <param name="Input">How it is asked for.</param>
public sealed record FormFieldView(string Name, LocalText Label, string Input);

/// <summary>Shows what forms can be made of.</summary>
public sealed class ShowFormKinds
{
    private static readonly FormKindsView View = new(
        [
            .. FormKind.All.Select(kind => new FormKindView(
                kind.Id, kind.Title, kind.Button, [.. kind.Fields.Select(field => new FormKindField(field.Name, field.IsRequired))])),
        ],
        [.. KnownField.All.Select(field => new FormFieldView(field.Name, field.Label, WordOf(field.Input)))],
        [.. Enum.GetValues<FormInput>().Select(WordOf)]);

    /// <summary>Kinds, known fields and inputs.</summary>
    [Function(nameof(ShowFormKinds))]
    [Answers<FormKindsView>]
    public static IResult Run([HttpTrigger(AuthorizationLevel.Function, "get", Route = "form-kinds")] HttpRequest request) =>
        Results.Json(View);

    private static string WordOf(FormInput input) => JsonNamingPolicy.CamelCase.ConvertName(input.ToString());
}
