using Bellman.Core;
using Bellman.Environments;
using Bellman.Numerics;

namespace Bellman.Cli;

/// <summary>
/// How many steps each environment makes in a second on one core, with random actions that were drawn before: one world, and where there are lanes many worlds in them, each
/// of whose steps counts.
/// </summary>
internal static class EnvironmentBenchmarks
{
    private const int PreparedActions = 4096;

    /// <summary>As many worlds as the nearest caches hold with everything that a step reads and writes.</summary>
    private const int Worlds = 256;

    /// <summary>One for each registered environment, and one for each that can be stepped in lanes.</summary>
    public static IEnumerable<Benchmark> All => Envs.Specs.SelectMany(spec =>
        Envs.HasBatch(spec.Id) ? (Benchmark[])[Steps(spec.Id), BatchSteps(spec.Id)] : [Steps(spec.Id)]);

    private static Benchmark Steps(string id)
    {
        string name = $"env/{id}";
        return new Benchmark(name, () =>
        {
            using Env env = Envs.Make(id);
            var observation = new float[env.ObservationSpace.Size];
            int size = env.ActionSpace.Size;
            var actions = new float[PreparedActions * size];
            Pcg64 random = new SeedStreams(1).Stream("bench");
            for (int i = 0; i < PreparedActions; i++) env.ActionSpace.Sample(random, actions.AsSpan(i * size, size));
            env.Reset(observation, seed: 1);
            int next = 0;
            Timing timing = Timing.Of(count =>
            {
                for (int i = 0; i < count; i++)
                {
                    StepResult result = env.Step(actions.AsSpan(next * size, size), observation);
                    next = (next + 1) & (PreparedActions - 1);
                    if (result.Terminated | result.Truncated) env.Reset(observation);
                }
            });
            return new Figure(name, 1 / timing.Seconds, "steps/s", timing.AllocatedBytes);
        });
    }

    private static Benchmark BatchSteps(string id)
    {
        string name = $"env/batch/{id}";
        return new Benchmark(name, () =>
        {
            using VectorEnv env = Envs.MakeVector(id, Worlds);
            int row = Worlds * env.ActionSpace.Size;
            int rows = PreparedActions / Worlds;
            var actions = new float[rows * row];
            Pcg64 random = new SeedStreams(1).Stream("bench");
            for (int i = 0; i < actions.Length; i += env.ActionSpace.Size) env.ActionSpace.Sample(random, actions.AsSpan(i, env.ActionSpace.Size));
            env.Reset(seed: 1);
            int next = 0;
            Timing timing = Timing.Of(count =>
            {
                for (int i = 0; i < count; i++)
                {
                    env.Step(actions.AsSpan(next * row, row));
                    next = (next + 1) % rows;
                }
            });
            return new Figure(name, Worlds / timing.Seconds, "steps/s", timing.AllocatedBytes);
        });
    }
}
