using Bellman.Core;
using Bellman.Numerics;
using Bellman.Testing;

namespace Bellman.Environments.Tests;

/// <summary>What holds for every environment that is registered.</summary>
public class RegistryTests
{
    private const int ManySteps = 1_000_000;

    // A rigid body's step takes a hundred times as long as any other environment's.
    private const int RigidBodySteps = 30_000;

    public static TheoryData<string> Ids => [.. Envs.Specs.Select(spec => spec.Id)];

    /// <summary>What the checker advises about each environment, and the reason for not taking the advice: Gymnasium's spaces and rules.</summary>
    private static readonly (string Name, FindingKind[] Advice)[] Expected =
    [
        ("CartPole", [FindingKind.ObservationUnbounded]),
        ("Pendulum", [FindingKind.ActionNotNormalized]),
        ("CarRacing", [FindingKind.ActionNotNormalized]),
        ("CliffWalking-", [FindingKind.SeedHasNoEffect]),
        ("CliffWalkingSlippery", [FindingKind.NeverEnds]),
        ("Endless", [FindingKind.SeedHasNoEffect]),
        ("Blackjack", [FindingKind.CompositeObservation]),
    ];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Check_OfEachId_FindsNoFaultAndTheAdviceThatIsKnown(string id)
    {
        EnvironmentCheck check = EnvironmentChecker.Check(() => Envs.Make(id), steps: StepsOf(id) / 100);
        Assert.True(check.CanSave);
        FindingKind[] expected = Array.Find(Expected, entry => id.StartsWith(entry.Name, StringComparison.Ordinal)).Advice ?? [];
        Assert.Equal(expected, check.Findings.Select(finding => finding.Kind));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Step_AtRandomForLong_StaysInItsSpaces(string id)
    {
        using Env env = Envs.Make(id);
        float[] observation = new float[env.ObservationSpace.Size];
        float[] action = new float[env.ActionSpace.Size];
        Pcg64 random = new SeedStreams(7).Stream(id);
        env.Reset(observation, seed: 7);
        int episodes = 0;
        bool[] leavesItsSpace = Driver.LeavesItsSpace(env);
        for (int i = StepsOf(id); i > 0; i--)
        {
            env.ActionSpace.Sample(random, action);
            StepResult result = env.Step(action, observation);
            Driver.RequireObservation(env, env.ObservationSpace, observation, leavesItsSpace);
            Assert.True(float.IsFinite(result.Reward), $"The reward {result.Reward} came {i} steps before the end.");
            if (!result.Done)
                continue;
            episodes++;
            env.Reset(observation);
        }

        Assert.True(episodes > 10);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Step_WithAnActionThatIsNone_NamesItAndChangesNothing(string id)
    {
        using Env env = Envs.Make(id);
        float[] observation = new float[env.ObservationSpace.Size];
        float[] action = new float[env.ActionSpace.Size];
        env.Reset(observation, seed: 1);
        byte[] before = Saved(env);
        action.AsSpan().Fill(float.NaN);
        Assert.Equal("action", Assert.Throws<ArgumentOutOfRangeException>(() => env.Step(action, observation)).ParamName);
        if (env.ActionSpace is Discrete discrete)
        {
            foreach (float other in new[] { -1, 0.5f, discrete.Count })
                Assert.Equal("action", Assert.Throws<ArgumentOutOfRangeException>(() => env.Step([other], observation)).ParamName);
        }

        Assert.Throws<ArgumentException>(() => env.Step([], observation));
        Assert.Equal(before, Saved(env));
        action.AsSpan().Clear();
        env.Step(action, observation);
    }

    /// <summary>Whether the world is made of rigid bodies.</summary>
    internal static bool IsRigidBody(string id) =>
        id.StartsWith("LunarLander", StringComparison.Ordinal) || id.StartsWith("BipedalWalker", StringComparison.Ordinal) || id.StartsWith("CarRacing", StringComparison.Ordinal);

    private static int StepsOf(string id) => IsRigidBody(id) ? RigidBodySteps : ManySteps;

    private static byte[] Saved(Env env)
    {
        using var stream = new MemoryStream();
        CheckpointWriter.WriteStream(stream, "environment", env.Save);
        return stream.ToArray();
    }
}
