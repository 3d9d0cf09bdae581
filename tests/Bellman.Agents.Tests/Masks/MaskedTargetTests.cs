using Bellman.Core;

namespace Bellman.Agents.Tests;

/// <summary>What a mask forbids behind a step is not bootstrapped from, and the mask comes out of the replay as it went in.</summary>
public sealed class MaskedTargetTests
{
    private const int Atoms = 11;

    /// <summary>Of two successors' actions the first is worth 3 and the second 9; the reward is 1 and nothing is discounted, so the target is 4 or 10.</summary>
    [Theory]
    [InlineData("scalar", true, 4f)]
    [InlineData("scalar", false, 10f)]
    [InlineData("quantiles", true, 4f)]
    [InlineData("quantiles", false, 10f)]
    [InlineData("atoms", true, 4f)]
    [InlineData("atoms", false, 10f)]
    public void ComputeTargets_BestActionForbidden_AreThoseOfTheBestAllowed(string name, bool forbids, float target)
    {
        QHead head = Head(name);
        float[] successors = Outputs(name, 3, 9), outputs = Outputs(name, target, 0), gradient = new float[outputs.Length], errors = new float[1];
        head.ComputeTargets([1f], [1f], successors, successors, successors.Length, forbids ? [true, false] : [true, true]);
        head.Loss(outputs, outputs.Length, [0], [1f], gradient, errors);
        Assert.Equal(0, errors[0], 1e-3);
        float[] same = [.. gradient];
        head.ComputeTargets([1f], [1f], successors, successors, successors.Length, forbids ? [true, true] : [true, false]);
        head.Loss(outputs, outputs.Length, [0], [1f], gradient, errors);
        Assert.InRange(Math.Abs(errors[0]), 1, 100);
        Assert.NotEqual(same, gradient);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Add_ThroughWindowInboxAndCheckpoint_KeepsTheMaskOfTheSuccessor(int n)
    {
        var buffer = new ReplayBuffer(8, 1, 1, maskSize: 3);
        var window = new NStepWindow(n, 0.5f, rewardScale: 1, worlds: 1, observationSize: 1, actionSize: 1);
        buffer.OpenInbox(8);
        for (int i = 0; i < 5; i++) window.Add(Step(i, last: i == 4), 0, buffer, Mask(i + 1));
        buffer.TakeIn();
        using var stream = new MemoryStream();
        CheckpointWriter.WriteStream(stream, "test", buffer.Save);
        var loaded = new ReplayBuffer(8, 1, 1, maskSize: 3);
        loaded.Load(CheckpointReader.Parse(stream.ToArray(), "test", "memory"));
        Assert.Equal(5, loaded.Count);
        bool[] masks = new bool[5 * 3];
        loaded.GatherNextAllowed([0, 1, 2, 3, 4], masks);
        for (int slot = 0; slot < 5; slot++) Assert.Equal(Mask((int)loaded.NextObservationIn(slot)[0]), masks.AsSpan(slot * 3, 3));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Add_Sequences_KeepTheMaskBehindEachStep(bool waits)
    {
        var shape = new SequenceShape(3, burnIn: 2, observationSize: 1, actionSize: 1, maskSize: 3);
        var buffer = new SequenceReplayBuffer(8, shape, worlds: 1);
        if (waits) buffer.OpenInbox(8);
        for (int i = 0; i < 7; i++) buffer.Add(Step(i, last: i == 6), 0, i, [], Mask(i + 1));
        buffer.TakeIn();
        using var stream = new MemoryStream();
        CheckpointWriter.WriteStream(stream, "test", buffer.Save);
        var loaded = new SequenceReplayBuffer(8, shape, worlds: 1);
        loaded.Load(CheckpointReader.Parse(stream.ToArray(), "test", "memory"));
        Assert.Equal(3, loaded.Count);
        for (int slot = 0; slot < 3; slot++)
        {
            for (int t = 0; t < loaded.Length(slot); t++) Assert.Equal(Mask((int)loaded.Reward(slot, t) + 1), loaded.NextAllowed(slot, t));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    public void LargestCapacity_WithMasks_CountsTheirBytes(int maskSize)
    {
        double bytes = (2 * sizeof(float)) + (3 * sizeof(float)) + maskSize;
        Assert.Equal(5.0 * sizeof(float) / bytes, (double)ReplayBuffer.LargestCapacity(1, 1, maskSize: maskSize) / ReplayBuffer.LargestCapacity(1, 1), 1e-3);
    }

    /// <summary>A mask that tells the numbers from 0 to 7 apart but for the first, which allows nothing but is never used.</summary>
    private static bool[] Mask(int number) => [(number & 1) != 0, (number & 2) != 0, (number & 4) != 0];

    private static Transitions Step(int i, bool last) => new()
    {
        Count = 1,
        Observations = new float[] { i },
        Actions = new float[] { 0 },
        Rewards = new float[] { i },
        NextObservations = new float[] { i + 1 },
        Terminated = new[] { false },
        Truncated = new[] { last },
        EpisodeReturns = new double[1],
        EpisodeLengths = new int[1],
    };

    private static QHead Head(string name) => name switch
    {
        "scalar" => new ScalarHead(2, new DqnOptions { BatchSize = 1 }),
        "quantiles" => new QuantileHead(2, new QrDqnOptions { BatchSize = 1, Quantiles = 5 }),
        _ => new CategoricalHead(2, new C51Options { BatchSize = 1, Atoms = Atoms, VMin = 0, VMax = 10 }),
    };

    /// <summary>A row of outputs that says what two actions are worth.</summary>
    private static float[] Outputs(string name, float first, float second) => name switch
    {
        "scalar" => [first, second],
        "quantiles" => [.. Enumerable.Repeat(first, 5), .. Enumerable.Repeat(second, 5)],
        _ => [.. Peak(first), .. Peak(second)],
    };

    private static IEnumerable<float> Peak(float value) => Enumerable.Range(0, Atoms).Select(atom => atom == value ? 20f : 0f);
}
