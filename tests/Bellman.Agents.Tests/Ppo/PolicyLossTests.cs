using System.Text.Json;
using Bellman.Neural;
using Bellman.Testing;

namespace Bellman.Agents.Tests;

/// <summary>The losses of policy and value, down to the gradient by the logits, against PyTorch's and against finite differences.</summary>
public sealed class PolicyLossTests
{
    private static readonly JsonElement Inputs = GoldenLearning.Inputs("ppo");
    private static readonly float[] Logits = Inputs.Numbers("logits");
    private static readonly float[] Actions = Inputs.Numbers("action");
    private static readonly float[] OldLogProbs = Inputs.Numbers("old_log_prob");
    private static readonly int Batch = Actions.Length;
    private static readonly int Count = Logits.Length / Batch;

    [Theory]
    [InlineData("raw_adv", false)]
    [InlineData("normalised_adv", true)]
    public void Clipped_RecordedBatch_EqualsPyTorch(string name, bool standardize)
    {
        JsonElement expected = Inputs.GetProperty(name).GetProperty("float64");
        float[] advantages = Inputs.Numbers("advantage");
        if (standardize) Advantages.Standardize(advantages);
        GoldenLearning.Near(expected.Numbers("advantage_used"), advantages, "advantages");

        float[] gradient = new float[Logits.Length];
        (float policyLoss, float entropy) = PolicyLoss(Logits, advantages, gradient, out SurrogateLoss surrogate);
        GoldenLearning.Near(expected.Numbers("policy_loss"), [policyLoss], "policy loss");
        GoldenLearning.Near(expected.Numbers("entropy_mean"), [entropy], "entropy");
        GoldenLearning.Near(expected.Numbers("dloss_dlogits"), gradient, "gradient by the logits");
        GoldenLearning.Near(expected.Numbers("approx_kl"), [surrogate.Divergence], "divergence");
        GoldenLearning.Near(expected.Numbers("clip_fraction"), [surrogate.ClipFraction], "clip fraction");

        float[] byValue = new float[Batch];
        float valueLoss = ValueLoss(Inputs.Numbers("value"), float.PositiveInfinity, byValue);
        GoldenLearning.Near(expected.Numbers("value_loss_mse"), [valueLoss], "value loss");
        GoldenLearning.Near(expected.Numbers("dloss_dvalue"), byValue, "gradient by the values");
        GoldenLearning.Near(expected.Numbers("total_loss"), [policyLoss - (0.01f * entropy) + (0.5f * valueLoss)], "loss");
    }

    /// <summary>A classic fault: compared with itself a policy has moved nowhere, every ratio is 1 and nothing is ever clipped.</summary>
    [Fact]
    public void Clipped_RatiosToThePresentPolicy_AreNotTheRecordedOnes()
    {
        JsonElement expected = Inputs.GetProperty("raw_adv").GetProperty("float64");
        float[] logProbs = new float[Batch], byLogProb = new float[Batch], gradient = new float[Logits.Length];
        var policy = new CategoricalPolicy(new Core.Discrete(Count), Batch);
        policy.Evaluate(Logits, Count, Actions, logProbs);
        SurrogateLoss faulty = PolicyLosses.Clipped(logProbs, logProbs, Inputs.Numbers("advantage"), 0.2f, byLogProb);
        policy.Backward(Logits, Count, Actions, byLogProb, -0.01f / Batch, gradient);
        Assert.True(expected.Numbers("clip_fraction")[0] > 0 && faulty.ClipFraction == 0);
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => GoldenLearning.Near(expected.Numbers("policy_loss"), [faulty.Loss], "policy loss"));
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => GoldenLearning.Near(expected.Numbers("dloss_dlogits"), gradient, "gradient by the logits"));
    }

    /// <summary>The recorded loss is half of the mean that <see cref="PolicyLosses.Value"/> gives.</summary>
    [Fact]
    public void Value_Clipped_EqualsTheRecordedOne()
    {
        JsonElement expected = Inputs.GetProperty("raw_adv").GetProperty("float64");
        float[] gradient = new float[Batch];
        GoldenLearning.Near(expected.Numbers("value_loss_clipped_cleanrl"), [0.5f * ValueLoss(Inputs.Numbers("value"), 0.2f, gradient)], "value loss");
        GoldenLearning.Near(expected.Numbers("dvlossclipped_dvalue"), gradient, "gradient");
    }

    [Fact]
    public void Clipped_AnyLogits_GradientEqualsDifferences()
    {
        float[] advantages = Inputs.Numbers("advantage"), gradient = new float[Logits.Length], scratch = new float[Logits.Length];
        PolicyLoss(Logits, advantages, gradient, out _);
        GradientCheckReport report = GradientCheck.Function(
            logits =>
            {
                (float loss, float entropy) = PolicyLoss(logits, advantages, scratch, out _);
                return loss - (0.01 * entropy);
            },
            Logits,
            gradient);
        Assert.True(report.Passed, report.ToString());
    }

    [Fact]
    public void PolicyGradient_AnyProbabilities_GradientEqualsDifferences()
    {
        float[] logProbs = [-0.5f, -2f, -0.1f, -1f], advantages = [1f, -2f, 0.3f, 4f], gradient = new float[4];
        PolicyLosses.PolicyGradient(logProbs, advantages, gradient);
        GradientCheckReport report = GradientCheck.Function(at => PolicyLosses.PolicyGradient(at, advantages, new float[4]), logProbs, gradient);
        Assert.True(report.Passed, report.ToString());
    }

    [Fact]
    public void Value_AnyValues_GradientEqualsDifferences()
    {
        float[] gradient = new float[Batch], scratch = new float[Batch], values = Inputs.Numbers("value");
        ValueLoss(values, 0.2f, gradient);
        GradientCheckReport report = GradientCheck.Function(v => 0.5 * ValueLoss(v, 0.2f, scratch), values, gradient);
        Assert.True(report.Passed, report.ToString());
    }

    [Fact]
    public void PolicyGradient_Batch_IsTheMeanOfAdvantageTimesLogProb()
    {
        float[] gradient = new float[2];
        Assert.Equal(-((0.5f * 2) + (-1f * 4)) / 2, PolicyLosses.PolicyGradient([2, 4], [0.5f, -1], gradient));
        Assert.Equal([-0.25f, 0.5f], gradient);
        Assert.Throws<ArgumentException>(() => PolicyLosses.PolicyGradient([2, 4], [1], gradient));
    }

    private static (float Loss, float Entropy) PolicyLoss(float[] logits, float[] advantages, float[] gradient, out SurrogateLoss surrogate)
    {
        var policy = new CategoricalPolicy(new Core.Discrete(Count), Batch);
        float[] logProbs = new float[Batch], byLogProb = new float[Batch];
        float entropy = policy.Evaluate(logits, Count, Actions, logProbs);
        surrogate = PolicyLosses.Clipped(logProbs, OldLogProbs, advantages, 0.2f, byLogProb);
        policy.Backward(logits, Count, Actions, byLogProb, -0.01f / Batch, gradient);
        return (surrogate.Loss, entropy);
    }

    private static float ValueLoss(float[] values, float clipRange, float[] gradient) =>
        PolicyLosses.Value(values, 1, Inputs.Numbers("old_value"), Inputs.Numbers("return"), clipRange, 0.5f, gradient);
}
