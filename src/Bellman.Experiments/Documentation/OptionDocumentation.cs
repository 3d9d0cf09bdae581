using System.Reflection;
using System.Text.Json;
using Bellman.Core;

namespace Bellman.Experiments;

/// <summary>The options of a record with their values and documentation.</summary>
public static class OptionDocumentation
{
    private static readonly JsonSerializerOptions OneLine = new(OptionsJson.Format) { WriteIndented = false };

    /// <summary>Describes every option of a record, those of records inside it included, in the order of the source.</summary>
    /// <param name="options">The record.</param>
    /// <param name="prefix">What stands before each path, for instance <c>agent.</c>; empty for nothing.</param>
    public static IReadOnlyList<OptionDescription> Describe(object options, string prefix = "")
    {
        ArgumentNullException.ThrowIfNull(options);
        var descriptions = new List<OptionDescription>();
        Collect(options, prefix, descriptions);
        return descriptions;
    }

    /// <summary>The properties of a record that are options.</summary>
    internal static IEnumerable<PropertyInfo> Properties(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanWrite && property.GetIndexParameters().Length == 0)
            .OrderBy(property => property.MetadataToken);

    /// <summary>Whether a type is a record of further options and not a value.</summary>
    internal static bool IsRecord(Type type) =>
        type.IsClass && type != typeof(string) && OptionText.ElementType(type) is null && Properties(type).Any();

    private static void Collect(object options, string prefix, List<OptionDescription> descriptions)
    {
        foreach (PropertyInfo property in Properties(options.GetType()))
        {
            string path = prefix + OptionsJson.Name(property.Name);
            object? value = property.GetValue(options);
            if (value is not null && IsRecord(property.PropertyType))
            {
                Collect(value, path + ".", descriptions);
                continue;
            }

            string json = JsonSerializer.Serialize(value, property.PropertyType, OneLine);
            descriptions.Add(new OptionDescription(path, OptionText.Describe(property.PropertyType), json, XmlDocumentation.Summary(property)));
        }
    }
}
