using Bellman.Numerics;

namespace Bellman.Neural.Tests;

/// <summary>The code that docs/networks.md shows.</summary>
public sealed class NetworkExamplesTests
{
    [Fact]
    public void Pixels_NatureNetwork_LearnsFromImages()
    {
        float[] frames = new float[2 * 4 * 84 * 84];
        frames.AsSpan(0, 4000).Fill(1f);
        #region pixels
        var network = new Network(
            new ImageShape(channels: 4, height: 84, width: 84),
            [
                new Conv2D(filters: 32, kernel: 8, stride: 4, Activation.ReLU),
                new Conv2D(filters: 64, kernel: 4, stride: 2, Activation.ReLU),
                new Conv2D(filters: 64, kernel: 3, stride: 1, Activation.ReLU),
                new Dense(512, Activation.ReLU),
                new DuelingHead(actions: 4),
            ]);
        Parameters parameters = network.CreateParameters(new Pcg64(1));
        Workspace workspace = network.CreateWorkspace(maxBatch: 2);
        ReadOnlySpan<float> q = network.Forward(parameters, frames, batch: 2, workspace);
        #endregion
        Assert.NotEqual(q[0], q[network.OutputStride]);
        Assert.Equal(3136, parameters.Tensor("layers.3.weight").Columns);
    }

    [Fact]
    public void Memory_Lstm_ActsAndLearns()
    {
        const int Worlds = 8, Sequences = 32, BurnIn = 4, Steps = 16;
        var random = new Pcg64(1);
        float[] observations = Numbers(random, Worlds * 4);
        float[] prefix = Numbers(random, BurnIn * Sequences * 4);
        float[] batch = Numbers(random, Steps * Sequences * 4);
        bool[] starts = new bool[Steps * Sequences];
        starts[(5 * Sequences) + 3] = true;
        #region acting
        var network = new Network(4, [new Dense(32, Activation.ReLU), new Lstm(64), new Dense(2)]);
        Parameters parameters = network.CreateParameters(random);
        Workspace acting = network.CreateWorkspace(Worlds);
        RecurrentState memory = network.CreateState(sequences: Worlds);

        // Each step: a pass of one row for each world, which moves the memory on by one step.
        ReadOnlySpan<float> q = network.Forward(parameters, observations, Worlds, acting, memory);

        // The episode of world 3 has ended.
        memory.Reset(3);
        #endregion
        Assert.NotEqual(0f, q[0]);
        #region learning
        Workspace learning = network.CreateWorkspace(Steps * Sequences);
        RecurrentState state = network.CreateState(Sequences);

        // Burn-in: the steps before those that are learned from, only to fill the states.
        network.Forward(parameters, prefix, BurnIn * Sequences, learning, state);

        // Row t * Sequences + s is step t of sequence s; starts[row] says that an episode begins there.
        ReadOnlySpan<float> outputs = network.Forward(parameters, batch, Steps * Sequences, learning, state, starts);
        for (int row = 0; row < Steps * Sequences; row++)
        {
            int first = row * network.OutputStride;
            learning.OutputGradient[first] = outputs[first] - 1f;
        }

        network.Backward(parameters, Steps * Sequences, learning);
        #endregion
        Assert.True(parameters.GradientNorm() > 0f);
        Assert.All(memory.Row(3).ToArray(), value => Assert.Equal(0f, value));
    }

    private static float[] Numbers(Pcg64 random, int count)
    {
        float[] numbers = new float[count];
        foreach (ref float number in numbers.AsSpan())
        {
            number = random.Uniform(-1f, 1f);
        }

        return numbers;
    }
}
