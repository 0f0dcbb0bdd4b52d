using ClientBase.Functions.Http;
using Microsoft.Extensions.Configuration;

namespace ClientBase.Functions.Forms.Builders;

/// <summary>Secrets of form builders, settings <c>Forms__{formId}__Secret</c>.</summary>
/// <remarks>Names of settings hold letters, digits and underscores: a dash of the form's id is an underscore there.</remarks>
public sealed class FormSecrets(IConfiguration configuration)
{
    /// <summary>The secret of a form; null when none is set.</summary>
    public string? Of(string formId) =>
        new[] { formId, formId.Replace('-', '_') }.Select(id => configuration[$"Forms:{id}:Secret"]).FirstOrDefault(Secrets.IsSet);
}
