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
    public void DuelingJoin_AnyTrunk_GradientEqualsDifferences()
    {
        Check(8, new DuelingJoin(3, 2));
        Check(4, new Dense(20, Activation.Tanh), new DuelingJoin(4, 4));
        Check(4, new Dense(6, Activation.ReLU), new DuelingJoin(1, 3), new Dense(2, Activation.Tanh));
    }

    /// <summary>With few units the weights lie in rows, with more in panels; both with noise and without.</summary>
    [Fact]
    public void NoisyDense_AnyPlace_GradientEqualsDifferences()
    {
        CheckWith(new Pcg64(9), 3, new NoisyDense(5, Activation.Tanh), new NoisyDense(2));
        CheckWith(new Pcg64(9), 5, new NoisyDense(18, Activation.Sigmoid), new NoisyDense(41, Activation.Tanh), new NoisyDense(3));
        CheckWith(new Pcg64(9), 20, new Dense(17, Activation.Tanh), new NoisyDense(8), new DuelingJoin(3, 2));
        CheckWith(null, 4, new NoisyDense(9, Activation.Tanh), new NoisyDense(2));
    }

    /// <summary>A linear layer before the join is the dueling head, whose numbers PyTorch gave.</summary>
    [Fact]
    public void DuelingJoin_BehindLinearLayer_IsTheDuelingHead()
    {
        var head = new Network(5, [new DuelingHead(3)]);
        var join = new Network(5, [new Dense(4), new DuelingJoin(3)]);
        Parameters one = head.CreateParameters(new Pcg64(1)), two = join.CreateParameters();
        float[] weights = [.. Export(one, "layers.0.value.weight"), .. Export(one, "layers.0.advantage.weight")];
        float[] biases = [.. Export(one, "layers.0.value.bias"), .. Export(one, "layers.0.advantage.bias")];
        two.ImportValues(two.Tensor("layers.0.weight"), weights);
        two.ImportValues(two.Tensor("layers.0.bias"), biases);
        float[] input = [0.3f, -1f, 2f, 0.1f, 0.7f];
        ReadOnlySpan<float> first = head.Forward(one, input, 1, head.CreateWorkspace(1)), second = join.Forward(two, input, 1, join.CreateWorkspace(1));
        for (int i = 0; i < 3; i++) Assert.Equal(first[i], second[i], 1e-5);
        Assert.Throws<ArgumentException>(() => new Network(5, [new DuelingJoin(3)]));
    }

    private static float[] Export(Parameters parameters, string name)
    {
        var values = new float[parameters.Tensor(name).Length];
        parameters.ExportValues(parameters.Tensor(name), values);
        return values;
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

    private static void Check(int inputs, params Layer[] layers) => CheckWith(null, inputs, layers);

    private static void CheckWith(Pcg64? noise, int inputs, params Layer[] layers)
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

            GradientCheckReport report = GradientCheck.Network(network, parameters, input, batch, noise: noise);
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
