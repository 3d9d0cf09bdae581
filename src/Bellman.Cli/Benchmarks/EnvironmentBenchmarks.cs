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
    /// <summary>As many worlds as the nearest caches hold with everything that a step reads and writes.</summary>
    public const int Batch = 256;

    private const int PreparedActions = 4096;
    private const int PreparedBatches = 16;

    /// <summary>One for each registered environment.</summary>
    public static IEnumerable<Benchmark> Single => Envs.Specs.Select(spec => Steps(spec.Id));

    /// <summary>One for each environment that can be stepped in lanes.</summary>
    public static IEnumerable<Benchmark> Batches => Envs.Specs.Where(spec => Envs.HasBatch(spec.Id)).Select(spec => BatchSteps(spec.Id));

    /// <summary>The name of an environment's figure.</summary>
    public static string NameOf(string id) => $"env/{id}";

    /// <summary>The name of the figure of many worlds of an environment.</summary>
    public static string NameOfBatch(string id) => $"env/batch/{id}";

    private static Benchmark Steps(string id) => new(NameOf(id), () =>
    {
        using Env env = Envs.Make(id);
        var observation = new float[env.ObservationSpace.Size];
        int size = env.ActionSpace.Size;
        float[] actions = Draw(env.ActionSpace, PreparedActions);
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
        return new Figure(NameOf(id), 1 / timing.Seconds, "steps/s", timing.AllocatedBytes);
    });

    private static Benchmark BatchSteps(string id) => new(NameOfBatch(id), () =>
    {
        using VectorEnv env = Envs.MakeVector(id, Batch);
        int size = env.ActionSpace.Size * Batch;
        float[] actions = Draw(env.ActionSpace, PreparedBatches * Batch);
        env.Reset(seed: 1);
        int next = 0;
        Timing timing = Timing.Of(count =>
        {
            for (int i = 0; i < count; i++)
            {
                env.Step(actions.AsSpan(next * size, size));
                next = (next + 1) & (PreparedBatches - 1);
            }
        });
        return new Figure(NameOfBatch(id), Batch / timing.Seconds, "steps/s", timing.AllocatedBytes);
    });

    private static float[] Draw(Space space, int count)
    {
        var actions = new float[count * space.Size];
        Pcg64 random = new SeedStreams(1).Stream("bench");
        for (int i = 0; i < count; i++) space.Sample(random, actions.AsSpan(i * space.Size, space.Size));
        return actions;
    }
}
