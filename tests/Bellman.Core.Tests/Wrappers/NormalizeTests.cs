using Bellman.Numerics;
using Bellman.Testing;

namespace Bellman.Core.Tests;

public class NormalizeTests
{
    private static readonly Box Numbers = new(-100, 100, 2);

    [Fact]
    public void Add_Rows_GivesTheMeanAndVarianceOfAllAndTheBeginning()
    {
        var statistics = new RunningStatistics(2);
        Assert.Equal([0, 0], statistics.Mean);
        Assert.Equal([1, 1], statistics.Variance);
        float[][] rows = Rows(300);
        foreach (float[] row in rows) statistics.Add(row);
        AssertEqual(rows, statistics);
        Assert.Throws<ArgumentException>(() => statistics.Add(new float[3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RunningStatistics(0));
    }

    [Fact]
    public void NormalizeObservation_EachRow_IsNormalisedByAllUpToIt()
    {
        float[][] rows = Rows(40);
        using var env = new NormalizeObservation(new Scripted(Numbers, rows));
        Assert.Equal(new Box(float.NegativeInfinity, float.PositiveInfinity, 2), env.ObservationSpace);
        var seen = new List<float[]>();
        for (int episode = 0; episode < 2; episode++)
        {
            for (int i = 0; i < rows.Length; i++)
            {
                seen.Add(rows[i]);
                float[] shown = i == 0 ? env.ResetRow() : env.StepRow(0);
                for (int number = 0; number < 2; number++)
                    Assert.Equal((rows[i][number] - Mean([.. seen], number)) / Math.Sqrt(Variance([.. seen], number) + 1e-8), shown[number], 1e-5);
            }
        }
    }

    [Fact]
    public void NormalizeObservation_NotUpdating_KeepsItsStatistics()
    {
        using var env = new NormalizeObservation(new Scripted(Numbers, Rows(40)), clip: 2);
        Assert.Equal(new Box(-2, 2, 2), env.ObservationSpace);
        env.ResetRow();
        env.UpdateRunningMean = false;
        double[] mean = env.Statistics.Mean.ToArray();
        Assert.Contains(Enumerable.Range(0, 39).SelectMany(_ => env.StepRow(0)), shown => shown is -2 or 2);
        Assert.Equal(mean, env.Statistics.Mean);
    }

    [Fact]
    public void NormalizeReward_EachReward_IsDividedByTheDeviationOfDiscountedSums()
    {
        float[] rewards = [1, -2, 7, 0.5f, 3];
        using var env = new NormalizeReward(new Scripted(new Box(0, 1), Empty(6)) { Rewards = rewards }, gamma: 0.5f, epsilon: 1e-3f);
        var sums = new List<float[]>();
        for (int episode = 0; episode < 3; episode++)
        {
            env.ResetRow();
            float sum = 0;
            foreach (float reward in rewards)
            {
                sum = (sum / 2) + reward;
                sums.Add([sum]);
                env.StepRow(out StepResult result, 0);
                Assert.Equal(reward / Math.Sqrt(Variance([.. sums], 0) + 1e-3), result.Reward, 1e-5);
            }

            Assert.Equal(9.5, env.Unwrapped.EpisodeReturn);
        }
    }

    [Fact]
    public void NormalizeReward_Clipped_StaysWithin()
    {
        using var env = new NormalizeReward(new Scripted(new Box(0, 1), Empty(4)) { Rewards = [0, 0, -50] }, clip: 3);
        env.ResetRow();
        env.StepRow(0);
        env.StepRow(0);
        env.UpdateRunningMean = false;
        env.StepRow(out StepResult result, 0);
        Assert.Equal(-3, result.Reward);
    }

    [Fact]
    public void VectorStep_SeveralWorlds_LearnTogether()
    {
        var started = new List<float[][]>();
        using SyncVectorEnv env = Vector(3, started);
        env.Reset();
        for (int i = 1; i < 25; i++) env.Step([0, 0, 0]);
        float[][] all = [.. started.SelectMany(rows => rows.Take(25))];
        foreach (Env world in env.Worlds) AssertEqual(all, ((INormalizer)world).Statistics);
        Assert.Single(env.Worlds.Select(world => ((INormalizer)world).Statistics.Mean[0]).Distinct());
    }

    [Fact]
    public void VectorStep_OneWorld_IsAsTheWorldAlone()
    {
        using var vector = new SyncVectorEnv(() => new NormalizeObservation(new Scripted(Numbers, Rows(30))));
        using var alone = new NormalizeObservation(new Scripted(Numbers, Rows(30)));
        vector.Reset();
        Assert.Equal(alone.ResetRow(), vector.Observations);
        for (int i = 1; i < 29; i++)
        {
            vector.Step([0]);
            Assert.Equal(alone.StepRow(0), vector.Observations);
        }
    }

    [Fact]
    public void VectorStep_Rewarded_ReportsReturnsOfTheWorldItself()
    {
        using var env = new SyncVectorEnv(() => new NormalizeReward(new Scripted(new Box(0, 1), Empty(4)) { Rewards = [2, 3, 4] }), 2);
        env.Reset();
        env.Step([0, 0]);
        Assert.Equal([5.0, 5.0], env.Step([0, 0]).EpisodeReturns);
        Assert.Equal([9.0, 9.0], env.Step([0, 0]).EpisodeReturns);
        Assert.Equal([2.0, 2.0], env.Step([0, 0]).EpisodeReturns);
    }

    [Fact]
    public void CreateEnv_ForEvaluation_UsesWhatWasLearnedAndAddsNothing()
    {
        using SyncVectorEnv env = Vector(2, []);
        env.Reset();
        env.Step([0, 0]);
        using Env evaluation = env.CreateEnv();
        var training = (INormalizer)env.Worlds[0];
        for (int round = 0; round < 2; round++)
        {
            env.Step([0, 0]);
            double[] mean = training.Statistics.Mean.ToArray(), variance = training.Statistics.Variance.ToArray();
            double count = training.Statistics.Count;
            float[] shown = evaluation.ResetRow();
            float[] raw = ((Wrapper)evaluation).Inner.ResetRow();
            Assert.Equal((raw[1] - mean[1]) / Math.Sqrt(variance[1] + 1e-8), shown[1], 1e-5);
            evaluation.ResetRow();
            evaluation.StepRow(0);
            Assert.Equal(mean, training.Statistics.Mean);
            Assert.Equal(count, training.Statistics.Count);
            Assert.Equal(count, ((INormalizer)evaluation).Statistics.Count);
        }
    }

    [Fact]
    public void LoadStatistics_InOtherWorlds_LetsThemNormaliseTheSame()
    {
        using SyncVectorEnv env = Vector(2, []);
        env.Reset();
        for (int i = 0; i < 10; i++) env.Step([0, 0]);
        byte[] saved = InMemory.Write(env.SaveStatistics);
        using SyncVectorEnv other = Vector(3, []);
        other.LoadStatistics(InMemory.Read(saved));
        foreach (Env world in other.Worlds) Assert.Equal(((INormalizer)env.Worlds[0]).Statistics.Variance, ((INormalizer)world).Statistics.Variance);

        using var plain = new SyncVectorEnv(() => new Countdown());
        Assert.Equal(
            "memory: it holds statistics of 1 normalising wrappers, but around these worlds are 0.",
            Assert.Throws<CheckpointFormatException>(() => plain.LoadStatistics(InMemory.Read(saved))).Message);
        Assert.Throws<CheckpointFormatException>(() => env.LoadStatistics(InMemory.Read(InMemory.Write(plain.SaveStatistics))));
    }

    [Fact]
    public void Load_OfAVectorInMidEpisode_GoesOnTheSame()
    {
        using SyncVectorEnv env = Vector(3, []), other = Vector(3, []);
        env.Reset();
        for (int i = 0; i < 10; i++) env.Step([0, 0, 0]);
        other.Load(InMemory.Read(InMemory.Write(env.Save)));
        for (int i = 0; i < 10; i++)
        {
            env.Step([0, 0, 0]);
            other.Step([0, 0, 0]);
            Assert.Equal(env.Worlds.SelectMany(world => ((INormalizer)world).Statistics.Mean.ToArray()), other.Worlds.SelectMany(world => ((INormalizer)world).Statistics.Mean.ToArray()));
        }
    }

    [Fact]
    public void VectorStep_Normalised_AllocatesNothing()
    {
        using var env = new SyncVectorEnv(() => new NormalizeReward(new NormalizeObservation(new Countdown(20))), 3);
        env.Reset(seed: 1);
        AllocationAssert.Zero(() => env.Step([1, 2, 1]), repetitions: 1000);
    }

    [Fact]
    public void Constructors_WhatCannotBe_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => new NormalizeObservation(new Scripted(new Discrete(2), [[0]])));
        Assert.Throws<ArgumentOutOfRangeException>(() => new NormalizeObservation(new Countdown(), 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new NormalizeObservation(new Countdown(), clip: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new NormalizeReward(new Countdown(), 1.1f));
        Assert.Throws<ArgumentOutOfRangeException>(() => new NormalizeReward(new Countdown(), epsilon: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new NormalizeReward(new Countdown(), clip: float.NaN));
    }

    /// <summary>Worlds that each show rows of their own; the first of each kind of rows belongs to the first world.</summary>
    private static SyncVectorEnv Vector(int count, List<float[][]> started) => new(
        () =>
        {
            float[][] rows = Rows(60, (ulong)started.Count);
            started.Add(rows);
            return new NormalizeObservation(new Scripted(Numbers, rows));
        },
        count);

    private static float[][] Rows(int count, ulong seed = 0)
    {
        var rng = new Pcg64(seed);
        return [.. Enumerable.Range(0, count).Select(_ => new[] { (float)rng.Normal() + 30, (float)rng.Uniform(-50, 2) })];
    }

    private static float[][] Empty(int count) => [.. Enumerable.Range(0, count).Select(_ => new float[1])];

    /// <summary>The beginning counts as 1/10000 of a row with mean 0 and variance 1.</summary>
    private static double Mean(float[][] rows, int number) => rows.Sum(row => (double)row[number]) / (rows.Length + 1e-4);

    private static double Variance(float[][] rows, int number)
    {
        double mean = Mean(rows, number);
        return (rows.Sum(row => (row[number] - mean) * (row[number] - mean)) + (1e-4 * (1 + (mean * mean)))) / (rows.Length + 1e-4);
    }

    private static void AssertEqual(float[][] rows, RunningStatistics statistics)
    {
        Assert.Equal(rows.Length + 1e-4, statistics.Count, 1e-6);
        for (int number = 0; number < 2; number++)
        {
            Assert.Equal(Mean(rows, number), statistics.Mean[number], 1e-9);
            Assert.Equal(Variance(rows, number), statistics.Variance[number], 1e-9);
        }
    }
}
