using System.Reflection;
using Refit.Formatting;

namespace Refit;

public class DefaultUrlParameterFormatter : IUrlParameterFormatter
{
    private readonly Dictionary<(Type Container, Type Parameter), string> specificFormats = [];
    private readonly Dictionary<Type, string> generalFormats = [];

    public void AddFormat<TContainer, TParameter>(string format) =>
        specificFormats.Add((typeof(TContainer), typeof(TParameter)), format);

    public void AddFormat<TParameter>(string format) => generalFormats.Add(typeof(TParameter), format);

    public virtual string? Format(object? parameterValue, ICustomAttributeProvider attributeProvider, Type type)
    {
        ArgumentNullException.ThrowIfNull(attributeProvider);
        if (parameterValue is null)
        {
            return null;
        }

        var format = attributeProvider.GetCustomAttributes(typeof(QueryAttribute), true).OfType<QueryAttribute>().FirstOrDefault()?.Format;
        if (string.IsNullOrWhiteSpace(format) && !specificFormats.TryGetValue((type, parameterValue.GetType()), out format))
        {
            generalFormats.TryGetValue(parameterValue.GetType(), out format);
        }

        return ParameterText.Format(parameterValue, format);
    }
}
