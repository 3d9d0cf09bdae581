using Bellman.Numerics;
using Bellman.Testing;

namespace Bellman.Neural.Tests;

/// <summary>That nothing is left out: every layer is held to finite differences, and every section of the recorded learning facts has its test.</summary>
public sealed class CompletenessTests
{
    /// <summary>A small network for each kind of layer. A new layer without one fails the first test here.</summary>
    private static readonly Dictionary<Type, Network> Networks = new()
    {
        [typeof(Dense)] = new Network(3, [new Dense(4, Activation.Tanh), new Dense(2)]),
        [typeof(DuelingHead)] = new Network(4, [new Dense(5, Activation.Tanh), new DuelingHead(3)]),
        [typeof(DuelingJoin)] = new Network(4, [new Dense(8), new DuelingJoin(3, 2)]),
        [typeof(GaussianHead)] = new Network(4, [new Dense(5, Activation.Tanh), new GaussianHead(2)]),
        [typeof(LayerNorm)] = new Network(4, [new Dense(6), new LayerNorm(Activation.Tanh), new Dense(2)]),
        [typeof(NoisyDense)] = new Network(3, [new NoisyDense(4, Activation.Tanh), new NoisyDense(2)]),
        [typeof(Rescale)] = new Network(3, [new Dense(4, Activation.Tanh), new Rescale(-2f), new Dense(2)]),
        [typeof(Conv2D)] = new Network(new ImageShape(2, 5, 4), [new Conv2D(3, 2, activation: Activation.Tanh), new Dense(2)]),
        [typeof(MaxPool2D)] = new Network(new ImageShape(1, 6, 6), [new Conv2D(2, 2, activation: Activation.Tanh), new MaxPool2D(2), new Dense(2)]),
        [typeof(AveragePool2D)] = new Network(new ImageShape(1, 6, 6), [new Conv2D(2, 2, activation: Activation.Tanh), new AveragePool2D(2), new Dense(2)]),
        [typeof(Lstm)] = new Network(3, [new Lstm(4), new Dense(2)]),
        [typeof(Gru)] = new Network(3, [new Gru(4), new Dense(2)]),
    };

    /// <summary>Where each section of learning.json is met within 1e-5.</summary>
    private static readonly Dictionary<string, string> Sections = new()
    {
        ["mlp"] = nameof(GoldenTrainingTests),
        ["double_dqn"] = nameof(GoldenHeadTests),
        ["dueling"] = nameof(GoldenHeadTests),
        ["activations"] = nameof(GoldenHeadTests),
        ["soft_update_tau0.005"] = nameof(GoldenHeadTests),
        ["c51"] = nameof(DistributionalLossTests),
        ["qr_dqn"] = nameof(DistributionalLossTests),
        ["lstm"] = nameof(GoldenRecurrentTests),
        ["gru"] = nameof(GoldenRecurrentTests),
        ["conv2d"] = nameof(GoldenImageTests),
        ["maxpool2d_k2"] = nameof(GoldenImageTests),
        ["layer_norm"] = nameof(GoldenImageTests),
        ["softmax_pg"] = "CategoricalTests of the agents",
        ["gaussian"] = "GaussianTests of the agents",
        ["ppo"] = "PolicyLossTests of the agents",
        ["gae"] = "ReturnsTests of the agents",
        ["per"] = "PrioritizedReplayBufferTests of the agents",
    };

    /// <summary>
    /// All but two. The layer that only turns images round between others is tried with them, and <see cref="StateGaussianHead"/>, which lets no gradient of its noise through to its inputs, with its policy
    /// (the agents' StateGaussianTests).
    /// </summary>
    public static TheoryData<Type> Layers =>
        [.. typeof(Layer).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Layer)) && !type.IsAbstract && type.IsPublic && type != typeof(StateGaussianHead))];

    [Theory]
    [MemberData(nameof(Layers))]
    public void Layer_OfAnyKind_GradientEqualsDifferences(Type layer)
    {
        Assert.True(Networks.TryGetValue(layer, out Network? network), $"{layer.Name} is in no network here.");
        Assert.Contains(network.Layers, inner => inner.GetType() == layer);
        var generator = new Pcg64(5);
        Parameters parameters = network.CreateParameters(generator);
        float[] input = new float[2 * network.InputSize];
        foreach (ref float value in input.AsSpan()) value = generator.Uniform(-1f, 1f);
        GradientCheckReport report = GradientCheck.Network(network, parameters, input, batch: 2, noise: network.IsNoisy ? generator : null);
        Assert.True(report.Passed, $"{layer.Name}: {report}");
    }

    [Fact]
    public void Sections_OfTheRecordedFacts_HaveATestEach() =>
        Assert.Equal(
            GoldenLearning.Root.EnumerateObject().Where(entry => entry.Value.ValueKind == System.Text.Json.JsonValueKind.Object).Select(entry => entry.Name).Order(),
            Sections.Keys.Order());
}
