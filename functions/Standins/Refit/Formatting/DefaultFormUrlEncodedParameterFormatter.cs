using Refit.Formatting;

namespace Refit;

public class DefaultFormUrlEncodedParameterFormatter : IFormUrlEncodedParameterFormatter
{
    public virtual string? Format(object? parameterValue, string? formatString) => ParameterText.Format(parameterValue, formatString);
}
