using Bellman.Core;
using Bellman.Numerics;
using Bellman.Physics;
using Bellman.Testing;

namespace Bellman.Environments.Tests;

public class CarRacingTests
{
    private const int Side = 96;
    private const int Size = Side * Side * 3;

    public static TheoryData<bool, bool> Forms => new() { { true, false }, { false, false }, { true, true } };

    [Theory]
    [MemberData(nameof(Forms))]
    public void Check_EveryForm_Passes(bool continuous, bool randomize) => EnvironmentChecker.Check(() => new CarRacing(Form(continuous, randomize)), steps: 300);

    [Fact]
    public void Spaces_AreGymnasiums()
    {
        using var race = new CarRacing();
        var observations = (Box)race.ObservationSpace;
        Assert.Equal([Side, Side, 3], observations.Shape.ToArray());
        Assert.Equal((ElementType.Byte, 0, 255), (observations.Element, observations.Low[0], observations.High[^1]));
        var actions = (Box)race.ActionSpace;
        Assert.Equal([-1, 0, 0], actions.Low.ToArray());
        Assert.Equal([1, 1, 1], actions.High.ToArray());
        using var choices = new CarRacing(Form(continuous: false));
        Assert.Equal(5, ((Discrete)choices.ActionSpace).Count);
        EnvSpec spec = Envs.Spec("CarRacing-v3");
        Assert.Equal((1000, 900.0), (spec.MaxEpisodeSteps, spec.RewardThreshold));
    }

    [Fact]
    public void Reset_StandsAtTheStartOfANewTrack()
    {
        using var race = new CarRacing();
        Start(race, 1);
        int first = race.TileCount;
        Vector2D place = race.Hull.Position;
        Assert.True(race.IsVisited(0));
        Assert.InRange(race.VisitedTileCount, 1, 4);
        Assert.False(race.IsVisited(first / 2));
        Assert.InRange(race.Hull.LinearVelocity.Length, 0, 1);
        Start(race, 2);
        Assert.NotEqual((first, place), (race.TileCount, race.Hull.Position));
        Start(race, 1);
        Assert.Equal((first, place), (race.TileCount, race.Hull.Position));
    }

    [Fact]
    public void Draw_ThousandsOfTracks_HaveRoomAndCloseAndBend()
    {
        var track = new CarTrack();
        var rng = new Pcg64(1);
        int most = 0, kerbs = 0;
        for (int i = 0; i < 2000; i++)
        {
            track.Draw(rng);
            most = Math.Max(most, track.Count);
            kerbs += track.Kerbs.Contains(true) ? 1 : 0;
            for (int k = 1; k < track.Count; k++)
            {
                TrackPoint from = track.Points[k - 1], to = track.Points[k];
                Assert.Equal(21 / 6.0, Math.Sqrt(Math.Pow(to.X - from.X, 2) + Math.Pow(to.Y - from.Y, 2)), 1e-9);
                Assert.InRange(Math.Abs(Math.IEEERemainder(to.Beta - from.Beta, 2 * Math.PI)), 0, 0.31 + 1e-9);
            }
        }

        Assert.InRange(most, 350, CarTrack.Capacity - 32);
        Assert.InRange(kerbs, 1800, 2000);
    }

    [Fact]
    public void Step_Reward_IsTheNewTilesLessATenth()
    {
        using var race = new CarRacing();
        float[] observation = Start(race, 3);
        int before = 0; // What is visited at the start is paid in the first step.
        for (int i = 0; i < 120; i++)
        {
            float reward = race.Step([0, 0.5f, 0], observation).Reward;
            Assert.Equal((1000.0 * (race.VisitedTileCount - before) / race.TileCount) - 0.1, reward, 1e-4);
            before = race.VisitedTileCount;
        }

        Assert.True(before > 10);
    }

    [Theory]
    [InlineData(1UL)]
    [InlineData(3UL)]
    public void Step_ByADriverWhoKnowsTheTrack_FinishesTheLapAbove900(ulong seed)
    {
        using Env env = Envs.Make("CarRacing-v3");
        var race = (CarRacing)env.Unwrapped;
        var driver = new CarDriver(race);
        float[] observation = new float[Size], action = new float[3];
        env.Reset(observation, seed);
        driver.Begin();
        StepResult result = default;
        while (!result.Done)
        {
            Assert.False(race.IsLapFinished);
            driver.Act(action);
            result = env.Step(action, observation);
        }

        Assert.Equal((true, false), (result.Terminated, result.Truncated));
        Assert.True(race.IsLapFinished);
        Assert.Equal(race.TileCount, race.VisitedTileCount);
        Assert.InRange(race.EpisodeReturn, 900, 1000);
    }

    [Fact]
    public void Step_StartTileVisitedWhereNoneAreNeeded_EndsTheLap()
    {
        using var race = new CarRacing(new CarRacingOptions { LapCompletePercent = 0 });
        float[] observation = Start(race, 4);
        Assert.True(race.Step([0, 0, 0], observation).Terminated);
        Assert.True(race.IsLapFinished);
    }

    [Fact]
    public void Step_OutOfTheField_EndsAtMinusHundred()
    {
        using var race = new CarRacing();
        float[] observation = Start(race, 0);
        StepResult result = default;
        for (int i = 0; i < 1000 && !result.Done; i++)
        {
            double aside = Math.IEEERemainder((-Math.PI / 2) - race.Hull.Angle, 2 * Math.PI);
            result = race.Step([(float)Math.Clamp(-aside, -1, 1), race.Hull.LinearVelocity.Length < 45 ? 0.5f : 0, 0], observation);
        }

        Assert.Equal((true, -100), (result.Terminated, result.Reward));
        Assert.False(race.IsLapFinished);
        Assert.True(race.Hull.Position.X > 333);
    }

    [Theory]
    [InlineData(1, -1)]
    [InlineData(2, 1)]
    public void Step_SteeringChoices_TurnTheCarTheirWay(int choice, int sign)
    {
        using var race = new CarRacing(Form(continuous: false));
        float[] observation = Start(race, 5);
        for (int i = 0; i < 30; i++) race.Step([3], observation);
        float before = race.Hull.Angle;
        for (int i = 0; i < 20; i++) race.Step([choice], observation);
        Assert.Equal(sign, Math.Sign(race.Hull.Angle - before));
        Assert.InRange(Math.Abs(race.Wheels[0].Joint.Angle), 0.3, 0.45);
        Assert.InRange(Math.Abs(race.Wheels[2].Joint.Angle), 0, 0.05);
    }

    [Fact]
    public void Step_GasAndBrake_DriveTheRearWheelsAndLockAll()
    {
        using var race = new CarRacing();
        float[] observation = Start(race, 5);
        for (int i = 0; i < 5; i++) race.Step([0, 3, 0], observation);
        Assert.Equal([0, 0, 0.5, 0.5], race.Wheels.Select(wheel => Math.Round(wheel.Gas, 9)));
        for (int i = 0; i < 60; i++) race.Step([0, 0.3f, 0], observation);
        float speed = race.Hull.LinearVelocity.Length;
        Assert.True(speed > 10);
        race.Step([0, 0, 0.95f], observation);
        Assert.All(race.Wheels, wheel => Assert.Equal(0, wheel.Gas));
        for (int i = 0; i < 40; i++) race.Step([0, 0, 0.95f], observation);
        Assert.InRange(race.Hull.LinearVelocity.Length, 0, speed / 3);
    }

    [Fact]
    public void Observation_OnTheRoad_ShowsCarGrassAndARoadWithoutSeams()
    {
        using var race = new CarRacing();
        float[] observation = Start(race, 1);
        for (int i = 0; i < 60; i++) race.Step([0, 0.2f, 0], observation);
        Assert.InRange(Pixel(observation, 71, 48).Red, 120, 220);
        (float, float, float)[] row30 = [.. Enumerable.Range(0, Side).Select(column => Pixel(observation, 30, column))], all = [.. Enumerable.Range(0, Side * 84).Select(i => Pixel(observation, i / Side, i % Side))];
        Assert.Contains((102, 204, 102), row30);
        Assert.Contains((102, 230, 102), all);
        for (int row = 45; row < 62; row++)
        {
            (float red, float green, float blue) = Pixel(observation, row, 48);
            Assert.Equal((red, red), (green, blue)); // Grass between tiles would be greener.
            Assert.InRange(red, 102, 107);
        }

        Assert.Equal((0, 0, 0), Pixel(observation, 95, 95));
        for (int i = 0; i < 40; i++) race.Step([-0.5f, 0.6f, 0], observation);
        Assert.Contains(Enumerable.Range(0, Side), column => Pixel(observation, 88, column) == (0, 255, 0)); // Steering.
    }

    [Theory]
    [InlineData(0.0, "0000")]
    [InlineData(-0.3, "-000")]
    [InlineData(-12.7, "-013")]
    [InlineData(37.5, "0038")]
    [InlineData(917.4, "0917")]
    [InlineData(-12345.0, "-12345")]
    public void Format_Score_IsPythonsFourPlaces(double score, string expected)
    {
        char[] text = new char[16];
        Assert.Equal(expected, new string(text, 0, CarScore.Format(score, text)));
    }

    [Fact]
    public void Reset_Randomize_ChangesColoursOnlyWhenAsked()
    {
        using var race = new CarRacing(Form(randomize: true));
        float[] observation = Start(race, 9);
        Rgba[] drawn = Colors(race);
        Assert.NotEqual(Rgba.Of(0x666666), drawn[0]);
        Assert.Equal(20, drawn[2].Red + drawn[2].Green + drawn[2].Blue - drawn[1].Red - drawn[1].Green - drawn[1].Blue);
        race.Reset(observation, options: new ResetOptions { ["randomize"] = 0 });
        Assert.Equal(drawn, Colors(race));
        race.Reset(observation, options: new ResetOptions { ["randomize"] = 1 });
        Assert.NotEqual(drawn, Colors(race));
        Rgba[] again = Colors(race);
        race.Reset(observation);
        Assert.NotEqual(again, Colors(race));
    }

    [Fact]
    public void Reset_OptionsThatAreNone_AreRefusedAndChangeNothing()
    {
        using var random = new CarRacing(Form(randomize: true));
        using var plain = new CarRacing();
        float[] observation = Start(random, 1);
        Start(plain, 1);
        byte[] before = Save(random);
        Assert.Contains("0 or 1", Assert.Throws<ArgumentException>(() => random.Reset(observation, 1, new ResetOptions { ["randomize"] = 0.5 })).Message, StringComparison.Ordinal);
        Assert.Contains("'randomize'", Assert.Throws<ArgumentException>(() => random.Reset(observation, 1, new ResetOptions { ["randomise"] = 1 })).Message, StringComparison.Ordinal);
        Assert.Contains("domain_randomize", Assert.Throws<ArgumentException>(() => plain.Reset(observation, 1, new ResetOptions { ["randomize"] = 1 })).Message, StringComparison.Ordinal);
        Assert.Equal(before, Save(random));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void SaveLoad_InTheMiddle_ContinuesBitForBit(bool continuous, bool randomize)
    {
        foreach (int steps in new[] { 0, 25, 130 })
        {
            using var original = new CarRacing(Form(continuous, randomize));
            float[] observation = Start(original, 4);
            var actions = new Pcg64(5);
            for (int i = 0; i < steps; i++) StepOrReset(original, actions, observation);
            byte[] saved = Save(original);

            using var restored = new CarRacing(Form(continuous, randomize));
            float[] other = Start(restored, 9);
            for (int i = 0; i < 40; i++) StepOrReset(restored, actions, other);
            restored.Load(CheckpointReader.Parse(saved, "car", "memory"));
            Assert.Equal(saved, Save(restored));
            var first = new Pcg64(8);
            var second = new Pcg64(8);
            for (int i = 0; i < 80; i++)
            {
                if (i == 50)
                {
                    original.Reset(observation);
                    restored.Reset(other);
                }

                StepOrReset(original, first, observation);
                StepOrReset(restored, second, other);
                Assert.Equal(observation, other);
            }

            Assert.Equal(Save(original), Save(restored));
        }
    }

    [Fact]
    public void SaveLoad_BeforeTheFirstReset_Works()
    {
        using var fresh = new CarRacing();
        byte[] saved = Save(fresh);
        using var other = new CarRacing();
        Start(other, 3);
        other.Load(CheckpointReader.Parse(saved, "car", "memory"));
        Assert.Throws<InvalidOperationException>(() => other.Hull);
    }

    [Fact]
    public void Load_ATrackOfAnImpossibleLength_IsRefused()
    {
        using var stream = new MemoryStream();
        CheckpointWriter.WriteStream(stream, "car", writer => writer.Write("track", new double[7]));
        var error = Assert.Throws<CheckpointFormatException>(() => new CarTrack().Load(CheckpointReader.Parse(stream.ToArray(), "car", "memory")));
        Assert.Contains("7 numbers", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void StepAndReset_AfterTheFirst_AllocateNothing(bool continuous, bool randomize)
    {
        using var race = new CarRacing(Form(continuous, randomize));
        float[] observation = Start(race, 5);
        var actions = new Pcg64(4);
        int count = 0;
        void Next()
        {
            StepOrReset(race, actions, observation);
            if (++count % 40 == 0) race.Reset(observation);
        }

        for (int i = 0; i < 60; i++) Next();
        AllocationAssert.Zero(Next, 2000);
    }

    [Fact]
    public void Members_OutOfRangeOrTooEarly_AreRefused()
    {
        using var race = new CarRacing();
        Assert.Throws<InvalidOperationException>(() => race.Hull);
        Assert.Throws<InvalidOperationException>(() => race.Wheels);
        Assert.Throws<ArgumentOutOfRangeException>("index", () => race.Tile(0));
        Assert.False(race.IsLapFinished);
        Start(race, 1);
        Assert.Throws<ArgumentOutOfRangeException>("index", () => race.IsVisited(race.TileCount));
        Assert.Throws<ArgumentOutOfRangeException>("index", () => race.HasKerb(-1));
        Assert.Equal(4, race.Tile(0).Length);
    }

    [Fact]
    public void Wrappers_OfPixelAgents_ShowAStackOfGreyPictures()
    {
        using Env env = WrapperRegistry.Wrap(Envs.Make("CarRacing-v3"), "GrayscaleObservation", "ResizeObservation:[84,84]", "FrameStackObservation:4");
        Assert.Equal([4, 84, 84], ((Box)env.ObservationSpace).Shape.ToArray());
        float[] observation = new float[env.ObservationSpace.Size];
        env.Reset(observation, seed: 1);
        for (int i = 0; i < 60; i++) env.Step([0, 0.2f, 0], observation);
        Assert.True(env.ObservationSpace.Contains(observation));
        Assert.False(observation.AsSpan(0, 84 * 84).SequenceEqual(observation.AsSpan(3 * 84 * 84)));
    }

    private static CarRacingOptions Form(bool continuous = true, bool randomize = false) => new() { Continuous = continuous, DomainRandomize = randomize };

    private static Rgba[] Colors(CarRacing race) => [race.RoadColor, race.GroundColor, race.GrassColor];

    private static (float Red, float Green, float Blue) Pixel(float[] observation, int row, int column)
    {
        int at = 3 * ((row * Side) + column);
        return (observation[at], observation[at + 1], observation[at + 2]);
    }

    private static float[] Start(CarRacing race, ulong seed)
    {
        float[] observation = new float[Size];
        race.Reset(observation, seed);
        return observation;
    }

    private static readonly float[] Action = new float[3];

    private static void StepOrReset(CarRacing race, Pcg64 actions, float[] observation)
    {
        race.ActionSpace.Sample(actions, Action.AsSpan(0, race.ActionSpace.Size));
        if (race.Step(Action, observation).Done) race.Reset(observation);
    }

    private static byte[] Save(CarRacing race)
    {
        using var stream = new MemoryStream();
        CheckpointWriter.WriteStream(stream, "car", race.Save);
        return stream.ToArray();
    }
}
