using Bellman.Core;
using Bellman.Environments;
using Bellman.Numerics;

namespace Bellman.Cli;

/// <summary>How many steps each environment makes in a second, one world on one core, with random actions that were drawn before.</summary>
internal static class EnvironmentBenchmarks
{
    private const int PreparedActions = 4096;

    /// <summary>One for each registered environment.</summary>
    public static IEnumerable<Benchmark> All => Envs.Specs.Select(spec => Steps(spec.Id));

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
}
