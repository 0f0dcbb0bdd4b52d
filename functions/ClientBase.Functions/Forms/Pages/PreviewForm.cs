using ClientBase.Functions.Capture;
using ClientBase.Functions.Forms.Defining;
using ClientBase.Functions.Forms.Receiving;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using ClientBase.Functions.Http.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Forms.Pages;

/// <summary>Shows whoever designs a form the page it would have. Nothing is kept.</summary>
public sealed class PreviewForm(ShopNames shops)
{
    /// <summary>The hosted page of a definition; 400 with what needs mending, as when it is saved.</summary>
    [Function(nameof(PreviewForm))]
    [Takes<FormDefinition>(Example = """{"kind":"newsletter","title":{"ru":"Новости","en":"News"}}""")]
    [Asks("lang", "The page's language.", Words = ["ru", "en"])]
    [Answers(200, "text/html")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "forms/{formId}/preview")] HttpRequest request,
        string formId,
        CancellationToken cancellationToken)
    {
        var (form, problem) = await JsonBodies.ReadAsync<FormDefinition>(request, DefineForms.MaxBytes, cancellationToken);
        if (form is null)
        {
            return problem!;
        }

        var check = FormCheck.Of(form, shops.All);
        return check.Errors.Count > 0
            ? Problems.BadRequest("The form's definition needs mending.", check.Errors)
            : FormPage.Show(
                request, new FormPageModel(formId, form, PageFrame.LanguageOf(request), FormSteps.Now(form, known: null)));
    }
}
