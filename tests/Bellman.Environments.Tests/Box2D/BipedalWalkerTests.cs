using Bellman.Core;
using Bellman.Numerics;
using Bellman.Physics;
using Bellman.Testing;

namespace Bellman.Environments.Tests;

public class BipedalWalkerTests
{
    private const int Size = 24;
    private static readonly BipedalWalkerOptions Hard = new() { Hardcore = true };

    [Fact]
    public void Check_BothVersions_Pass()
    {
        EnvironmentChecker.Check(() => new BipedalWalker(), steps: 400);
        EnvironmentChecker.Check(() => new BipedalWalker(Hard), steps: 400);
    }

    [Fact]
    public void Spaces_AreGymnasiums()
    {
        using var walker = new BipedalWalker();
        var observations = (Box)walker.ObservationSpace;
        float[] leg = [MathF.PI, 5, MathF.PI, 5, 5];
        Assert.Equal([MathF.PI, 5, 5, 5, .. leg, .. leg, .. Enumerable.Repeat(1f, 10)], observations.High.ToArray());
        float[] legLow = [-MathF.PI, -5, -MathF.PI, -5, -0f];
        Assert.Equal([-MathF.PI, -5, -5, -5, .. legLow, .. legLow, .. Enumerable.Repeat(-1f, 10)], observations.Low.ToArray());
        var actions = (Box)walker.ActionSpace;
        Assert.Equal([-1, -1, -1, -1], actions.Low.ToArray());
        Assert.Equal([1, 1, 1, 1], actions.High.ToArray());
    }

    [Theory]
    [InlineData("BipedalWalker-v3", 1600)]
    [InlineData("BipedalWalkerHardcore-v3", 2000)]
    public void Spec_HasGymnasiumsLimitAndThreshold(string id, int steps)
    {
        EnvSpec spec = Envs.Spec(id);
        Assert.Equal((steps, 300.0), (spec.MaxEpisodeSteps, spec.RewardThreshold));
        using Env env = Envs.Make(id);
        env.Reset(new float[Size], seed: 1);
        Assert.Equal(steps == 2000, ((BipedalWalker)env.Unwrapped).ObstacleCount > 0);
    }

    [Fact]
    public void Reset_StandsOnFlatGroundAtTheStart()
    {
        using var walker = new BipedalWalker();
        float[] observation = Start(walker, 3);
        Assert.Equal(10 * 14 / 30f, walker.Hull.Position.X, 0.01f);
        Assert.All(walker.TerrainY[..20].ToArray(), y => Assert.Equal(400 / 30.0 / 4, y));
        Assert.NotEqual(walker.TerrainY[19], walker.TerrainY[30]);
        Assert.Equal((1, 1), (observation[8], observation[13]));

        // Straight down, the ray meets the flat ground.
        Assert.Equal((walker.Hull.Position.Y - walker.TerrainY[0]) / (160 / 30.0), observation[14], 1e-5);
    }

    [Fact]
    public void Step_Reward_IsTheWayLessTiltAndTorque()
    {
        using var walker = new BipedalWalker();
        float[] observation = Start(walker, 3);
        float[] action = [0.5f, -3, 0, 0.25f];
        for (int i = 0; i < 20; i++)
        {
            double before = 130 * walker.Hull.Position.X / 30 - 5 * Math.Abs(walker.Hull.Angle);
            StepResult result = walker.Step(action, observation);
            double after = 130 * walker.Hull.Position.X / 30 - 5 * Math.Abs(walker.Hull.Angle);
            Assert.Equal(after - before - 0.00035 * 80 * (0.5 + 1 + 0 + 0.25), result.Reward, 1e-4);
        }
    }

    [Fact]
    public void Step_Motors_TurnTheirJointsTheWayOfTheSignAsStronglyAsTheSize()
    {
        using var walker = new BipedalWalker();
        float[] observation = Start(walker, 3);
        walker.Step([0.5f, -3, 0, 0.25f], observation);
        Assert.Equal([4, -6, 0, 6], walker.Joints.Select(joint => joint.MotorSpeed));
        Assert.Equal([40, 80, 0, 20], walker.Joints.Select(joint => joint.MaxMotorTorque));
    }

    [Fact]
    public void Step_WithoutMotors_FallsAndEndsAtMinusHundred()
    {
        using var walker = new BipedalWalker();
        float[] observation = Start(walker, 0);
        StepResult result = default;
        int steps = 0;
        while (!result.Done && steps++ < 500) result = walker.Step(new float[4], observation);
        Assert.Equal((true, -100), (result.Terminated, result.Reward));
        Assert.True(walker.Hull.Position.X > 0);
    }

    [Fact]
    public void Step_BackwardsOverTheEdge_EndsAtMinusHundred()
    {
        using var walker = new BipedalWalker();
        float[] observation = Start(walker, 1);
        StepResult result = default;
        while (!result.Done)
        {
            Push(walker, new Vector2D(-30, 0.5f));
            result = walker.Step(new float[4], observation);
        }

        Assert.True(walker.Hull.Position.X < 0);
        Assert.Equal(-100, result.Reward);
    }

    [Fact]
    public void Step_PastTheFinish_EndsWithTheRewardOfTheStep()
    {
        using var walker = new BipedalWalker();
        float[] observation = Start(walker, 1);
        double sum = 0;
        StepResult result = default;
        while (!result.Done)
        {
            Push(walker, new Vector2D(30, 1));
            result = walker.Step(new float[4], observation);
            sum += result.Reward;
        }

        Assert.True(walker.Hull.Position.X > BipedalWalker.Finish);
        Assert.Equal(190 * 14 / 30.0, BipedalWalker.Finish, 1e-9);
        Assert.InRange(result.Reward, 0, 10);
        Assert.InRange(sum, 350, 400); // 84 m at 130/30 a metre: what torque costs is not in it.
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void SaveLoad_InTheMiddle_ContinuesBitForBit(bool hardcore)
    {
        var options = new BipedalWalkerOptions { Hardcore = hardcore };
        foreach (int steps in new[] { 0, 30, 120 })
        {
            using var original = new BipedalWalker(options);
            float[] observation = Start(original, 4);
            var actions = new Pcg64(5);
            for (int i = 0; i < steps; i++) StepOrReset(original, actions, observation);
            byte[] saved = Save(original);

            using var restored = new BipedalWalker(options);
            float[] other = Start(restored, 9);
            var otherActions = new Pcg64(6);
            for (int i = 0; i < 70; i++) StepOrReset(restored, otherActions, other);
            restored.Load(CheckpointReader.Parse(saved, "walker", "memory"));
            Assert.Equal(saved, Save(restored));

            // On over ends of episodes: what a reset draws must be the same too.
            actions.Reseed(8);
            otherActions.Reseed(8);
            for (int i = 0; i < 250; i++)
            {
                StepOrReset(original, actions, observation);
                StepOrReset(restored, otherActions, other);
                Assert.Equal(observation, other);
            }

            Assert.Equal(Save(original), Save(restored));
        }
    }

    /// <summary>Whatever was played before in the same object: a seed decides all that follows.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Reset_WithASeedAfterOtherEpisodes_IsAsInANewObject(bool hardcore)
    {
        var options = new BipedalWalkerOptions { Hardcore = hardcore };
        using var used = new BipedalWalker(options);
        float[] observation = Start(used, 9);
        var actions = new Pcg64(6);
        for (int i = 0; i < 200; i++) StepOrReset(used, actions, observation);
        using var made = new BipedalWalker(options);
        used.Reset(observation, 4);
        float[] other = Start(made, 4);
        actions.Reseed(8);
        var otherActions = new Pcg64(8);
        for (int i = 0; i < 300; i++)
        {
            Assert.Equal(other, observation);
            StepOrReset(used, actions, observation);
            StepOrReset(made, otherActions, other);
        }
    }

    [Fact]
    public void SaveLoad_BeforeTheFirstReset_Works()
    {
        using var fresh = new BipedalWalker();
        byte[] saved = Save(fresh);
        using var other = new BipedalWalker();
        Start(other, 3);
        other.Load(CheckpointReader.Parse(saved, "walker", "memory"));
        Assert.Throws<InvalidOperationException>(() => other.Hull);
    }

    [Fact]
    public void Load_ObstaclesOfAnImpossibleNumber_AreRefused()
    {
        using var walker = new BipedalWalker(Hard);
        Start(walker, 3);
        using var stream = new MemoryStream();
        CheckpointWriter.WriteStream(stream, "walker", writer =>
        {
            writer.Write("terrain", new double[200]);
            writer.Write("obstacles", new float[7]);
        });
        var terrain = new WalkerTerrain();
        var error = Assert.Throws<CheckpointFormatException>(() => terrain.Load(CheckpointReader.Parse(stream.ToArray(), "walker", "memory")));
        Assert.Contains("7 numbers", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void StepAndReset_AfterTheFirst_AllocateNothing(bool hardcore)
    {
        using var walker = new BipedalWalker(new BipedalWalkerOptions { Hardcore = hardcore });
        float[] observation = Start(walker, 5);
        var actions = new Pcg64(4);
        for (int i = 0; i < 300; i++) StepOrReset(walker, actions, observation);
        AllocationAssert.Zero(() => StepOrReset(walker, actions, observation), 10_000);
    }

    [Fact]
    public void Draw_ThousandsOfHardCourses_HaveRoomForTheirObstacles()
    {
        var terrain = new WalkerTerrain();
        var rng = new Pcg64(1);
        int most = 0;
        for (int i = 0; i < 20_000; i++)
        {
            terrain.Draw(rng, hardcore: true);
            most = Math.Max(most, terrain.ObstacleCount);
        }

        Assert.InRange(most, 32, WalkerTerrain.MaxObstacles);
    }

    /// <summary>Stumps stand on the ground, stairs go up and down, and pits are deep.</summary>
    [Fact]
    public void Draw_HardCourse_HasObstaclesOfEveryKind()
    {
        var terrain = new WalkerTerrain();
        terrain.Draw(new Pcg64(2), hardcore: true);
        double step = 14 / 30.0;
        double[] jumps = [.. Enumerable.Range(1, 199).Select(i => terrain.Y[i] - terrain.Y[i - 1])];
        Assert.Contains(jumps, jump => Math.Abs(jump + 4 * step) < 1e-9);
        Assert.Contains(jumps, jump => Math.Abs(jump - 4 * step) < 1e-9);
        Assert.Contains(jumps, jump => jump > 0 && jump < step);
        Assert.All(jumps[..20], jump => Assert.Equal(0, jump));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    public void Step_PowerNotFinite_IsRefusedAndChangesNothing(float power)
    {
        using var walker = new BipedalWalker();
        float[] observation = Start(walker, 1);
        byte[] before = Save(walker);
        Assert.Throws<ArgumentOutOfRangeException>("action", () => walker.Step([0, 0, 0, power], observation));
        Assert.Equal(before, Save(walker));
    }

    [Fact]
    public void Members_OutOfRangeOrTooEarly_AreRefused()
    {
        using var walker = new BipedalWalker(Hard);
        Assert.Throws<InvalidOperationException>(() => walker.Hull);
        Assert.Throws<InvalidOperationException>(() => walker.Legs);
        Assert.Throws<InvalidOperationException>(() => walker.Joints);
        Start(walker, 1);
        Assert.Equal(4, walker.Legs.Count);
        Assert.Throws<ArgumentOutOfRangeException>("index", () => walker.IsLegDown(2));
        Assert.Throws<ArgumentOutOfRangeException>("index", () => walker.Obstacle(walker.ObstacleCount));
        Assert.Equal(4, walker.Obstacle(0).Length);
    }

    /// <summary>A controller without learning gets to the end, so the walker can be walked.</summary>
    [Fact]
    public void Step_ByASimpleGait_WalksToTheEnd()
    {
        using Env env = Envs.Make("BipedalWalker-v3");
        float[] observation = new float[Size];
        int arrived = 0;
        double best = double.MinValue;
        for (ulong seed = 0; seed < 12; seed++)
        {
            var gait = new SimpleGait();
            env.Reset(observation, seed);
            StepResult result = default;
            double sum = 0;
            while (!result.Done)
            {
                result = env.Step(gait.Act(observation), observation);
                sum += result.Reward;
            }

            arrived += ((BipedalWalker)env.Unwrapped).Hull.Position.X > BipedalWalker.Finish ? 1 : 0;
            best = Math.Max(best, sum);
        }

        Assert.True(arrived >= 1, "No walk arrived.");
        Assert.True(best > 300, $"The best return was {best}.");
    }

    private static float[] Start(BipedalWalker walker, ulong seed)
    {
        float[] observation = new float[Size];
        walker.Reset(observation, seed);
        return observation;
    }

    /// <summary>Carries all parts along at a height where nothing touches the ground for long.</summary>
    private static void Push(BipedalWalker walker, Vector2D acceleration)
    {
        foreach (Body part in (Body[])[walker.Hull, .. walker.Legs])
            part.ApplyForceToCenter(part.Mass * (acceleration + new Vector2D(0, walker.Hull.Position.Y < 7 ? 20 : 5)));
    }

    private static readonly float[] Action = new float[4];

    private static void StepOrReset(BipedalWalker walker, Pcg64 actions, float[] observation)
    {
        for (int i = 0; i < 4; i++) Action[i] = actions.Uniform(-1f, 1f);
        if (walker.Step(Action, observation).Done) walker.Reset(observation);
    }

    private static byte[] Save(BipedalWalker walker)
    {
        using var stream = new MemoryStream();
        CheckpointWriter.WriteStream(stream, "walker", walker.Save);
        return stream.ToArray();
    }
}
