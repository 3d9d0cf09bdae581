using System.Globalization;
using System.Text.Json;
using Bellman.Golden;

namespace Bellman.Numerics.Tests;

/// <summary>The draws that NumPy made, for each seed and each recording that holds them.</summary>
internal static class RandomGolden
{
    public static IEnumerable<(ulong Seed, JsonElement Draws)> Seeds()
    {
        foreach (string name in Recordings.Names("rng.json"))
        {
            foreach (JsonProperty seed in Recordings.Read(name).GetProperty("seeds").EnumerateObject())
                yield return (ulong.Parse(seed.Name, CultureInfo.InvariantCulture), seed.Value);
        }
    }

    /// <summary>Compares a list of numbers, nested or not, with draws from a fresh generator, bit for bit.</summary>
    public static void Check(string name, Func<Pcg64, double> draw)
    {
        int seeds = 0;
        foreach ((ulong seed, JsonElement draws) in Seeds())
        {
            var generator = new Pcg64(seed);
            double[] expected = [.. Flatten(draws.GetProperty(name))];
            double[] actual = [.. expected.Select(_ => draw(generator))];
            Assert.NotEmpty(expected);
            Assert.Equal(expected, actual);
            seeds++;
        }

        Assert.True(seeds >= 10, $"Only {seeds} seeds are recorded.");
    }

    /// <summary>Compares lists of integers with arrays that are drawn whole.</summary>
    public static void CheckArrays(string name, Func<Pcg64, int, IEnumerable<long>> draw)
    {
        foreach ((ulong seed, JsonElement draws) in Seeds())
        {
            var generator = new Pcg64(seed);
            JsonElement lists = draws.GetProperty(name);
            bool nested = lists[0].ValueKind == JsonValueKind.Array;
            foreach (JsonElement list in nested ? [.. lists.EnumerateArray()] : new[] { lists })
            {
                long[] expected = [.. list.EnumerateArray().Select(value => value.GetInt64())];
                Assert.Equal(expected, draw(generator, expected.Length));
            }
        }
    }

    private static IEnumerable<double> Flatten(JsonElement element) => element.ValueKind == JsonValueKind.Array
        ? element.EnumerateArray().SelectMany(Flatten)
        : [element.GetDouble()];
}
