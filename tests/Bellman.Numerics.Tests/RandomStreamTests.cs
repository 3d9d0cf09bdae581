namespace Bellman.Numerics.Tests;

public class RandomStreamTests
{
    [Fact]
    public void SeedSequence_Words_AreThoseOfItsNumber()
    {
        UInt128 entropy = UInt128.Parse("1234567890123456789012345678901234567", null);
        var sequence = new SeedSequence(entropy);
        UInt128 value = 0;
        for (int i = sequence.Entropy.Length - 1; i >= 0; i--)
            value = (value << 32) | sequence.Entropy[i];
        Assert.Equal(entropy, value);
        Assert.Equal(Words(sequence), Words(new SeedSequence(sequence.Entropy, [])));
    }

    [Fact]
    public void Spawn_Children_ExtendTheKeyAndDiffer()
    {
        var root = new SeedSequence(42);
        SeedSequence[] children = [.. root.Spawn(2), .. root.Spawn(1)];
        Assert.Equal([0u, 1u, 2u], children.Select(child => child.SpawnKey[0]));
        Assert.Equal([1u, 0u], children[1].Spawn(1)[0].SpawnKey.ToArray());
        Assert.Equal(4, children.Append(root).Select(sequence => string.Join(',', Words(sequence))).Distinct().Count());
        Assert.Equal(Words(children[2]), Words(new SeedSequence(42, 2)));
    }

    /// <summary>Words of a separate implementation of the published algorithm.</summary>
    [Fact]
    public void SeedSequence_WithSpawnKey_EqualsNumPy()
    {
        Assert.Equal([2680017932u, 2845465068u, 3338293050u, 2327717948u], Words(new SeedSequence(42, 7, 3))[..4]);
        Assert.Equal([4063325085u, 1714745264u, 467296370u, 2339788732u], Words(new SeedSequence((UInt128.One << 100) + 5, 1))[..4]);
    }

    [Fact]
    public void SeedSequence_ShortSeedWithKey_DiffersFromALongerSeed() =>
        Assert.NotEqual(Words(new SeedSequence(42, 7)), Words(new SeedSequence([42, 7], [])));

    [Fact]
    public void Stream_SameArguments_GivesTheSameDraws()
    {
        Assert.Equal(new SeedStreams(3).Stream("env", 2).State, new SeedStreams(3).Stream("env", 2).State);
        Assert.Equal(new SeedStreams(3).StreamSeed("env", 2), new SeedStreams(3).StreamSeed("env", 2));
    }

    /// <summary>Recorded values: a change of the derivation would change every run that anybody has stored.</summary>
    [Fact]
    public void Stream_KnownSeeds_StayAsTheyAre()
    {
        Assert.Equal(3497649386058328638ul, new SeedStreams(1).Stream("explore").NextUInt64());
        Assert.Equal(6098420322590757004ul, new SeedStreams(ulong.MaxValue).Stream("env", 3).NextUInt64());
        Assert.Equal(17376192ul, new SeedStreams(1).StreamSeed("env", 1));
    }

    [Fact]
    public void Stream_DifferentArguments_AreIndependent()
    {
        Pcg64[] streams =
        [
            new SeedStreams(1).Stream("env"), new SeedStreams(1).Stream("env", 1), new SeedStreams(1).Stream("Env"),
            new SeedStreams(1).Stream("explore"), new SeedStreams(2).Stream("env"), new(1),
        ];
        double[][] draws = [.. streams.Select(stream => Enumerable.Range(0, 20_000).Select(_ => stream.NextDouble() - 0.5).ToArray())];
        for (int i = 0; i < draws.Length; i++)
        {
            for (int j = 0; j < i; j++)
                Assert.InRange(draws[i].Zip(draws[j], (a, b) => a * b).Average() * 12, -0.03, 0.03);
        }
    }

    [Fact]
    public void Stream_WithoutAName_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => new SeedStreams(1).Stream(""));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SeedStreams(1).Stream("env", -1));
    }

    [Fact]
    public void DrawSeed_ManyTimes_IsShortAndDiffers()
    {
        ulong[] seeds = [.. Enumerable.Range(0, 20).Select(_ => SeedStreams.DrawSeed())];
        Assert.All(seeds, seed => Assert.InRange(seed, 0ul, (ulong)int.MaxValue));
        Assert.True(seeds.Distinct().Count() > 15);
    }

    private static uint[] Words(SeedSequence sequence)
    {
        uint[] words = new uint[8];
        sequence.GenerateState32(words);
        return words;
    }
}
