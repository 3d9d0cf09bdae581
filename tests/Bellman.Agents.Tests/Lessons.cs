using System.Security.Cryptography;
using Bellman.Core;

namespace Bellman.Agents.Tests;

/// <summary>Short trainings without a trainer, and settings small enough for them.</summary>
internal static class Lessons
{
    public static readonly DqnOptions Small = new()
    {
        HiddenSizes = [16],
        LearningRate = 5e-3f,
        BatchSize = 32,
        BufferSize = 500,
        LearningStarts = 50,
        TrainEvery = 1,
        TargetUpdateEvery = 50,
        EpsilonDecay = 500,
        MaxGradientNorm = 10,
    };

    public static DqnAgent Train(Func<Env> create, DqnOptions options, int steps, ulong seed = 1, Action<DqnAgent>? eachStep = null) =>
        Train(create, env => new DqnAgent(env, options, seed), steps, seed, eachStep);

    public static TAgent Train<TAgent>(Func<Env> create, Func<VectorEnv, TAgent> make, int steps, ulong seed = 1, Action<TAgent>? eachStep = null)
        where TAgent : Agent
    {
        using var env = new SyncVectorEnv(create);
        TAgent agent = make(env);
        env.Reset(seed);
        for (int i = 0; i < steps; i++)
        {
            Steps(env, agent, 1);
            eachStep?.Invoke(agent);
        }

        return agent;
    }

    public static void Steps(VectorEnv env, Agent agent, int count, float[]? actions = null)
    {
        actions ??= new float[env.Count * env.ActionSpace.Size];
        for (int i = 0; i < count; i++)
        {
            agent.Act(env.Observations, agent.TakesActionMasks ? env.AllowedActions() : default, actions);
            agent.Observe(env.Step(actions));
            agent.Update();
        }
    }

    public static string Hash(Agent agent)
    {
        using var stream = new MemoryStream();
        CheckpointWriter.WriteStream(stream, Agent.ModelKind, agent.WriteModel);
        return Convert.ToHexString(SHA256.HashData(stream.ToArray()));
    }

    /// <summary>The state of worlds and agent as a checkpoint keeps it.</summary>
    public static CheckpointReader Saved(VectorEnv env, Agent agent)
    {
        using var state = new MemoryStream();
        CheckpointWriter.WriteStream(state, "test", writer =>
        {
            using (writer.Section("env")) env.Save(writer);
            using (writer.Section("agent")) agent.SaveState(writer);
        });
        return CheckpointReader.Parse(state.ToArray(), "test", "memory");
    }
}
