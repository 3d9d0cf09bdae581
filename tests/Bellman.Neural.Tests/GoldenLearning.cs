using System.Text.Json;
using Bellman.Golden;

namespace Bellman.Neural.Tests;

/// <summary>The recorded learning facts, in double precision where both precisions were recorded.</summary>
internal static class GoldenLearning
{
    public static readonly JsonElement Root = Recordings.Read("learning.json");

    public static JsonElement Results(string section) => Root.GetProperty(section).GetProperty("results").GetProperty("float64");

    public static JsonElement Inputs(string section) => Root.GetProperty(section);

    /// <summary>All numbers of an element, nested lists joined in order.</summary>
    public static float[] Numbers(this JsonElement element)
    {
        var numbers = new List<float>();
        Collect(element, numbers);
        return [.. numbers];
    }

    public static float[] Numbers(this JsonElement element, string name) => element.GetProperty(name).Numbers();

    /// <summary>Equal within a relative error, measured against the largest magnitude where an element is small.</summary>
    public static void Near(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, string what, double relative = 1e-5)
    {
        Assert.Equal(expected.Length, actual.Length);
        double largest = 0;
        foreach (float value in expected)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        for (int i = 0; i < expected.Length; i++)
        {
            double allowed = relative * Math.Max(Math.Abs(expected[i]), 0.1 * largest);
            Assert.True(Math.Abs(expected[i] - actual[i]) <= allowed, $"{what}[{i}]: expected {expected[i]:R}, was {actual[i]:R}");
        }
    }

    /// <summary>The elements of padded rows without the padding.</summary>
    public static float[] Unpad(ReadOnlySpan<float> rows, int count, int columns, int stride)
    {
        float[] values = new float[count * columns];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = rows[(i / columns * stride) + (i % columns)];
        }

        return values;
    }

    private static void Collect(JsonElement element, List<float> numbers)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement item in element.EnumerateArray())
            {
                Collect(item, numbers);
            }
        }
        else
        {
            numbers.Add((float)element.GetDouble());
        }
    }
}
