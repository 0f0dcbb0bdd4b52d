namespace Refit;

public class DefaultApiExceptionFactory(RefitSettings refitSettings)
{
    public async Task<Exception?> CreateAsync(HttpResponseMessage responseMessage)
    {
        if (responseMessage is not { IsSuccessStatusCode: false, RequestMessage: { } request })
        {
            return null;
        }

        return await ApiException.Create(request, request.Method, responseMessage, refitSettings);
    }
}
