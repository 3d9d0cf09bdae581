using Bellman.Core;
using Bellman.Golden;
using Bellman.Numerics;
using Bellman.Testing;
using System.Text.Json;

namespace Bellman.Agents.Tests;

public sealed class PrioritizedReplayBufferTests
{
    /// <summary>The probabilities and weights that PyTorch gave for five priorities.</summary>
    [Fact]
    public void Weights_RecordedPriorities_AreTheRecordedOnes()
    {
        JsonElement recorded = Recordings.Read("learning.json").GetProperty("per");
        float[] priorities = [.. recorded.GetProperty("priorities").EnumerateArray().Select(value => value.GetSingle())];
        PrioritizedReplayBuffer buffer = Filled(priorities.Length, recorded.GetProperty("alpha").GetSingle(), epsilon: 1e-12f);
        int[] slots = [.. Enumerable.Range(0, priorities.Length)];
        buffer.SetPriorities(slots, priorities);
        var weights = new float[slots.Length];
        buffer.Weights(slots, recorded.GetProperty("beta").GetSingle(), weights);
        JsonElement results = recorded.GetProperty("results").GetProperty("float64");
        for (int i = 0; i < slots.Length; i++)
        {
            Assert.Equal(results.GetProperty("probs")[i].GetDouble(), buffer.Probability(i), 1e-6);
            Assert.Equal(results.GetProperty("is_weights_over_max")[i].GetDouble(), weights[i], 1e-6);
        }
    }

    [Theory]
    [InlineData(1, 1f)]
    [InlineData(32, 1f)]
    [InlineData(7, 0.5f)]
    public void Sample_ManyDraws_SlotsComeAsOftenAsTheirProbabilitiesSay(int batch, float alpha)
    {
        const int Draws = 210_000;
        float[] errors = [1f, 2f, 3f, 4f, -10f, 0f];
        PrioritizedReplayBuffer buffer = Filled(errors.Length, alpha, epsilon: 0.5f);
        buffer.SetPriorities([.. Enumerable.Range(0, errors.Length)], errors);
        var counts = new int[errors.Length];
        var slots = new int[batch];
        Pcg64 rng = new SeedStreams(3).Stream("test");
        for (int i = 0; i < Draws / batch; i++)
        {
            buffer.Sample(rng, slots);
            foreach (int slot in slots) counts[slot]++;
        }

        double sum = errors.Sum(error => Math.Pow(Math.Abs(error) + 0.5, alpha));
        for (int i = 0; i < errors.Length; i++)
        {
            double expected = Math.Pow(Math.Abs(errors[i]) + 0.5, alpha) / sum;
            double deviation = Math.Sqrt(expected * (1 - expected) / Draws);
            Assert.Equal(expected, (double)counts[i] / (Draws / batch * batch), 5 * deviation);
        }
    }

    /// <summary>Of two that share all of the mass a stratified pair of draws takes each once; even draws would take one of them twice half of the time.</summary>
    [Fact]
    public void Sample_TwoOfEqualPriority_EachIsDrawnOnce()
    {
        PrioritizedReplayBuffer buffer = Filled(2);
        var slots = new int[2];
        Pcg64 rng = new SeedStreams(1).Stream("test");
        for (int i = 0; i < 100; i++)
        {
            buffer.Sample(rng, slots);
            Assert.Equal([0, 1], slots);
        }
    }

    [Fact]
    public void Add_NewTransition_HasTheHighestPriorityThereHasBeen()
    {
        PrioritizedReplayBuffer buffer = Filled(3, alpha: 1, capacity: 8);
        Assert.Equal(1.0 / 3, buffer.Probability(0), 1e-6);
        buffer.SetPriorities([0], [6f]);
        buffer.SetPriorities([0, 1, 2], [1f, 1f, 1f]);
        Add(buffer, 3);
        Assert.Equal(6.0 / 9, buffer.Probability(3), 1e-5);
    }

    [Fact]
    public void Add_FullRing_TheNewTransitionsPriorityReplacesThatOfTheOldest()
    {
        PrioritizedReplayBuffer buffer = Filled(3, alpha: 1);
        buffer.SetPriorities([0, 1, 2], [0.5f, 0.25f, 0.25f]);
        Add(buffer, 7);
        Assert.Equal(1 / 1.5, buffer.Probability(0), 1e-5);
        Assert.Equal(7f, buffer.Reward(0));
        Assert.Equal(1f, buffer.Reward(1));
    }

    [Fact]
    public void SetPriorities_SameSlotTwice_TheLastErrorCounts()
    {
        PrioritizedReplayBuffer buffer = Filled(2, alpha: 1);
        buffer.SetPriorities([0, 1, 0], [9f, 1f, 3f]);
        Assert.Equal(0.75, buffer.Probability(0), 1e-5);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void SetPriorities_ErrorNotFinite_IsRefused(float error) =>
        Assert.Throws<ArgumentOutOfRangeException>("errors", () => Filled(2).SetPriorities([0], [error]));

    [Fact]
    public void SetPriorities_LengthsDiffer_AreRefused() => Assert.Throws<ArgumentException>("errors", () => Filled(2).SetPriorities([0, 1], [1f]));

    [Fact]
    public void SetPriorities_LargestErrors_StayFinite()
    {
        PrioritizedReplayBuffer buffer = Filled(2, alpha: 1);
        buffer.SetPriorities([0, 1], [float.MaxValue, 0]);
        Assert.Equal(1, buffer.Probability(0), 1e-6);
        var weights = new float[2];
        buffer.Weights([0, 1], 1, weights);
        Assert.All(weights, weight => Assert.InRange(weight, 0f, 1f));
    }

    [Fact]
    public void Sample_Empty_IsRefused() =>
        Assert.Throws<InvalidOperationException>(() => new PrioritizedReplayBuffer(3, 1, 1).Sample(new Pcg64(1), new int[1]));

    [Theory]
    [InlineData(-0.1f, 1e-6f, "alpha")]
    [InlineData(1.1f, 1e-6f, "alpha")]
    [InlineData(0.5f, 0f, "epsilon")]
    public void Constructor_OutOfRange_NamesTheParameter(float alpha, float epsilon, string name) =>
        Assert.Throws<ArgumentOutOfRangeException>(name, () => new PrioritizedReplayBuffer(3, 1, 1, alpha: alpha, epsilon: epsilon));

    /// <summary>Half full, so that slots without content are among the leaves, and with the ring's seam in the middle.</summary>
    [Theory]
    [InlineData(5)]
    [InlineData(12)]
    public void Load_Saved_DrawsTheSameForEver(int added)
    {
        var buffer = new PrioritizedReplayBuffer(9, 1, 1);
        Pcg64 errors = new SeedStreams(2).Stream("errors");
        for (int i = 0; i < added; i++) Add(buffer, i);
        buffer.SetPriorities([0, 3, 1], [errors.NextSingle(), errors.NextSingle(), 5 * errors.NextSingle()]);
        using var stream = new MemoryStream();
        CheckpointWriter.WriteStream(stream, "test", buffer.Save);
        var other = new PrioritizedReplayBuffer(9, 1, 1);
        for (int i = 0; i < 9; i++) Add(other, 100 + i);
        other.Load(CheckpointReader.Parse(stream.ToArray(), "test", "memory"));
        Assert.Equal(Course(buffer), Course(other));
    }

    [Fact]
    public void AddSampleAndSetPriorities_AllocateNothing()
    {
        PrioritizedReplayBuffer buffer = Filled(100);
        int[] slots = new int[32];
        float[] weights = new float[32];
        float[] one = [1f];
        var rng = new Pcg64(1);
        AllocationAssert.Zero(() =>
        {
            buffer.Add(one, one, 1f, one, 0.9f);
            buffer.Sample(rng, slots);
            buffer.Weights(slots, 0.5f, weights);
            buffer.SetPriorities(slots, weights);
        });
    }

    private static PrioritizedReplayBuffer Filled(int count, float alpha = 0.6f, float epsilon = 1e-6f, int? capacity = null)
    {
        var buffer = new PrioritizedReplayBuffer(capacity ?? count, 1, 1, alpha: alpha, epsilon: epsilon);
        for (int i = 0; i < count; i++) Add(buffer, i);
        return buffer;
    }

    private static void Add(PrioritizedReplayBuffer buffer, int reward) => buffer.Add([reward], [0], reward, [reward + 1], 0.9f);

    /// <summary>What comes of going on: draws, weights and new priorities.</summary>
    private static List<string> Course(PrioritizedReplayBuffer buffer)
    {
        var rng = new Pcg64(7);
        var slots = new int[4];
        var weights = new float[4];
        List<string> course = [];
        for (int i = 0; i < 200; i++)
        {
            buffer.Sample(rng, slots);
            buffer.Weights(slots, 0.7f, weights);
            course.Add($"{string.Join(' ', slots)}: {string.Join(' ', weights.Select(BitConverter.SingleToInt32Bits))}");
            buffer.SetPriorities(slots, weights);
            Add(buffer, i);
        }

        return course;
    }
}
