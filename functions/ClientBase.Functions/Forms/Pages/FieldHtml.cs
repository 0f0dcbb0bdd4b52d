using ClientBase.Domain.Forms;
using ClientBase.Functions.Forms.Defining;
using ClientBase.Functions.Http.Pages;

namespace ClientBase.Functions.Forms.Pages;

/// <summary>One field on a form's page.</summary>
internal sealed class FieldHtml(FormPageModel model)
{
    private const int Stars = 5;
    private const int BestScore = 10;
    private const int LongestOfButtons = 4;

    /// <summary>What a field is called.</summary>
    public static string LabelOf(FormPageModel model, string name)
    {
        var defined = model.Form.Asked.FirstOrDefault(field => FieldNames.Of(field.Name) == name);
        return defined?.Label.In(model.Language) ?? KnownField.Find(name)?.Label.In(model.Language) ?? name;
    }

    /// <summary>A field with its label, hint and what needs mending.</summary>
    public string Of(FormField field)
    {
        var name = FieldNames.Of(field.Name);
        var options = OptionsOf(field, name);
        return field.Kind switch
        {
            FormInput.YesNo => Box(field, name),
            FormInput.Score => Group(field, name, "scale", Numbers(0, BestScore), Ends()),
            FormInput.Rating => Group(
                field, name, "stars", Numbers(1, Stars).Select(star => (star.Value, Text: $"{star.Text} ★")), ""),
            FormInput.Choices => Group(field, name, "options", options, "", isSeveral: true),
            FormInput.Choice when options.Count <= LongestOfButtons => Group(field, name, "options", options, ""),
            FormInput.Choice => Frame(field, name, Select(field, name, options)),
            FormInput.LongText => Frame(
                field, name, $"<textarea class=\"inp\" rows=\"4\"{Common(field, name)}>{Html.Text(model.Post[name])}</textarea>"),
            _ => Frame(field, name, Input(field, name)),
        };
    }

    private string Input(FormField field, string name)
    {
        var (type, mode) = field.Kind switch
        {
            FormInput.Email => ("email", "email"),
            FormInput.Phone => ("tel", "tel"),
            FormInput.Number => ("text", "decimal"),
            _ => ("text", null as string),
        };
        var placeholder = field.Kind == FormInput.Date ? PageWords.BirthDay.In(model.Language) : null;
        var width = field.Kind is FormInput.Date or FormInput.Number ? " short" : "";
        var attributes = Html.Attribute("inputmode", mode) + Html.Attribute("placeholder", placeholder)
            + Html.Attribute("autocomplete", KnownField.Find(name)?.Autocomplete) + Html.Attribute("value", model.Post[name]);
        return $"<input class=\"inp{width}\" type=\"{type}\"{attributes}{Common(field, name)}>";
    }

    private string Select(FormField field, string name, IEnumerable<(string Value, string Text)> options)
    {
        var chosen = model.Post[name];
        string Item((string Value, string Text) option)
        {
            var attributes = Html.Attribute("value", option.Value) + Html.Flag("selected", option.Value == chosen);
            return $"<option{attributes}>{Html.Text(option.Text)}</option>";
        }

        var none = $"<option value=\"\">{Html.Text(PageWords.Choose.In(model.Language))}</option>";
        return $"<select class=\"inp\"{Common(field, name)}>{none}{string.Concat(options.Select(Item))}</select>";
    }

    private string Common(FormField field, string name) =>
        Html.Attribute("id", $"f-{name}") + Html.Attribute("name", name) + Html.Flag("required", field.Required)
        + Html.Attribute("aria-invalid", Why(name) is null ? null : "true") + Html.Attribute("aria-describedby", DescribedBy(field, name));

    private string Frame(FormField field, string name, string control) =>
        $"<div class=\"fld{(Why(name) is null ? "" : " err")}\"><label for=\"f-{Html.Text(name)}\">{Label(field, name)}</label>"
        + $"{control}{Below(field, name)}</div>\n";

    private string Group(
        FormField field, string name, string look, IEnumerable<(string Value, string Text)> options, string after, bool isSeveral = false)
    {
        var chosen = model.Post.All.TryGetValue(name, out var values) ? values : [];
        var type = isSeveral ? "checkbox" : "radio";
        string Item((string Value, string Text) option, int at)
        {
            var attributes = Html.Attribute("id", at == 0 ? $"f-{name}" : null) + Html.Attribute("name", name)
                + Html.Attribute("value", option.Value) + Html.Flag("required", field.Required && !isSeveral)
                + Html.Flag("checked", chosen.Contains(option.Value));
            return $"<label><input type=\"{type}\"{attributes}><span>{Html.Text(option.Text)}</span></label>";
        }

        var items = string.Concat(options.Select(Item));
        var looks = $"fld {look}{(Why(name) is null ? "" : " err")}";
        return $"<fieldset class=\"{looks}\"{Html.Attribute("aria-describedby", DescribedBy(field, name))}>"
            + $"<legend>{Label(field, name)}</legend><div class=\"items\">{items}</div>{after}{Below(field, name)}</fieldset>\n";
    }

    private string Box(FormField field, string name) =>
        "<label class=\"chk\"><input type=\"checkbox\" value=\"yes\""
        + $"{Common(field, name)}{Html.Flag("checked", model.Post.Answer(name) == true)}>"
        + $"<span>{Html.Text(LabelOf(model, name))}{Below(field, name)}</span></label>\n";

    private string Label(FormField field, string name) => field.Required
        ? Html.Text(LabelOf(model, name))
        : $"{Html.Text(LabelOf(model, name))} <span class=\"m2\">{Html.Text(PageWords.Optional.In(model.Language))}</span>";

    private string Below(FormField field, string name)
    {
        var html = new HtmlBuilder();
        if (field.Hint.In(model.Language) is { } hint)
        {
            html.Add($"<span class=\"hint\" id=\"h-{Html.Text(name)}\">{Html.Text(hint)}</span>");
        }

        if (Why(name) is { } why)
        {
            html.Add($"<span class=\"why-not\" id=\"e-{Html.Text(name)}\">{Html.Text(char.ToUpperInvariant(why[0]) + why[1..])}</span>");
        }

        return html.ToString();
    }

    private string? DescribedBy(FormField field, string name)
    {
        string?[] ids = [field.Hint.In(model.Language) is null ? null : $"h-{name}", Why(name) is null ? null : $"e-{name}"];
        return ids.Any(id => id is not null) ? string.Join(' ', ids.OfType<string>()) : null;
    }

    private string Ends()
    {
        var (least, most) = (Html.Text(PageWords.Least.In(model.Language)), Html.Text(PageWords.Most.In(model.Language)));
        return $"<div class=\"ends\"><span>0 — {least}</span><span>10 — {most}</span></div>";
    }

    private List<(string Value, string Text)> OptionsOf(FormField field, string name) => field.Options is { Count: > 0 } options
        ? [.. options.Select(option => (option, option))]
        : name == KnownField.Sex
            ? [("f", PageWords.Female.In(model.Language)), ("m", PageWords.Male.In(model.Language))]
            : [];

    private string? Why(string name) => model.Errors?.Why(name, model.Language);

    private static IEnumerable<(string Value, string Text)> Numbers(int from, int to) =>
        Enumerable.Range(from, to - from + 1).Select(number => number.ToString(System.Globalization.CultureInfo.InvariantCulture))
            .Select(number => (number, number));
}
