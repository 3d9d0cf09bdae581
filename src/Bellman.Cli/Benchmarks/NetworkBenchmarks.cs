using Bellman.Agents;
using Bellman.Core;
using Bellman.Environments;
using Bellman.Neural;
using Bellman.Numerics;

namespace Bellman.Cli;

/// <summary>How long networks take to learn and to act. The inputs are the lander's eight numbers, the outputs its four actions.</summary>
internal static class NetworkBenchmarks
{
    private const int Inputs = 8;
    private const int Actions = 4;
    private const int UpdatesPerRound = 32;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Benchmark> All { get; } =
    [
        Update([64, 64], 64),
        Update([64, 64], 128),
        Update([256, 256], 128),
        DoubleDqn([64, 64], 64),
        DoubleDqn([64, 64], 128),
        DoubleDqn([256, 256], 128),
        DeepQ("per-dqn", Wide(new DqnOptions { PrioritizedReplay = true }), perAction: 1),
        DeepQ("noisy-dqn", Wide(new DqnOptions { NoisyNets = true }), perAction: 1),
        DeepQ("qrdqn-25", Wide(new QrDqnOptions { Quantiles = 25, DoubleQ = false }), perAction: 25),
        DeepQ("qrdqn-170", Wide(new QrDqnOptions { Quantiles = 170, DoubleQ = false }), perAction: 170),
        DeepQ("c51", Wide(new C51Options()), perAction: 51),
        DeepQ("rainbow", Wide(new C51Options { PrioritizedReplay = true, NoisyNets = true, Dueling = true, NStep = 3 }), perAction: 51),
        Act([64, 64]),
    ];

    /// <summary>Updates of a network, timed.</summary>
    /// <param name="name">The figure's name.</param>
    /// <param name="make">Makes what is updated.</param>
    /// <param name="learn">Updates it once.</param>
    /// <param name="flops">The arithmetic of an update.</param>
    public static Benchmark Learning(string name, Func<NetworkUpdate> make, Action<NetworkUpdate> learn, double flops) => new(name, () =>
    {
        NetworkUpdate update = make();
        Timing timing = Timing.Of(count =>
        {
            for (int i = 0; i < count; i++) learn(update);
        });
        return Result(name, timing, flops);
    });

    /// <summary>Forward, backward and Adam of a batch, with the mean squared error of the taken actions.</summary>
    private static Benchmark Update(int[] hidden, int batch) => Learning(
        $"update/{Shape(hidden)}/b{batch}",
        () => new NetworkUpdate(new Network(Inputs, [.. hidden.Select(units => new Dense(units, Activation.ReLU)), new Dense(Actions)]), batch),
        update => update.Learn(),
        UpdateFlops(hidden, batch));

    /// <summary>A whole update of the agent: a batch drawn and gathered, the targets by two networks, forward, backward, Adam.</summary>
    private static Benchmark DoubleDqn(int[] hidden, int batch) =>
        DeepQ("double-dqn", new DqnOptions { HiddenSizes = hidden, BatchSize = batch }, perAction: 1);

    /// <summary>The same of an agent of the family, with so many outputs for each action.</summary>
    private static Benchmark DeepQ(string kind, DeepQOptions settings, int perAction)
    {
        int[] hidden = [.. settings.HiddenSizes];
        string name = $"{kind}/{Shape(hidden)}/b{settings.BatchSize}";
        return new Benchmark(name, () =>
        {
            using VectorEnv env = Envs.MakeVector("LunarLander-v3");
            DeepQOptions options = settings with { BufferSize = 10_000, LearningStarts = 0, TrainEvery = 1, UpdatesPerRound = UpdatesPerRound };
            DeepQAgent agent = options switch
            {
                QrDqnOptions quantiles => new QrDqnAgent(env, quantiles, seed: 1),
                C51Options atoms => new C51Agent(env, atoms, seed: 1),
                _ => new DqnAgent(env, (DqnOptions)options, seed: 1),
            };
            FillReplay(env, agent, options.BufferSize);
            var actions = new float[1];
            Timing timing = Timing.Of(count =>
            {
                Transitions transitions = env.Step(actions);
                for (int i = 0; i < count; i++)
                {
                    agent.Observe(in transitions);
                    agent.Update();
                }
            });
            timing = new Timing(timing.Seconds / UpdatesPerRound, timing.AllocatedBytes / UpdatesPerRound);
            int passes = settings.DoubleQ ? 2 : 1;
            return Result(name, timing, UpdateFlops(hidden, settings.BatchSize, perAction) + (passes * ForwardFlops(hidden, settings.BatchSize, perAction)));
        });
    }

    /// <summary>The greedy action for one observation.</summary>
    private static Benchmark Act(int[] hidden)
    {
        string name = $"act/{Shape(hidden)}";
        return new Benchmark(name, () =>
        {
            using VectorEnv env = Envs.MakeVector("LunarLander-v3");
            var agent = new DqnAgent(env, new DqnOptions { HiddenSizes = hidden, BufferSize = 1 }, seed: 1);
            float[] observation = Fill(new float[Inputs], new SeedStreams(1).Stream("bench"));
            var action = new float[1];
            Timing timing = Timing.Of(count =>
            {
                for (int i = 0; i < count; i++) agent.ActGreedily(observation, action);
            });
            return Result(name, timing, ForwardFlops(hidden, 1));
        });
    }

    private static Figure Result(string name, Timing timing, double flops) =>
        new(name, timing.Seconds * 1e6, "us", timing.AllocatedBytes, flops / timing.Seconds / 1e9);

    private static string Shape(int[] hidden) => string.Join('-', [Inputs, .. hidden, Actions]);

    private static void FillReplay(VectorEnv env, DeepQAgent agent, int count)
    {
        Pcg64 random = new SeedStreams(1).Stream("bench");
        var actions = new float[1];
        env.Reset(1);
        for (int i = 0; i < count; i++)
        {
            env.ActionSpace.Sample(random, actions);
            Transitions transitions = env.Step(actions);
            agent.Observe(in transitions);
        }
    }

    private static float[] Fill(float[] values, Pcg64 random)
    {
        for (int i = 0; i < values.Length; i++) values[i] = random.Uniform(-1f, 1f);
        return values;
    }

    private static TOptions Wide<TOptions>(TOptions options)
        where TOptions : DeepQOptions => options with { HiddenSizes = [256, 256], BatchSize = 128 };

    private static double ForwardFlops(int[] hidden, int batch, int perAction = 1)
    {
        int[] sizes = [Inputs, .. hidden, Actions * perAction];
        double flops = 0;
        for (int layer = 1; layer < sizes.Length; layer++) flops += 2.0 * batch * sizes[layer - 1] * sizes[layer];
        return flops;
    }

    /// <summary>Forward, the kernels' gradients, and the inputs' gradients of all layers but the first.</summary>
    private static double UpdateFlops(int[] hidden, int batch, int perAction = 1) =>
        (3 * ForwardFlops(hidden, batch, perAction)) - (2.0 * batch * Inputs * hidden[0]);
}
