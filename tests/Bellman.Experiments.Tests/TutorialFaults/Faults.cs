using System.Security.Cryptography;
using Bellman.Agents;
using Bellman.Core;
using Bellman.Training;

namespace Bellman.Experiments.Tests;

/// <summary>
/// What the tests of the tutorials' faults have in common. A published tutorial's code often has mistakes that do not show in its picture of a learning curve; each one
/// known to us has a test here, in the class of its tutorial and under its name, that fails if Bellman made it too. The presets learn as they are, but for settings
/// that let a small world be learned in a fraction of a second.
/// </summary>
internal static class Faults
{
    /// <summary>Settings that make a deep Q-learning preset learn a world of one or two states quickly; none of them is what a fault is about.</summary>
    private static readonly string[] Quick =
    [
        "agent.hidden_sizes=16,16", "agent.learning_rate=1e-2", "agent.batch_size=32", "agent.learning_starts=64", "agent.buffer_size=10000", "agent.train_every=1",
        "agent.target_update_every=50", "agent.tau=0.05", "agent.discount=0.9", "agent.kernel_l2=0", "agent.weight_averaging=0", "agent.epsilon_start=1",
        "agent.epsilon_schedule=constant",
    ];

    /// <summary>A preset of deep Q-learning for quick lessons, with further changes.</summary>
    public static RunOptions QuickDqn(string preset, params string[] assignments) => Presets.Find(preset).Options.With([.. Quick, .. assignments]);

    /// <summary>Trains the agent of the options in a world of the test's.</summary>
    public static Agent Train(RunOptions options, Func<Env> makeEnv, long steps, ulong seed = 1)
    {
        using var env = new SyncVectorEnv(makeEnv);
        Agent agent = AgentRegistry.Create(options.Agent, env, options.AgentOptions, seed);
        new Trainer(env, agent) { Seed = seed, Options = new TrainingOptions { Steps = steps } }.Run();
        return agent;
    }

    /// <summary>The values that an agent gives to the actions where it sees one number.</summary>
    public static float[] ActionValues(Agent agent, float seen)
    {
        var values = new float[((IActionValues)agent).ActionCount];
        ((IActionValues)agent).ActionValues([seen], values);
        return values;
    }

    /// <summary>A checksum of everything that the agent's coming steps depend on: weights, optimizer, replay, random streams.</summary>
    public static string StateOf(Agent agent) => Hash(agent.SaveState);

    /// <summary>A checksum of everything that the worlds' coming steps depend on.</summary>
    public static string StateOf(VectorEnv env) => Hash(env.Save);

    private static string Hash(Action<CheckpointWriter> save)
    {
        using var stream = new MemoryStream();
        CheckpointWriter.WriteStream(stream, Trainer.CheckpointKind, save);
        return Convert.ToHexString(SHA256.HashData(stream.ToArray()));
    }
}
