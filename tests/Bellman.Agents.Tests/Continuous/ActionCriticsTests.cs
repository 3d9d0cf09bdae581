using Bellman.Core;
using Bellman.Neural;
using Bellman.Numerics;

namespace Bellman.Agents.Tests;

public sealed class ActionCriticsTests
{
    private const int Batch = 4;

    private static readonly DdpgOptions Small = new() { CriticHiddenSizes = [8, 8], BatchSize = Batch, BufferSize = 100, Activation = HiddenActivation.Tanh };

    /// <summary>Against central differences of the mean, whose derivative by one row's action is that row's slope over the batch.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Ascend_Actions_GivesTheSlopeOfTheLowestAmongSomeCritics(int among)
    {
        ActionCritics critics = Make(count: 2, out ReplayExperience experience, seed: 1);
        critics.Loss(experience, new float[Batch]);
        float[] actions = [0.1f, -0.2f, 0.5f, 0.9f, -0.7f, 0.3f, 0f, -1f], gradient = new float[8], unused = new float[8];
        critics.Ascend(actions, gradient, 2, among);
        const float Step = 1e-2f;
        for (int i = 0; i < actions.Length; i++)
        {
            float[] moved = [.. actions];
            moved[i] += Step;
            float above = critics.Ascend(moved, unused, 2, among);
            moved[i] -= 2 * Step;
            float below = critics.Ascend(moved, unused, 2, among);
            Assert.Equal(-(above - below) / (2 * Step), gradient[i], 2e-4);
            Assert.NotEqual(0, gradient[i]);
        }
    }

    [Fact]
    public void Ascend_AmongTwo_HasALowerMeanThanTheFirstAlone()
    {
        for (ulong seed = 0; seed < 5; seed++)
        {
            ActionCritics critics = Make(count: 2, out ReplayExperience experience, seed);
            critics.Loss(experience, new float[Batch]);
            float[] actions = new float[2 * Batch], gradient = new float[2 * Batch];
            Assert.True(critics.Ascend(actions, gradient, 2, among: 2) <= critics.Ascend(actions, gradient, 2));
        }
    }

    /// <summary>The first of two critics begins as the only one of one does, so that the lower of two is compared with it.</summary>
    [Fact]
    public void NextValues_TwoCritics_AreTheLowerOnes()
    {
        float[] actions = new float[2 * Batch], first = new float[Batch], both = new float[Batch];
        int lower = 0;
        for (ulong seed = 0; seed < 10; seed++)
        {
            ActionCritics one = Make(count: 1, out ReplayExperience experience, seed), two = Make(count: 2, out _, seed);
            one.NextValues(experience, actions, 2, first);
            two.NextValues(experience, actions, 2, both);
            Assert.All(both.Zip(first), pair => Assert.True(pair.First <= pair.Second));
            lower += both.Zip(first).Count(pair => pair.First < pair.Second);
        }

        Assert.InRange(lower, 1, (10 * Batch) - 1);
    }

    [Fact]
    public void Step_TowardsFixedTargets_ReachesThemAndMovesTheTargetNetworksNot()
    {
        ActionCritics critics = Make(count: 2, out ReplayExperience experience);
        float[] before = new float[Batch], after = new float[Batch], actions = new float[2 * Batch];
        critics.NextValues(experience, actions, 2, before);
        float loss = 0;
        for (int i = 0; i < 2000; i++) loss = critics.Step(experience, [1f, -1f, 0.5f, 2f], rateFraction: 1);
        Assert.InRange(loss, 0, 1e-3);
        critics.NextValues(experience, actions, 2, after);
        Assert.Equal(before, after);
        critics.MoveTargets(0.5f);
        critics.NextValues(experience, actions, 2, after);
        Assert.NotEqual(before, after);
    }

    private static ActionCritics Make(int count, out ReplayExperience experience, ulong seed = 7)
    {
        using var env = new SyncVectorEnv(() => new AimWorld());
        var streams = new SeedStreams(seed);
        experience = new ReplayExperience(env, Small, streams.Stream("replay"));
        env.Reset(3);
        for (int i = 0; i < Batch; i++) experience.Observe(env.Step([(0.9f * i) - 1f, 12f + i]));
        experience.TakeFirstBatch();
        return new ActionCritics(count, env, Small, ActionRange.Bounded(env, "test"), streams);
    }
}
