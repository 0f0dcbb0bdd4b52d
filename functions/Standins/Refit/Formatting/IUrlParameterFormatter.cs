using System.Reflection;

namespace Refit;

public interface IUrlParameterFormatter
{
    string? Format(object? value, ICustomAttributeProvider attributeProvider, Type type);
}

public interface IUrlParameterKeyFormatter
{
    string Format(string key);
}

public interface IFormUrlEncodedParameterFormatter
{
    string? Format(object? value, string? formatString);
}
