using System.Text.Json;
using Bellman.Numerics;
using Bellman.Testing;

namespace Bellman.Agents.Tests;

public sealed class CategoricalTests
{
    private static readonly float[] Logits = [0.3f, -1.2f, 2.1f, 0f];

    /// <summary>The loss of a whole batch, <c>-mean(a log p) - 0.01 mean(H)</c>, and its gradient by the logits.</summary>
    [Fact]
    public void Gradient_RecordedBatch_EqualsPyTorch()
    {
        JsonElement inputs = GoldenLearning.Inputs("softmax_pg"), expected = GoldenLearning.Results("softmax_pg");
        float[] logits = inputs.Numbers("logits"), advantages = inputs.Numbers("advantage");
        int[] actions = [.. inputs.Numbers("action").Select(action => (int)action)];
        int batch = actions.Length, count = logits.Length / batch;
        float[] gradient = new float[logits.Length], logProbs = new float[count];
        float[] taken = new float[batch], entropies = new float[batch];
        for (int row = 0; row < batch; row++)
        {
            Categorical.LogProbs(logits.AsSpan(row * count, count), logProbs);
            taken[row] = logProbs[actions[row]];
            entropies[row] = Categorical.Entropy(logProbs);
            Categorical.Gradient(logProbs, actions[row], -advantages[row] / batch, -0.01f / batch, gradient.AsSpan(row * count, count));
        }

        GoldenLearning.Near(expected.Numbers("log_prob_action"), taken, "log_prob");
        GoldenLearning.Near(expected.Numbers("entropy"), entropies, "entropy");
        float loss = -(taken.Zip(advantages, (p, a) => p * a).Average() + (0.01f * entropies.Average()));
        GoldenLearning.Near(expected.Numbers("loss"), [loss], "loss");
        GoldenLearning.Near(expected.Numbers("dloss_dlogits"), gradient, "gradient");
    }

    [Theory]
    [InlineData(1f, 0f)]
    [InlineData(0f, 1f)]
    [InlineData(-0.7f, 0.3f)]
    public void Gradient_AnyFactors_EqualsDifferences(float byLogProb, float byEntropy)
    {
        float[] logProbs = new float[4], gradient = new float[4];
        Categorical.LogProbs(Logits, logProbs);
        Categorical.Gradient(logProbs, 1, byLogProb, byEntropy, gradient);
        GradientCheckReport report = GradientCheck.Function(
            logits =>
            {
                Categorical.LogProbs(logits, logProbs);
                return (byLogProb * logProbs[1]) + (byEntropy * Categorical.Entropy(logProbs));
            },
            Logits,
            gradient);
        Assert.True(report.Passed, report.ToString());
    }

    [Fact]
    public void LogProbs_HugeLogits_AreFinite()
    {
        float[] logProbs = new float[3];
        Categorical.LogProbs([1e30f, -1e30f, 1e30f], logProbs);
        Assert.Equal(-0.6931472f, logProbs[0], 1e-6f);
        Assert.Equal(0f, Categorical.Sample([0f, float.NegativeInfinity], new Pcg64(1)));
    }

    [Fact]
    public void LogProbs_Masked_AreThoseOfTheAllowedAlone()
    {
        float[] masked = new float[4], alone = new float[2], gradient = new float[4], gradientAlone = new float[2];
        Categorical.LogProbs(Logits, [true, false, true, false], masked);
        Categorical.LogProbs([Logits[0], Logits[2]], alone);
        Assert.Equal([alone[0], float.NegativeInfinity, alone[1], float.NegativeInfinity], masked);
        Assert.Equal(Categorical.Entropy(alone), Categorical.Entropy(masked));
        Categorical.Gradient(masked, 2, 1f, 0.5f, gradient);
        Categorical.Gradient(alone, 1, 1f, 0.5f, gradientAlone);
        Assert.Equal([gradientAlone[0], 0f, gradientAlone[1], 0f], gradient);
    }

    [Fact]
    public void LogProbs_NothingAllowed_IsRefused() =>
        Assert.Throws<ArgumentException>("allowed", () => Categorical.LogProbs(Logits, new bool[4], new float[4]));

    [Fact]
    public void Sample_ManyDraws_FollowTheProbabilities()
    {
        float[] logProbs = new float[4];
        Categorical.LogProbs(Logits, [true, true, true, false], logProbs);
        var rng = new Pcg64(3);
        int[] counts = new int[4];
        for (int i = 0; i < 100_000; i++) counts[Categorical.Sample(logProbs, rng)]++;
        for (int i = 0; i < 4; i++) Assert.Equal(MathF.Exp(logProbs[i]), counts[i] / 100_000.0, 0.006);
        Assert.Equal(0, counts[3]);
    }
}
