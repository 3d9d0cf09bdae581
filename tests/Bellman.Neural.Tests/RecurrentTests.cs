using Bellman.Numerics;
using Bellman.Testing;

namespace Bellman.Neural.Tests;

/// <summary>Sequences: what is remembered, what is forgotten, and that gradients follow.</summary>
[Trait("Runs", "at every vector width")]
public sealed class RecurrentTests
{
    public static TheoryData<Layer> Layers => [new Lstm(5), new Gru(5), new Lstm(16), new Gru(17)];

    public static TheoryData<Layer> SmallLayers => [new Lstm(3), new Gru(3)];

    [Theory]
    [MemberData(nameof(SmallLayers))]
    public void Layer_BetweenDenseLayers_GradientEqualsDifferences(Layer layer)
    {
        var network = new Network(2, [new Dense(4, Activation.Tanh), layer, new Dense(2)]);
        CheckGradient(network, steps: 1, sequences: 2, starts: null);
        CheckGradient(network, steps: 4, sequences: 1, starts: null);
        CheckGradient(network, steps: 3, sequences: 2, starts: [false, true, false, false, true, false]);
    }

    [Fact]
    public void TwoLayers_StatesApart_GradientEqualsDifferences() =>
        CheckGradient(new Network(2, [new Lstm(3), new Gru(4), new Dense(1)]), steps: 3, sequences: 2, starts: null);

    [Theory]
    [MemberData(nameof(Layers))]
    public void Forward_StepByStep_EqualsOnePass(Layer layer)
    {
        const int Steps = 6, Sequences = 3;
        var network = new Network(4, [layer, new Dense(2)]);
        var generator = new Pcg64(3);
        Parameters parameters = network.CreateParameters(generator);
        float[] input = Numbers(generator, Steps * Sequences * 4);
        Workspace whole = network.CreateWorkspace(Steps * Sequences);
        Workspace single = network.CreateWorkspace(Sequences);
        RecurrentState wholeState = network.CreateState(Sequences);
        RecurrentState singleState = network.CreateState(Sequences);
        ReadOnlySpan<float> expected = network.Forward(parameters, input, Steps * Sequences, whole, wholeState);
        int rowLength = Sequences * network.OutputStride;
        for (int step = 0; step < Steps; step++)
        {
            ReadOnlySpan<float> now = input.AsSpan(step * Sequences * 4, Sequences * 4);
            ReadOnlySpan<float> output = network.Forward(parameters, now, Sequences, single, singleState);
            Assert.Equal(expected.Slice(step * rowLength, rowLength).ToArray(), output.ToArray());
        }

        Assert.Equal(wholeState.Values.ToArray(), singleState.Values.ToArray());
        Assert.NotEqual(0f, singleState.Row(2)[0]);
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Forward_EpisodeStartsWithinPass_EqualsNewState(Layer layer)
    {
        var network = new Network(4, [layer, new Dense(2)]);
        var generator = new Pcg64(3);
        Parameters parameters = network.CreateParameters(generator);
        float[] input = Numbers(generator, 6 * 2 * 4);
        Workspace workspace = network.CreateWorkspace(12);
        RecurrentState state = network.CreateState(2);
        state.Values.Fill(0.3f);
        bool[] starts = new bool[12];
        starts[(3 * 2) + 1] = true;
        float[] flagged = network.Forward(parameters, input, 12, workspace, state, starts).ToArray();
        float[] after = state.Row(1).ToArray();

        RecurrentState fresh = network.CreateState(1);
        float[] tail = [.. Enumerable.Range(3, 3).SelectMany(step => input.AsSpan((step * 8) + 4, 4).ToArray())];
        ReadOnlySpan<float> alone = network.Forward(parameters, tail, 3, network.CreateWorkspace(3), fresh);
        for (int step = 0; step < 3; step++)
        {
            Assert.Equal(alone[step * network.OutputStride], flagged[(((step + 3) * 2) + 1) * network.OutputStride]);
        }

        Assert.Equal(fresh.Row(0).ToArray(), after);
    }

    [Fact]
    public void Backward_AfterBurnIn_SeesStateAsConstant()
    {
        var network = new Network(2, [new Lstm(4), new Dense(1)]);
        var generator = new Pcg64(3);
        Parameters parameters = network.CreateParameters(generator);
        Workspace workspace = network.CreateWorkspace(4);
        RecurrentState state = network.CreateState(1);
        network.Forward(parameters, Numbers(generator, 8), 4, workspace, state);
        RecurrentState burnedIn = network.CreateState(1);
        burnedIn.CopyFrom(state);
        float[] input = Numbers(generator, 6);
        network.Forward(parameters, input, 3, workspace, state);
        network.Backward(parameters, 3, [1f, -1f, 2f], workspace);
        float[] gradient = parameters.Gradients.ToArray();
        Workspace fresh = network.CreateWorkspace(3);
        network.Forward(parameters, input, 3, fresh, burnedIn);
        network.Backward(parameters, 3, [1f, -1f, 2f], fresh, stateGradient: network.CreateState(1));
        Assert.Equal(gradient, parameters.Gradients.ToArray());
    }

    [Fact]
    public void Backward_InTwoChunks_SumsToThatOfOnePass()
    {
        var network = new Network(2, [new Gru(4), new Dense(1)]);
        var generator = new Pcg64(3);
        Parameters parameters = network.CreateParameters(generator);
        float[] input = Numbers(generator, 12);
        float[] outputGradient = [1f, 0.5f, -1f, 2f, 0.2f, -0.3f];
        Workspace whole = network.CreateWorkspace(6);
        network.Forward(parameters, input, 6, whole, network.CreateState(1));
        network.Backward(parameters, 6, outputGradient, whole);
        float[] expected = parameters.Gradients.ToArray();

        Workspace first = network.CreateWorkspace(3), second = network.CreateWorkspace(3);
        RecurrentState state = network.CreateState(1), gradient = network.CreateState(1);
        network.Forward(parameters, input.AsSpan(0, 6), 3, first, state);
        network.Forward(parameters, input.AsSpan(6), 3, second, state);
        network.Backward(parameters, 3, outputGradient.AsSpan(3), second, stateGradient: gradient);
        network.Backward(parameters, 3, outputGradient.AsSpan(0, 3), first, accumulate: true, stateGradient: gradient);
        GoldenLearning.Near(expected, parameters.Gradients, "gradient");
    }

    [Fact]
    public void Reset_OneSequence_LeavesOthers()
    {
        var network = new Network(2, [new Lstm(4)]);
        RecurrentState state = network.CreateState(3);
        state.Values.Fill(1f);
        state.Reset(1);
        Assert.All(state.Row(1).ToArray(), value => Assert.Equal(0f, value));
        Assert.All([.. state.Row(0), .. state.Row(2)], value => Assert.Equal(1f, value));
        state.Reset();
        Assert.All(state.Values.ToArray(), value => Assert.Equal(0f, value));
        Assert.Equal(2 * 16, network.StateSize);
    }

    [Fact]
    public void Arguments_OutsideRange_Throw()
    {
        var network = new Network(2, [new Lstm(4)]);
        Parameters parameters = network.CreateParameters();
        Workspace workspace = network.CreateWorkspace(6);
        RecurrentState state = network.CreateState(2);
        RecurrentState foreign = new Network(2, [new Lstm(4)]).CreateState(2);
        Assert.Throws<ArgumentOutOfRangeException>("units", () => new Lstm(0));
        Assert.Throws<ArgumentOutOfRangeException>("units", () => new Gru(-1));
        Assert.Throws<ArgumentOutOfRangeException>("sequences", () => network.CreateState(0));
        Assert.Throws<ArgumentOutOfRangeException>("sequence", () => state.Reset(2));
        Assert.Throws<ArgumentException>("source", () => state.CopyFrom(network.CreateState(3)));
        Assert.Throws<InvalidOperationException>(() => network.Forward(parameters, 6, workspace));
        Assert.Throws<ArgumentNullException>("state", () => network.Forward(parameters, 6, workspace, null));
        Assert.Throws<ArgumentException>("state", () => network.Forward(parameters, 5, workspace, state));
        Assert.Throws<ArgumentException>("state", () => network.Forward(parameters, 6, workspace, foreign));
        Assert.Throws<ArgumentException>("episodeStarts", () => network.Forward(parameters, 6, workspace, state, new bool[5]));
        network.Forward(parameters, 6, workspace, state);
        Assert.Throws<ArgumentException>("batch", () => network.Backward(parameters, 4, workspace));
        Assert.Throws<ArgumentException>(
            "stateGradient", () => network.Backward(parameters, 6, workspace, stateGradient: network.CreateState(3)));
    }

    private static void CheckGradient(Network network, int steps, int sequences, bool[]? starts)
    {
        var generator = new Pcg64(5);
        Parameters parameters = network.CreateParameters(generator);
        RecurrentState state = network.CreateState(sequences);
        SetUnits(network, state, generator);
        float[] input = Numbers(generator, steps * sequences * network.InputSize);
        GradientCheckReport report = GradientCheck.Network(
            network, parameters, input, steps * sequences, state: state, episodeStarts: starts);
        Assert.True(report.Passed, $"{network}, {steps} steps: {report}");
    }

    /// <summary>The padding of a state is zero.</summary>
    private static void SetUnits(Network network, RecurrentState state, Pcg64 generator)
    {
        int start = 0;
        foreach (RecurrentLayer layer in network.Layers.OfType<RecurrentLayer>())
        {
            for (int vector = 0; vector < (layer is Lstm ? 2 : 1); vector++)
            {
                for (int sequence = 0; sequence < state.Sequences; sequence++)
                {
                    Numbers(generator, layer.Units).CopyTo(state.Row(sequence)[start..]);
                }

                start += AlignedBuffer.Pad(layer.Units);
            }
        }
    }

    private static float[] Numbers(Pcg64 generator, int count)
    {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++)
        {
            numbers[i] = generator.Uniform(-1f, 1f);
        }

        return numbers;
    }
}
