using ClientBase.Domain.Forms;
using ClientBase.Functions.Forms.Defining;

namespace ClientBase.Functions.Forms.Receiving;

/// <summary>What a form asks now, and what it leaves for later.</summary>
internal static class FormSteps
{
    private const int UsuallyAtOnce = 2;

    /// <summary>The fields for somebody of whom some are known; null for somebody nobody knows.</summary>
    public static IReadOnlyList<FormField> Now(FormDefinition form, IReadOnlyCollection<string>? known)
    {
        var open = form.Asked.Where(field => known?.Contains(FieldNames.Of(field.Name)) != true).ToList();
        var later = known is null ? [] : Later(form, known);
        return [.. open.Where(field => !field.Progressive), .. later];
    }

    /// <summary>The progressive fields that are asked for next.</summary>
    public static IReadOnlyList<FormField> Later(FormDefinition form, IReadOnlyCollection<string> known) =>
    [
        .. form.Asked.Where(field => field.Progressive && !known.Contains(FieldNames.Of(field.Name))).Take(form.AskAtOnce ?? UsuallyAtOnce),
    ];
}
