using Bellman.Numerics;
using Bellman.Testing;

namespace Bellman.Neural.Tests;

/// <summary>Every layer, activation and loss against finite differences.</summary>
[Trait("Runs", "at every vector width")]
public sealed class GradientTests
{
    public static TheoryData<Activation> AllActivations =>
        [Activation.Identity, Activation.ReLU, Activation.Tanh, Activation.Sigmoid, Activation.LeakyReLU(0.1f)];

    public static TheoryData<Loss> AllLosses => [Loss.MeanSquared, Loss.Absolute, Loss.Huber(0.7f), Loss.SmoothL1(0.7f)];

    [Theory]
    [MemberData(nameof(AllActivations))]
    public void Dense_AnyActivation_GradientEqualsDifferences(Activation activation)
    {
        Check(3, new Dense(5, activation), new Dense(2, activation));
        Check(5, new Dense(18, activation), new Dense(11, activation), new Dense(3));
    }

    [Fact]
    public void DuelingHead_AnyTrunk_GradientEqualsDifferences()
    {
        Check(4, new DuelingHead(3));
        Check(4, new Dense(17, Activation.Tanh), new DuelingHead(4));
        Check(4, new Dense(9, Activation.ReLU), new DuelingHead(1));
        Check(4, new Dense(9, Activation.Sigmoid), new DuelingHead(18), new Dense(2, Activation.Tanh));
    }

    [Fact]
    public void GaussianHead_AnyTrunk_GradientEqualsDifferences()
    {
        Check(4, new GaussianHead(2, initialLogStd: -0.5f));
        Check(4, new Dense(17, Activation.Tanh), new GaussianHead(3));
        Check(4, new Dense(9, Activation.ReLU), new GaussianHead(12), new Dense(2, Activation.Tanh));
    }

    [Theory]
    [MemberData(nameof(AllLosses))]
    public void Mean_AnyLoss_GradientEqualsDifferences(Loss loss)
    {
        float[] prediction = [1f, -0.2f, 0.3f, 2f, -1.5f, 0.1f];
        float[] target = [0.1f, -0.1f, -0.1f, 1.6f, 1.5f, -0.1f];
        float[] gradient = new float[6];
        Losses.Mean(loss, 2, 3, prediction, 3, target, 3, gradient, 3);
        float[] scratch = new float[6];
        GradientCheckReport report = GradientCheck.Function(
            p => Losses.Mean(loss, 2, 3, p, 3, target, 3, scratch, 3), prediction, gradient);
        Assert.True(report.Passed, report.ToString());
    }

    [Theory]
    [MemberData(nameof(AllLosses))]
    public void TakenAction_AnyLoss_GradientEqualsDifferences(Loss loss)
    {
        float[] q = [1f, -0.2f, 0.3f, 2f, -1.5f, 0.1f];
        float[] targets = [0.2f, -0.4f];
        float[] weights = [0.5f, 2f];
        int[] actions = [2, 0];
        float[] gradient = new float[6];
        Losses.TakenAction(loss, 3, q, 3, actions, targets, gradient, weights);
        float[] scratch = new float[6];
        GradientCheckReport report = GradientCheck.Function(
            p => Losses.TakenAction(loss, 3, p, 3, actions, targets, scratch, weights), q, gradient);
        Assert.True(report.Passed, report.ToString());
        Assert.Equal(4, gradient.Count(value => value == 0f));
    }

    [Fact]
    public void Function_WrongGradient_IsFound()
    {
        GradientCheckReport report = GradientCheck.Function(x => x[0] * x[0] * x[1], [2f, 3f], [12f, 4.1f]);
        Assert.False(report.Passed);
        Assert.Equal(1, report.Index);
        Assert.Equal(4.0, report.DifferenceQuotient, 3);
    }

    [Fact]
    public void Network_LayerWithWrongGradient_IsFound()
    {
        var network = new Network(3, [new Doubling(backwardFactor: 3f), new Dense(2)]);
        Parameters parameters = network.CreateParameters(new Pcg64(1));
        GradientCheckReport report = GradientCheck.Network(network, parameters, [0.1f, 0.2f, 0.3f], 1);
        Assert.False(report.Passed);
        Assert.Equal("input", report.Tensor);
    }

    [Fact]
    public void Network_LayerOfOnesOwn_GradientEqualsDifferences() =>
        Check(3, new Dense(4, Activation.Tanh), new Doubling(backwardFactor: 2f), new Dense(2));

    private static void Check(int inputs, params Layer[] layers)
    {
        var network = new Network(inputs, layers);
        var generator = new Pcg64(5);
        Parameters parameters = network.CreateParameters(generator);
        foreach (int batch in new[] { 1, 6 })
        {
            float[] input = new float[batch * inputs];
            for (int i = 0; i < input.Length; i++)
            {
                input[i] = generator.Uniform(-1f, 1f);
            }

            GradientCheckReport report = GradientCheck.Network(network, parameters, input, batch);
            Assert.True(report.Passed, $"{network}, batch {batch}: {report}");
        }
    }

    /// <summary>A layer as a user would write it.</summary>
    private sealed class Doubling(float backwardFactor) : Layer
    {
        public override int Build(LayerBuilder builder) => builder.InputSize;

        public override void Forward(in LayerContext context)
        {
            for (int i = 0; i < context.Batch * context.OutputStride; i++)
            {
                context.Output[i] = 2f * context.Input[i];
            }
        }

        public override void Backward(in LayerContext context)
        {
            int length = context.Batch * context.InputStride;
            for (int i = 0; i < length && context.WantsInputGradient; i++)
            {
                context.InputGradient[i] = backwardFactor * context.OutputGradient[i];
            }

            Activations.MultiplyByDerivative(
                context.InputActivation.Kind, context.InputActivation.Slope, context.Input[..length], context.InputGradient[..length]);
        }
    }
}
