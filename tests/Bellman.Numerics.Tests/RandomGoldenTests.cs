using System.Globalization;
using System.Text.Json;

namespace Bellman.Numerics.Tests;

public class RandomGoldenTests
{
    private static readonly double[] Probabilities = [0.1, 0.2, 0.3, 0.4];
    private static readonly int[] Deck = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 10, 10, 10];

    [Fact]
    public void SeedSequence_EachSeed_EqualsNumPy()
    {
        foreach ((ulong seed, JsonElement draws) in RandomGolden.Seeds())
        {
            var sequence = new SeedSequence(seed);
            uint[] words32 = new uint[4];
            ulong[] words64 = new ulong[4];
            sequence.GenerateState32(words32);
            sequence.GenerateState64(words64);
            Assert.Equal(draws.GetProperty("seedsequence_generate_state_4xuint32").EnumerateArray().Select(e => e.GetUInt32()), words32);
            Assert.Equal(draws.GetProperty("seedsequence_generate_state_4xuint64").EnumerateArray().Select(Long), words64);
        }
    }

    [Fact]
    public void State_EachSeed_EqualsNumPy()
    {
        foreach ((ulong seed, JsonElement draws) in RandomGolden.Seeds())
        {
            Pcg64State state = new Pcg64(seed).State;
            Assert.Equal(draws.GetProperty("pcg64_state").GetString(), state.State.ToString(CultureInfo.InvariantCulture));
            Assert.Equal(draws.GetProperty("pcg64_inc").GetString(), state.Increment.ToString(CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public void NextUInt64_EachSeed_EqualsNumPy()
    {
        foreach ((ulong seed, JsonElement draws) in RandomGolden.Seeds())
        {
            var generator = new Pcg64(seed);
            foreach (JsonElement expected in draws.GetProperty("raw_uint64_x20").EnumerateArray())
                Assert.Equal(Long(expected), generator.NextUInt64());
        }
    }

    [Fact]
    public void NextDouble_EachSeed_EqualsNumPy() => RandomGolden.Check("random_x20", g => g.NextDouble());

    [Fact]
    public void NextSingle_EachSeed_EqualsNumPy() => RandomGolden.Check("random_float32_x20", g => g.NextSingle());

    [Fact]
    public void Uniform_EachSeed_EqualsNumPy() => RandomGolden.Check("uniform(-0.05,0.05,size=4)_x5", g => g.Uniform(-0.05, 0.05));

    [Theory]
    [InlineData("integers(0,10,size=10)_x2", 0L, 10L)]
    [InlineData("integers(0,10)_scalar_x20", 0L, 10L)]
    [InlineData("integers(0,4)_scalar_x20", 0L, 4L)]
    [InlineData("integers(-9999,9999)_scalar_x20", -9999L, 9999L)]
    [InlineData("integers(0,2**31-1)_scalar_x20", 0L, (1L << 31) - 1)]
    [InlineData("integers(0,2**40)_scalar_x20", 0L, 1L << 40)]
    [InlineData("integers(0,100000,size=20)", 0L, 100000L)]
    public void Integers_EachSeedAndRange_EqualsNumPy(string name, long low, long high)
    {
        RandomGolden.Check(name, g => g.Integers(low, high));
        RandomGolden.CheckArrays(name, (g, count) =>
        {
            long[] values = new long[count];
            g.Integers(low, high, values);
            return values;
        });
    }

    [Fact]
    public void Next_EachSeed_EqualsNumPy() => RandomGolden.Check("integers(0,10)_scalar_x20", g => g.Next(10));

    [Fact]
    public void Integers_SignedBytes_EqualsNumPy() => RandomGolden.CheckArrays("integers(0,2,size=20,dtype=int8)", (g, count) =>
    {
        sbyte[] values = new sbyte[count];
        g.Integers(0, 2, values);
        return values.Select(v => (long)v);
    });

    [Fact]
    public void Normal_EachSeed_EqualsNumPy()
    {
        RandomGolden.Check("normal(size=5)_x4", g => g.Normal());
        RandomGolden.Check("normal(1.5,2.0)_scalar_x20", g => g.Normal(1.5, 2.0));
    }

    [Fact]
    public void NormalSingle_EachSeed_EqualsNumPy() => RandomGolden.Check("standard_normal_float32_size20", g => g.NormalSingle());

    [Fact]
    public void Exponential_EachSeed_EqualsNumPy() => RandomGolden.Check("exponential(size=20)", g => g.Exponential());

    [Fact]
    public void Choice_EachSeed_EqualsNumPy()
    {
        RandomGolden.Check("choice(10)_scalar_x20", g => g.Choice(10));
        RandomGolden.Check("choice(10,size=20)", g => g.Choice(10));
        RandomGolden.Check("choice(blackjack_deck)_x20", g => Deck[g.Choice(Deck.Length)]);
        RandomGolden.Check("choice(4,p=[.1,.2,.3,.4])_x20", g => g.Choice(Probabilities));
    }

    [Fact]
    public void ChoiceWithoutReplacement_EachSeed_EqualsNumPy() =>
        RandomGolden.CheckArrays("choice(20,size=10,replace=False)_x2", (g, count) =>
        {
            int[] values = new int[count];
            g.ChoiceWithoutReplacement(20, values);
            return values.Select(v => (long)v);
        });

    [Fact]
    public void Permutation_EachSeed_EqualsNumPy() =>
        RandomGolden.CheckArrays("permutation(20)", (g, count) => g.Permutation(count).Select(v => (long)v));

    [Fact]
    public void Shuffle_EachSeed_EqualsNumPy() => RandomGolden.CheckArrays("shuffle(arange(20))", (g, count) =>
    {
        long[] values = [.. Enumerable.Range(0, count).Select(v => (long)v)];
        g.Shuffle(values.AsSpan());
        return values;
    });

    [Fact]
    public void MixedDraws_EachSeed_EqualNumPy()
    {
        int call = 0;
        RandomGolden.Check("mixed: random,integers(0,7),random,integers(0,7),normal,random (x3)", g => (call++ % 6) switch
        {
            1 or 3 => g.Integers(0, 7),
            4 => g.Normal(),
            _ => g.NextDouble(),
        });
    }

    private static ulong Long(JsonElement text) => ulong.Parse(text.GetString()!, CultureInfo.InvariantCulture);
}
