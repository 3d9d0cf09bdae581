using Bellman.Core;
using Bellman.Neural;
using Bellman.Numerics;
using Bellman.Testing;

namespace Bellman.Agents.Tests;

public sealed class QuantileCriticsTests
{
    private const int Batch = 4;

    private static readonly TqcOptions Small = new() { CriticHiddenSizes = [8, 8], BatchSize = Batch, BufferSize = 100, Activation = HiddenActivation.Tanh, Quantiles = 5 };

    /// <summary>Against taking the largest of the pool away one at a time; the same seed gives the same networks, whatever is dropped.</summary>
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 4)]
    public void NextAtoms_SomeDropped_AreThePoolWithoutItsLargest(int critics, int dropped)
    {
        TqcOptions options = Small with { Critics = critics, DroppedPerCritic = 0 };
        float[] pool = NextAtoms(options), kept = NextAtoms(options with { DroppedPerCritic = dropped });
        int size = critics * Small.Quantiles;
        var expected = new List<float>();
        for (int row = 0; row < Batch; row++)
        {
            List<float> left = [.. pool[(row * size)..((row + 1) * size)]];
            for (int i = 0; i < critics * dropped; i++) left.Remove(left.Max());
            expected.AddRange(left.Order());
        }

        Assert.Equal(expected, kept);
        Assert.Equal(Batch * critics * (Small.Quantiles - dropped), kept.Length);
    }

    /// <summary>None may be lost in the pool: one quantile each, none dropped, are the values of critics that start as <see cref="ActionCritics"/> do.</summary>
    [Fact]
    public void NextAtoms_OneQuantileNoneDropped_AreTheValuesOfOrdinaryCritics()
    {
        TqcOptions options = Small with { Quantiles = 1, DroppedPerCritic = 0 };
        QuantileCritics critics = Make(options, out ReplayExperience experience, out ActionCritics ordinary);
        float[] atoms = new float[2 * Batch], lower = new float[Batch];
        critics.NextAtoms(experience, Actions, 2, atoms);
        ordinary.NextValues(experience, Actions, 2, lower);
        for (int row = 0; row < Batch; row++)
        {
            Assert.Equal(lower[row], atoms[2 * row]);
            Assert.True(atoms[(2 * row) + 1] > atoms[2 * row]);
        }
    }

    /// <summary>The loss against its formula, and its gradient by a critic's outputs against finite differences of that formula.</summary>
    [Fact]
    public void Loss_AnyTargets_IsTheMeanQuantileHuberLossWithItsGradient()
    {
        TqcOptions options = Small with { Critics = 1, DroppedPerCritic = 2 };
        QuantileCritics critics = Make(options, out ReplayExperience experience, out _);
        float[] targets = [-3f, 0.1f, 0.2f, -0.4f, 0f, 2f, 1f, 1.5f, -2f, 0.3f, -0.1f, 5f];
        float loss = critics.Loss(experience, targets);
        Workspace memory = critics.Critics[0].Batch;
        float[] outputs = new float[Batch * 5], gradient = new float[Batch * 5];
        for (int row = 0; row < Batch; row++)
        {
            memory.Output.Slice(row * memory.OutputStride, 5).CopyTo(outputs.AsSpan(row * 5));
            memory.OutputGradient.Slice(row * memory.OutputStride, 5).CopyTo(gradient.AsSpan(row * 5));
        }

        Assert.Equal(Formula(outputs, targets), loss, 1e-6);
        GradientCheckReport report = GradientCheck.Function(moved => Formula(moved, targets), outputs, gradient);
        Assert.True(report.Passed, report.ToString());
    }

    /// <summary>Against central differences of the mean, whose derivative by one row's action is that row's slope over the batch.</summary>
    [Fact]
    public void Ascend_Actions_GivesTheSlopeOfTheMeanOfAllQuantiles()
    {
        QuantileCritics critics = Make(Small, out ReplayExperience experience, out _);
        critics.Loss(experience, new float[Batch * critics.AtomCount]);
        float[] gradient = new float[Actions.Length], unused = new float[Actions.Length];
        critics.Ascend(Actions, gradient, 2);
        GradientCheckReport report = GradientCheck.Function(moved => -critics.Ascend(moved, unused, 2), Actions, gradient);
        Assert.True(report.Passed, report.ToString());
        Assert.DoesNotContain(0f, gradient);
    }

    /// <summary>The actor goes by all atoms, also by those that the targets leave out.</summary>
    [Fact]
    public void Ascend_HoweverManyDropped_IsTheMeanOfAllAtoms()
    {
        TqcOptions options = Small with { DroppedPerCritic = 0 };
        float[] unused = new float[Actions.Length];
        foreach (int dropped in (int[])[0, 4])
        {
            QuantileCritics critics = Make(options with { DroppedPerCritic = dropped }, out ReplayExperience experience, out _);
            critics.Loss(experience, new float[Batch * critics.AtomCount]);
            double expected = 0;
            float[] seen = new float[2];
            for (int row = 0; row < Batch; row++)
            {
                experience.Replay.GatherObservations([row], seen, 2);
                expected += critics.Value(seen, Actions.AsSpan(2 * row, 2)) / Batch;
            }

            Assert.Equal(expected, critics.Ascend(Actions, unused, 2), 1e-6);
        }
    }

    [Fact]
    public void Step_TowardsFixedTargets_ReachesThem()
    {
        QuantileCritics critics = Make(Small with { CriticLearningRate = 3e-3f }, out ReplayExperience experience, out _);
        float[] targets = new float[Batch * critics.AtomCount];
        for (int i = 0; i < targets.Length; i++) targets[i] = i / critics.AtomCount;
        float loss = 0;
        for (int i = 0; i < 3000; i++) loss = critics.Step(experience, targets, rateFraction: 1);
        Assert.InRange(loss, 0, 1e-4);
    }

    private static float[] Actions => [0.1f, -0.2f, 0.5f, 0.9f, -0.7f, 0.3f, 0f, -1f];

    /// <summary>The mean over rows, quantiles and targets of |t - 1[d &lt; 0]| h(d), with d the target less the quantile.</summary>
    private static double Formula(float[] outputs, float[] targets)
    {
        double sum = 0;
        int quantiles = outputs.Length / Batch, samples = targets.Length / Batch;
        for (int row = 0; row < Batch; row++)
        {
            for (int i = 0; i < quantiles; i++)
            {
                for (int j = 0; j < samples; j++)
                {
                    double d = (double)targets[(row * samples) + j] - outputs[(row * quantiles) + i], size = Math.Abs(d);
                    double weight = Math.Abs(((i + 0.5) / quantiles) - (d < 0 ? 1 : 0));
                    sum += weight * (size <= 1 ? d * d / 2 : size - 0.5);
                }
            }
        }

        return sum / (outputs.Length * samples);
    }

    private static float[] NextAtoms(TqcOptions options)
    {
        QuantileCritics critics = Make(options, out ReplayExperience experience, out _);
        float[] atoms = new float[Batch * critics.AtomCount];
        critics.NextAtoms(experience, Actions, 2, atoms);
        return atoms;
    }

    private static QuantileCritics Make(TqcOptions options, out ReplayExperience experience, out ActionCritics ordinary)
    {
        using var env = new SyncVectorEnv(() => new AimWorld());
        var streams = new SeedStreams(7);
        experience = new ReplayExperience(env, options, streams.Stream("replay"));
        env.Reset(3);
        for (int i = 0; i < Batch; i++) experience.Observe(env.Step([(0.9f * i) - 1f, 12f + i]));
        experience.TakeFirstBatch();
        var range = ActionRange.Bounded(env, "test");
        ordinary = new ActionCritics(options.Critics, env, options, range, new SeedStreams(7));
        return new QuantileCritics(env, options, range, new SeedStreams(7));
    }
}
