using System.Reflection;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Bellman.Experiments;

/// <summary>
/// The summaries of types and properties, read at run time from the documentation files that the compiler writes beside the assemblies:
/// what a user sees on the command line is the documentation in the source, word for word.
/// </summary>
public static class XmlDocumentation
{
    private static readonly Dictionary<Assembly, Dictionary<string, XElement>> Files = [];
    private static readonly Lock Gate = new();

    /// <summary>The summary of a property in plain text, or an empty text where there is none.</summary>
    public static string Summary(PropertyInfo property)
    {
        ArgumentNullException.ThrowIfNull(property);
        Type type = property.DeclaringType!;
        return Find(type.Assembly, $"P:{TypeName(type)}.{property.Name}") is { } member ? Text(member) : "";
    }

    /// <summary>The summary of a type in plain text, or an empty text where there is none.</summary>
    public static string Summary(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return Find(type.Assembly, $"T:{TypeName(type)}") is { } member ? Text(member) : "";
    }

    /// <summary>The summary of one value of an enumeration in plain text, or an empty text where there is none.</summary>
    public static string Summary(Enum value)
    {
        ArgumentNullException.ThrowIfNull(value);
        Type type = value.GetType();
        return Find(type.Assembly, $"F:{TypeName(type)}.{value}") is { } member ? Text(member) : "";
    }

    private static string TypeName(Type type) => type.FullName!.Replace('+', '.');

    private static XElement? Find(Assembly assembly, string name)
    {
        lock (Gate)
        {
            if (!Files.TryGetValue(assembly, out Dictionary<string, XElement>? members)) Files[assembly] = members = Load(assembly);
            return members.GetValueOrDefault(name);
        }
    }

    private static Dictionary<string, XElement> Load(Assembly assembly)
    {
        var members = new Dictionary<string, XElement>(StringComparer.Ordinal);
        string path = Path.ChangeExtension(assembly.Location, ".xml");
        if (!File.Exists(path)) return members;
        try
        {
            foreach (XElement member in XDocument.Load(path).Descendants("member"))
            {
                if (member.Attribute("name")?.Value is { } name && member.Element("summary") is { } summary) members[name] = summary;
            }
        }
        catch (XmlException)
        {
            // Documentation is a help, not a need: a damaged file leaves the descriptions empty.
        }

        return members;
    }

    private static string Text(XElement element)
    {
        var text = new StringBuilder();
        foreach (XNode node in element.Nodes()) Append(text, node);
        return string.Join(' ', text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static void Append(StringBuilder text, XNode node)
    {
        if (node is XText words)
        {
            text.Append(words.Value);
        }
        else if (node is XElement element)
        {
            string? reference = element.Attribute("cref")?.Value ?? element.Attribute("name")?.Value ?? element.Attribute("langword")?.Value;
            if (element.Name.LocalName == "para") text.Append(' ');
            if (element.IsEmpty && reference is not null) text.Append(Readable(reference));
            foreach (XNode inner in element.Nodes()) Append(text, inner);
        }
    }

    /// <summary>A reference as the command line writes it: a property becomes the name of its option, a type stays.</summary>
    private static string Readable(string reference)
    {
        string name = reference[(reference.LastIndexOf('.') + 1)..];
        return reference.StartsWith("P:", StringComparison.Ordinal) ? Core.OptionsJson.Name(name) : name;
    }
}
