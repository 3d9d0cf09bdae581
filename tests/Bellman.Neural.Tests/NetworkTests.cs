using Bellman.Numerics;

namespace Bellman.Neural.Tests;

public sealed class NetworkTests
{
    private static readonly Network Small = new(3, [new Dense(20, Activation.ReLU), new Dense(12, Activation.Tanh), new Dense(2)]);

    [Fact]
    public void Forward_HandComputed_GivesValues()
    {
        var network = new Network(2, [new Dense(2, Activation.ReLU), new Dense(1)]);
        Parameters parameters = network.CreateParameters();
        parameters.ImportValues(parameters.Tensors[0], [1f, 2f, -1f, 1f]);
        parameters.ImportValues(parameters.Tensors[1], [0.5f, -4f]);
        parameters.ImportValues(parameters.Tensors[2], [3f, 5f]);
        parameters.ImportValues(parameters.Tensors[3], [-1f]);

        // relu(1 + 4 + 0.5) = 5.5, relu(-1 + 2 - 4) = 0; 3 * 5.5 - 1 = 15.5.
        Assert.Equal(15.5f, network.Forward(parameters, [1f, 2f], 1, network.CreateWorkspace(1))[0]);
    }

    [Fact]
    public void Forward_RowOfBatch_EqualsRowAlone()
    {
        Parameters parameters = Small.CreateParameters(new Pcg64(5));
        float[] input = [.. Enumerable.Range(0, 3 * 13).Select(i => MathF.Sin(i))];
        Workspace batch = Small.CreateWorkspace(13);
        Workspace single = Small.CreateWorkspace(1);
        ReadOnlySpan<float> outputs = Small.Forward(parameters, input, 13, batch);
        for (int row = 0; row < 13; row++)
        {
            ReadOnlySpan<float> alone = Small.Forward(parameters, input.AsSpan(row * 3, 3), 1, single);
            Assert.Equal(alone[..2].ToArray(), outputs.Slice(row * Small.OutputStride, 2).ToArray());
        }
    }

    [Fact]
    public void Forward_SmallerBatchAfterLarger_DoesNotSeeOldRows()
    {
        Parameters parameters = Small.CreateParameters(new Pcg64(5));
        Workspace workspace = Small.CreateWorkspace(6);
        float[] input = [.. Enumerable.Range(0, 18).Select(i => MathF.Cos(i))];
        Small.Forward(parameters, input, 6, workspace);
        Small.Backward(parameters, 6, new float[12], workspace);
        Small.Forward(parameters, input.AsSpan(0, 6), 2, workspace);
        Small.Backward(parameters, 2, [1f, 2f, 3f, 4f], workspace);
        float[] gradients = parameters.Gradients.ToArray();
        Workspace fresh = Small.CreateWorkspace(2);
        Small.Forward(parameters, input.AsSpan(0, 6), 2, fresh);
        Small.Backward(parameters, 2, [1f, 2f, 3f, 4f], fresh);
        Assert.Equal(parameters.Gradients.ToArray(), gradients);
    }

    [Fact]
    public void Forward_BatchGatheredIntoWorkspace_EqualsBatchGiven()
    {
        Parameters parameters = Small.CreateParameters(new Pcg64(5));
        Workspace given = Small.CreateWorkspace(4);
        Workspace gathered = Small.CreateWorkspace(4);
        float[] input = [.. Enumerable.Range(0, 12).Select(i => MathF.Cos(i))];
        for (int row = 0; row < 4; row++)
        {
            input.AsSpan(row * 3, 3).CopyTo(gathered.Input[(row * gathered.InputStride)..]);
        }

        Assert.Equal(Small.Forward(parameters, input, 4, given).ToArray(), Small.Forward(parameters, 4, gathered).ToArray());
    }

    [Fact]
    public void Backward_Accumulate_AddsGradients()
    {
        Parameters parameters = Small.CreateParameters(new Pcg64(5));
        Workspace workspace = Small.CreateWorkspace(1);
        Small.Forward(parameters, [1f, 2f, 3f], 1, workspace);
        Small.Backward(parameters, 1, [1f, -1f], workspace);
        float[] once = parameters.Gradients.ToArray();
        Small.Backward(parameters, 1, [1f, -1f], workspace, accumulate: true);
        for (int i = 0; i < once.Length; i++)
        {
            Assert.Equal(2f * once[i], parameters.Gradients[i], 1e-5f);
        }
    }

    [Fact]
    public void Backward_InputOnly_LeavesParameterGradients()
    {
        Parameters parameters = Small.CreateParameters(new Pcg64(5));
        Workspace workspace = Small.CreateWorkspace(1);
        Small.Forward(parameters, [1f, 2f, 3f], 1, workspace);
        Small.Backward(parameters, 1, [1f, -1f], workspace, GradientTargets.Input);
        Assert.Equal(0f, parameters.GradientNorm());
        Assert.Equal(3, workspace.InputGradient.ToArray().Count(value => value != 0f));
    }

    [Fact]
    public void Backward_LayersInFrontWithoutParameters_AreAskedForInputGradientsOnly()
    {
        var probe = new Probe();
        var network = new Network(3, [probe, new Dense(2)]);
        Parameters parameters = network.CreateParameters(new Pcg64(5));
        Workspace workspace = network.CreateWorkspace(1);
        network.Forward(parameters, [1f, 2f, 3f], 1, workspace);
        network.Backward(parameters, 1, [1f, -1f], workspace);
        Assert.Equal(0, probe.Passes);
        Assert.All(workspace.Gradients(0).ToArray(), value => Assert.Equal(0f, value));
        network.Backward(parameters, 1, [1f, -1f], workspace, GradientTargets.Both);
        Assert.Equal(1, probe.Passes);
        Assert.Equal(3, workspace.InputGradient.ToArray().Count(value => value != 0f));
    }

    [Fact]
    public void Forward_TwoThreadsWithOwnWorkspaces_GiveTheSame()
    {
        Parameters parameters = Small.CreateParameters(new Pcg64(5));
        float[] input = [.. Enumerable.Range(0, 30).Select(i => MathF.Cos(i))];
        float[] expected = Small.Forward(parameters, input, 10, Small.CreateWorkspace(10)).ToArray();
        Parallel.For(0, 4, _ =>
        {
            Workspace workspace = Small.CreateWorkspace(10);
            for (int i = 0; i < 200; i++)
            {
                Assert.Equal(expected, Small.Forward(parameters, input, 10, workspace).ToArray());
            }
        });
    }

    [Fact]
    public void Arguments_OutsideRange_Throw()
    {
        Parameters parameters = Small.CreateParameters();
        Workspace workspace = Small.CreateWorkspace(2);
        Parameters foreign = new Network(3, [new Dense(3)]).CreateParameters();
        Workspace foreignWorkspace = new Network(3, [new Dense(3)]).CreateWorkspace(2);
        Assert.Throws<ArgumentOutOfRangeException>("inputSize", () => new Network(0, [new Dense(1)]));
        Assert.Throws<ArgumentException>("layers", () => new Network(1, []));
        Assert.Throws<ArgumentOutOfRangeException>("units", () => new Dense(0));
        Assert.Throws<ArgumentOutOfRangeException>("actions", () => new DuelingHead(0));
        Assert.Throws<ArgumentOutOfRangeException>("slope", () => Activation.LeakyReLU(-0.1f));
        Assert.Throws<ArgumentOutOfRangeException>("maxBatch", () => Small.CreateWorkspace(0));
        Assert.Throws<ArgumentOutOfRangeException>("batch", () => Small.Forward(parameters, 3, workspace));
        Assert.Throws<ArgumentException>("input", () => Small.Forward(parameters, new float[5], 2, workspace));
        Assert.Throws<ArgumentException>("outputGradient", () => Small.Backward(parameters, 2, new float[5], workspace));
        Assert.Throws<ArgumentException>("parameters", () => Small.Forward(foreign, 1, workspace));
        Assert.Throws<ArgumentException>("workspace", () => Small.Forward(parameters, 1, foreignWorkspace));
    }

    [Fact]
    public void ToString_Network_ShowsLayers() =>
        Assert.Equal("3 -> Dense(20, ReLU) -> Dense(12, Tanh) -> Dense(2, Identity)", Small.ToString());

    /// <summary>Passes everything on and counts its backward passes.</summary>
    private sealed class Probe : Layer
    {
        public int Passes { get; private set; }

        public override int Build(LayerBuilder builder) => builder.InputSize;

        public override void Forward(in LayerContext context) => context.Input[..context.Output.Length].CopyTo(context.Output);

        public override void Backward(in LayerContext context)
        {
            Passes++;
            context.OutputGradient.CopyTo(context.InputGradient);
        }
    }

    [Fact]
    public void KeepRows_SomeOfABatch_HaveTheGradientsTheyHadInIt()
    {
        var network = new Network(3, [new Dense(40, Activation.ReLU), new Dense(20), new LayerNorm(Activation.Tanh), new Dense(1)]);
        Parameters parameters = network.CreateParameters(new Pcg64(1));
        Workspace whole = network.CreateWorkspace(19), part = network.CreateWorkspace(19);
        float[] input = [.. Enumerable.Range(0, 19 * 3).Select(i => MathF.Sin(i))];
        int[] rows = [0, 2, 3, 7, 11, 12, 13, 18];
        foreach (Workspace workspace in (Workspace[])[whole, part]) network.Forward(parameters, input, 19, workspace);
        for (int row = 0; row < 19; row++) whole.OutputGradient[row * whole.OutputStride] = rows.Contains(row) ? 0.5f : 0f;
        network.Backward(parameters, 19, whole, GradientTargets.Input);
        part.KeepRows(rows);
        for (int i = 0; i < rows.Length; i++) part.OutputGradient[i * part.OutputStride] = 0.5f;
        network.Backward(parameters, rows.Length, part, GradientTargets.Input);
        for (int i = 0; i < rows.Length; i++)
        {
            Assert.Equal(
                whole.InputGradient.Slice(rows[i] * whole.InputStride, 3).ToArray().Select(BitConverter.SingleToInt32Bits),
                part.InputGradient.Slice(i * part.InputStride, 3).ToArray().Select(BitConverter.SingleToInt32Bits));
        }
    }

    [Theory]
    [InlineData(-1, 2)]
    [InlineData(2, 1)]
    [InlineData(1, 1)]
    [InlineData(1, 3)]
    public void KeepRows_NotInOrderOrNotThere_Throws(int first, int second)
    {
        var network = new Network(3, [new Dense(1)]);
        Workspace workspace = network.CreateWorkspace(19);
        network.Forward(network.CreateParameters(new Pcg64(1)), new float[9], 3, workspace);
        Assert.Throws<ArgumentOutOfRangeException>("rows", () => workspace.KeepRows([first, second]));
    }

    [Fact]
    public void KeepRows_NetworkWithAMemory_Throws()
    {
        var network = new Network(3, [new Lstm(4), new Dense(1)]);
        Assert.Throws<InvalidOperationException>(() => network.CreateWorkspace(4).KeepRows([1]));
    }

    /// <summary>What a layer keeps of each row can be moved only where all of it lies row by row.</summary>
    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void KeepRows_LayerWhoseScratchLiesRowByRowInPart_Throws(bool first, bool second)
    {
        var network = new Network(3, [new Keeper(first, second), new Dense(1)]);
        Assert.Throws<InvalidOperationException>(() => network.CreateWorkspace(4).KeepRows([1]));
    }

    /// <summary>Asks twice for memory for each row.</summary>
    private sealed class Keeper(bool first, bool second) : Layer
    {
        public override int Build(LayerBuilder builder)
        {
            builder.AddScratch(0, perRow: 4, first);
            builder.AddScratch(0, perRow: 2, second);
            return builder.InputSize;
        }

        public override void Forward(in LayerContext context) => throw new NotSupportedException();

        public override void Backward(in LayerContext context) => throw new NotSupportedException();
    }
}
