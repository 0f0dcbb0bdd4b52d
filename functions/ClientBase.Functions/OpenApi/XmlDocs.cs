using System.Reflection;
using System.Text;
using System.Xml.Linq;

namespace ClientBase.Functions.OpenApi;

/// <summary>What the code says of itself: the XML documents that the compiler writes beside the assemblies.</summary>
internal sealed class XmlDocs
{
    private readonly Dictionary<string, Dictionary<string, XElement>> _members = [];

    /// <summary>What a function does.</summary>
    public string? Of(MethodInfo method)
    {
        var name = $"M:{NameOf(method.DeclaringType!)}.{method.Name}";
        var member = MembersOf(method.DeclaringType!).FirstOrDefault(
            one => one.Key == name || one.Key.StartsWith(name + "(", StringComparison.Ordinal)).Value;
        return TextOf(member?.Element("summary"));
    }

    /// <summary>What a type is.</summary>
    public string? Of(Type type) => TextOf(Member(type, $"T:{NameOf(type)}")?.Element("summary"));

    /// <summary>What a property is: of a record's own parameters it is told with the type.</summary>
    public string? Of(PropertyInfo property)
    {
        var type = property.DeclaringType!;
        return TextOf(Member(type, $"P:{NameOf(type)}.{property.Name}")?.Element("summary"))
            ?? TextOf(Member(type, $"T:{NameOf(type)}")?.Elements("param")
                .FirstOrDefault(one => one.Attribute("name")?.Value == property.Name));
    }

    /// <summary>XML as Markdown, on one line; null for nothing.</summary>
    public static string? TextOf(XElement? element)
    {
        if (element is null)
        {
            return null;
        }

        var text = new StringBuilder();
        foreach (var node in element.Nodes())
        {
            text.Append(node switch
            {
                XText plain => plain.Value,
                XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
                XElement { Name.LocalName: "see" or "paramref" } named => $"`{LastOf(named)}`",
                XElement other => TextOf(other),
                _ => "",
            });
        }

        var words = text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words.Length > 0 ? string.Join(' ', words) : null;
    }

    private static string LastOf(XElement named)
    {
        var name = named.Attributes().FirstOrDefault()?.Value.Split('.')[^1] ?? "";
        return name.Length == 0 ? "" : char.ToLowerInvariant(name[0]) + name[1..];
    }

    private XElement? Member(Type type, string name) => MembersOf(type).GetValueOrDefault(name);

    private Dictionary<string, XElement> MembersOf(Type type)
    {
        var assembly = type.Assembly.GetName().Name!;
        if (!_members.TryGetValue(assembly, out var members))
        {
            var file = Path.Combine(AppContext.BaseDirectory, assembly + ".xml");
            members = File.Exists(file)
                ? XDocument.Load(file).Descendants("member").ToDictionary(one => one.Attribute("name")!.Value)
                : [];
            _members[assembly] = members;
        }

        return members;
    }

    private static string NameOf(Type type) =>
        (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');
}
