using System.Text.Json;
using Bellman.Numerics;
using Bellman.Testing;

namespace Bellman.Neural.Tests;

/// <summary>C51's projection and cross-entropy, and the quantile Huber loss, against PyTorch's, against difference quotients and against plain loops.</summary>
[Trait("Runs", "at every vector width")]
public sealed class DistributionalLossTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("b")]
    [InlineData("c_integer_bins")]
    public void Categorical_RecordedBatch_EqualsPyTorch(string name)
    {
        JsonElement inputs = GoldenLearning.Root.GetProperty("c51").GetProperty(name);
        JsonElement expected = inputs.GetProperty("results").GetProperty("float64");
        float low = inputs.GetProperty("vmin").GetSingle(), high = inputs.GetProperty("vmax").GetSingle(), gamma = inputs.GetProperty("gamma").GetSingle();
        int atoms = inputs.GetProperty("n_atoms").GetInt32();
        float[] rewards = inputs.Numbers("reward"), done = inputs.Numbers("done");
        float[] next = inputs.Numbers("next_logits"), current = inputs.Numbers("current_logits");
        float[] probabilities = new float[next.Length], projected = new float[next.Length], gradient = new float[next.Length], means = new float[rewards.Length];
        float loss = 0;
        for (int row = 0; row < rewards.Length; row++)
        {
            Range range = (row * atoms)..((row + 1) * atoms);
            CategoricalLosses.Probabilities(next[range], probabilities.AsSpan(range));
            CategoricalLosses.Project(rewards[row], gamma * (1 - done[row]), probabilities[range], low, high, projected.AsSpan(range));
            means[row] = CategoricalLosses.Mean(next[range], low, high, new float[atoms]);
            loss += CategoricalLosses.CrossEntropy(current[range], projected[range], 1f / rewards.Length, gradient.AsSpan(range)) / rewards.Length;
        }

        GoldenLearning.Near(expected.Numbers("next_probs"), probabilities, "probabilities");
        GoldenLearning.Near(expected.Numbers("projected"), projected, "projected");
        GoldenLearning.Near(expected.Numbers("q_next"), means, "means");
        GoldenLearning.Near(expected.Numbers("cross_entropy_loss"), [loss], "loss");
        GoldenLearning.Near(expected.Numbers("dloss_dlogits"), gradient, "gradient");
    }

    [Theory]
    [InlineData("kappa1.0", 1f)]
    [InlineData("kappa0.5", 0.5f)]
    public void QuantileHuber_RecordedBatch_EqualsPyTorch(string name, float threshold)
    {
        JsonElement inputs = GoldenLearning.Inputs("qr_dqn");
        JsonElement expected = GoldenLearning.Results("qr_dqn").GetProperty(name);
        float[] quantiles = inputs.Numbers("current_quantiles"), samples = inputs.Numbers("target_samples"), gradient = new float[quantiles.Length];
        float loss = 0;
        for (int row = 0; row < 3; row++)
        {
            loss += QuantileLosses.Huber(
                quantiles.AsSpan(row * 5, 5), samples.AsSpan(row * 7, 7), threshold, 1f / 3, gradient.AsSpan(row * 5, 5)) / 3;
        }

        GoldenLearning.Near(expected.Numbers("loss_sum_over_quantiles_mean_over_targets_mean_over_batch"), [loss], "loss");
        GoldenLearning.Near(expected.Numbers("grad"), gradient, "gradient");
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(15, 3)]
    [InlineData(16, 16)]
    [InlineData(33, 40)]
    [InlineData(170, 170)]
    public void QuantileHuber_AnyNumberOfQuantiles_EqualsAPlainLoop(int count, int sampleCount)
    {
        var rng = new Pcg64(4);
        float[] quantiles = Draw(rng, count), samples = Draw(rng, sampleCount), gradient = new float[count];
        const double Threshold = 0.7;
        double expected = 0;
        var slopes = new float[count];
        for (int i = 0; i < count; i++)
        {
            double slope = 0;
            foreach (float sample in samples)
            {
                double difference = (double)sample - quantiles[i], distance = Math.Abs(difference), at = (i + 0.5) / count;
                double weight = Math.Abs(at - (difference < 0 ? 1 : 0));
                expected += weight * (distance <= Threshold ? difference * difference / 2 : Threshold * (distance - (Threshold / 2))) / Threshold / sampleCount;
                slope -= weight * Math.Clamp(difference, -Threshold, Threshold) / Threshold / sampleCount;
            }

            slopes[i] = (float)slope;
        }

        GoldenLearning.Near([(float)expected], [QuantileLosses.Huber(quantiles, samples, (float)Threshold, 1, gradient)], "loss");
        GoldenLearning.Near(slopes, gradient, "gradient", 1e-4);
    }

    /// <summary>Whatever is projected, all of the probability arrives, and inside of the range the mean is kept.</summary>
    [Fact]
    public void Project_AnyDistribution_KeepsProbabilityAndInsideTheRangeTheMean()
    {
        var rng = new Pcg64(8);
        for (int round = 0; round < 300; round++)
        {
            int atoms = 2 + rng.Next(60);
            float low = rng.Uniform(-5f, 0f), high = low + rng.Uniform(0.5f, 30f), discount = rng.NextSingle();
            float[] logits = Draw(rng, atoms), probabilities = new float[atoms], projected = new float[atoms];
            CategoricalLosses.Probabilities(logits, probabilities);
            float inside = (low * (1 - discount)) + (rng.NextSingle() * (high - low) * (1 - discount));
            CategoricalLosses.Project(inside, discount, probabilities, low, high, projected);
            Assert.Equal(1, projected.Sum(), 1e-4);
            Assert.Equal(inside + (discount * Mean(probabilities, low, high)), Mean(projected, low, high), 1e-3 * (1 + high - low));
            CategoricalLosses.Project(rng.Uniform(-100f, 100f), discount, probabilities, low, high, projected);
            Assert.Equal(1, projected.Sum(), 1e-4);
            Assert.All(projected, probability => Assert.True(probability >= 0));
        }
    }

    [Theory]
    [InlineData(1e30f, 4)]
    [InlineData(float.PositiveInfinity, 4)]
    [InlineData(float.NegativeInfinity, 0)]
    public void Project_RewardOutsideOfTheRange_PutsEverythingAtItsEnd(float reward, int atom)
    {
        float[] projected = new float[5];
        CategoricalLosses.Project(reward, 0.9f, [0.2f, 0.2f, 0.2f, 0.2f, 0.2f], -1, 1, projected);
        Assert.Equal(1, projected[atom], 1e-6);
    }

    [Fact]
    public void Project_NotANumber_DoesNotHideIt()
    {
        float[] projected = new float[3];
        CategoricalLosses.Project(float.NaN, 0.9f, [0.2f, 0.3f, 0.5f], -1, 1, projected);
        Assert.Contains(float.NaN, projected);
    }

    [Fact]
    public void Gradients_ByDifferenceQuotients_AreRight()
    {
        var rng = new Pcg64(5);
        float[] logits = Draw(rng, 11), target = new float[11], gradient = new float[11];
        CategoricalLosses.Probabilities(Draw(rng, 11), target);
        CategoricalLosses.CrossEntropy(logits, target, 1, gradient);
        var report = GradientCheck.Function(at => CategoricalLosses.CrossEntropy(at, target, 1, new float[11]), logits, gradient);
        Assert.True(report.Passed, report.ToString());
        float[] quantiles = Draw(rng, 21), samples = Draw(rng, 9), slopes = new float[21];
        QuantileLosses.Huber(quantiles, samples, 0.5f, 1, slopes);
        report = GradientCheck.Function(at => QuantileLosses.Huber(at, samples, 0.5f, 1, new float[21]), quantiles, slopes);
        Assert.True(report.Passed, report.ToString());
    }

    /// <summary>The cross-entropy of a distribution to itself is its entropy, and nothing pulls at the logits.</summary>
    [Fact]
    public void CrossEntropy_ToItself_IsTheEntropyWithoutAGradient()
    {
        float[] logits = Draw(new Pcg64(6), 7), probabilities = new float[7], gradient = new float[7];
        CategoricalLosses.Probabilities(logits, probabilities);
        float loss = CategoricalLosses.CrossEntropy(logits, probabilities, 1, gradient);
        Assert.Equal(CategoricalLosses.Entropy(probabilities), loss, 1e-5);
        Assert.All(gradient, slope => Assert.Equal(0, slope, 1e-6));
    }

    [Fact]
    public void Arguments_OfOtherLengths_AreRefused()
    {
        Assert.Throws<ArgumentException>("projected", () => CategoricalLosses.Project(0, 1, new float[3], 0, 1, new float[2]));
        Assert.Throws<ArgumentException>("target", () => CategoricalLosses.CrossEntropy(new float[3], new float[2], 1, new float[3]));
        Assert.Throws<ArgumentException>("gradient", () => QuantileLosses.Huber(new float[3], new float[2], 1, 1, new float[2]));
    }

    private static float[] Draw(Pcg64 rng, int count)
    {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) values[i] = 2 * rng.NormalSingle();
        return values;
    }

    private static double Mean(float[] probabilities, float low, float high) =>
        probabilities.Select((probability, i) => probability * (low + (i * (double)(high - low) / (probabilities.Length - 1)))).Sum();
}
