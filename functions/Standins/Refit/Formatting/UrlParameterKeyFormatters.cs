using System.Text.Json;

namespace Refit;

public class DefaultUrlParameterKeyFormatter : IUrlParameterKeyFormatter
{
    public virtual string Format(string key) => key;
}

public class CamelCaseUrlParameterKeyFormatter : IUrlParameterKeyFormatter
{
    public string Format(string key) => JsonNamingPolicy.CamelCase.ConvertName(key);
}
