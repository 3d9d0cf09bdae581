using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bellman.Board;

/// <summary>Numbers for a picture: not more digits than single precision has where that is enough, and null for what is no number, which JSON has not.</summary>
/// <param name="isExact">Whether every number has the digits that tell it from all others.</param>
internal sealed class NumbersConverter(bool isExact) : JsonConverter<double>
{
    /// <inheritdoc/>
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
    {
        if (!double.IsFinite(value)) writer.WriteNullValue();
        else if (!isExact && Math.Abs(value) < 1 << 24 && value != Math.Truncate(value) && double.IsFinite((float)value)) writer.WriteNumberValue((float)value);
        else writer.WriteNumberValue(value);
    }
}
