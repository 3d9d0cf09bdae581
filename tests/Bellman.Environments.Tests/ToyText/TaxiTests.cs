using Bellman.Core;
using Bellman.Numerics;
using Bellman.Testing;

namespace Bellman.Environments.Tests;

public class TaxiTests
{
    private const int Down = 0;
    private const int Up = 1;
    private const int Right = 2;
    private const int Left = 3;
    private const int PickUp = 4;
    private const int DropOff = 5;
    private readonly float[] _observation = new float[1];

    [Theory]
    [InlineData("Taxi-v3")]
    [InlineData("Taxi-v4")]
    public void Spec_OfEachId_IsGymnasiums(string id)
    {
        using Env env = Envs.Make(id);
        Assert.Equal((200, 8.0), (env.Spec!.MaxEpisodeSteps, env.Spec.RewardThreshold));
        Assert.Equal(new Discrete(500), env.ObservationSpace);
        Assert.Equal(new Discrete(6), env.ActionSpace);
    }

    /// <summary>Stepped together or one by one, every world's mask is that of what it shows.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AllowedActions_ManyTaxis_AreThoseOfTheirStates(bool batch)
    {
        using VectorEnv env = batch ? Envs.MakeVector("Taxi-v3", 5) : new SyncVectorEnv(() => Envs.Make("Taxi-v3"), 5);
        env.Reset(3);
        var random = new Pcg64(1);
        float[] actions = new float[5];
        bool[] expected = new bool[6];
        for (int step = 0; step < 300; step++)
        {
            bool[] allowed = env.AllowedActions().ToArray();
            for (int world = 0; world < 5; world++)
            {
                Taxi.MaskActions((int)env.Observations[world], expected);
                Assert.Equal(expected, allowed.AsSpan(world * 6, 6).ToArray());
                do actions[world] = random.Next(6);
                while (!allowed[(world * 6) + (int)actions[world]]);
            }

            env.Step(actions);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AllowedActions_ManyTimes_AllocateNothing(bool batch)
    {
        using VectorEnv env = batch ? Envs.MakeVector("Taxi-v3", 9) : new SyncVectorEnv(() => Envs.Make("Taxi-v3"), 9);
        env.Reset(3);
        float[] actions = [0, 1, 2, 3, 0, 1, 2, 3, 0];
        AllocationAssert.Zero(
            () =>
            {
                if (env.AllowedActions().Length != 9 * 6) throw new InvalidOperationException("A mask is missing.");
                env.Step(actions);
            },
            repetitions: 1000);
    }

    [Fact]
    public void Step_ThroughAWholeRide_IsPaidAtItsEnd()
    {
        using var env = new Taxi();
        ResetTo(env, State(row: 0, column: 1, passenger: 0, destination: 2));
        Assert.Equal(new StepResult(-10, false), Step(env, PickUp));
        Assert.Equal(new StepResult(-10, false), Step(env, DropOff));
        Assert.Equal(new StepResult(-1, false), Step(env, Left));
        Assert.Equal(new StepResult(-1, false), Step(env, PickUp));
        Assert.Equal(State(0, 0, passenger: 4, destination: 2), _observation[0]);

        // He can get out at a stand that he does not want, and in again.
        Assert.Equal(new StepResult(-1, false), Step(env, DropOff));
        Assert.Equal(State(0, 0, passenger: 0, destination: 2), _observation[0]);
        Step(env, PickUp);
        for (int i = 0; i < 4; i++) Assert.Equal(new StepResult(-1, false), Step(env, Down));
        Assert.Equal(new StepResult(20, Terminated: true), Step(env, DropOff));
        Assert.Equal(State(4, 0, passenger: 2, destination: 2), _observation[0]);
    }

    [Theory]
    [InlineData(0, 1, Right)]
    [InlineData(0, 2, Left)]
    [InlineData(4, 0, Right)]
    [InlineData(4, 3, Left)]
    [InlineData(0, 4, Right)]
    [InlineData(2, 0, Left)]
    [InlineData(0, 0, Up)]
    [InlineData(4, 4, Down)]
    public void Step_AgainstAWall_StaysThere(int row, int column, int action)
    {
        using var env = new Taxi();
        int state = State(row, column, passenger: 4, destination: 0);
        Assert.Equal(new TabularOutcome(1, state, -1, Terminated: false), Assert.Single(env.Outcomes(state, action).ToArray()));
        bool[] allowed = new bool[6];
        Taxi.MaskActions(state, allowed);
        Assert.False(allowed[action]);
    }

    [Fact]
    public void Step_InTheRain_SlidesAsOftenAsSaid()
    {
        using var env = new Taxi(new TaxiOptions { IsRainy = true, RainyProbability = 0.6 });
        TabularOutcome[] outcomes = env.Outcomes(State(2, 2, 4, 0), Up).ToArray();
        Assert.Equal([State(1, 2, 4, 0), State(2, 1, 4, 0), State(2, 3, 4, 0)], outcomes.Select(outcome => outcome.State));
        Assert.Equal([0.6, 0.2, 0.2], outcomes.Select(outcome => outcome.Probability));
    }

    [Fact]
    public void Step_WithAFicklePassenger_ChangesTheDestinationOnce()
    {
        using var env = new Taxi(new TaxiOptions { FicklePassenger = true, FickleProbability = 1 });
        ResetTo(env, State(row: 0, column: 0, passenger: 0, destination: 2));
        Step(env, PickUp);
        Step(env, Left);
        Assert.Equal(2, _observation[0] % 4);
        Step(env, Down);
        float wish = _observation[0] % 4;
        Assert.NotEqual(2, wish);
        for (int i = 0; i < 20; i++)
        {
            Step(env, i % 2 == 0 ? Up : Down);
            Assert.Equal(wish, _observation[0] % 4);
        }
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.0)]
    public void FickleProbability_IsKept(double probability)
    {
        using var env = new Taxi(new TaxiOptions { FicklePassenger = true, FickleProbability = probability });
        int changed = 0;
        const int rides = 1000;
        for (int i = 0; i < rides; i++)
        {
            ResetTo(env, State(row: 0, column: 0, passenger: 0, destination: 2), from: i * 2000);
            Step(env, PickUp);
            Step(env, Down);
            changed += _observation[0] % 4 == 2 ? 0 : 1;
        }

        Assert.Equal(probability, changed / (double)rides, 0.05);
    }

    [Fact]
    public void Arguments_OutOfRange_AreRefused()
    {
        Refusal.Of<ArgumentOutOfRangeException>("RainyProbability", () => new TaxiOptions { RainyProbability = -0.1 });
        Refusal.Of<ArgumentOutOfRangeException>("FickleProbability", () => new TaxiOptions { FickleProbability = double.NaN });
        Refusal.Of<ArgumentOutOfRangeException>("state", () => Taxi.MaskActions(500, new bool[6]));
    }

    private static int State(int row, int column, int passenger, int destination) => (((((row * 5) + column) * 5) + passenger) * 4) + destination;

    private StepResult Step(Taxi env, int action) => env.Step([action], _observation);

    /// <summary>Tries seeds until an episode begins in a certain state.</summary>
    private void ResetTo(Taxi env, int state, int from = 0)
    {
        for (int seed = from; seed < from + 10_000; seed++)
        {
            env.Reset(_observation, (ulong)seed);
            if (_observation[0] == state)
                return;
        }

        Assert.Fail($"No seed begins in state {state}.");
    }
}
