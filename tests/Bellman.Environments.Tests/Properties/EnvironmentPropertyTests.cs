using Bellman.Core;
using Bellman.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace Bellman.Environments.Tests;

/// <summary>What holds for every environment, and for any stack of wrappers, whatever is done to it.</summary>
public class EnvironmentPropertyTests
{
    private const int Moves = 10_000;

    // A rigid body's step takes a hundred times as long as any other environment's.
    private const int RigidBodyMoves = 1000;
    private const int MovesInStacks = 40_000;
    private const int MovesWithOptions = 4000;
    private const int RigidBodyMovesWithOptions = 400;
    private const int MovesInVectors = 1000;
    private const int RigidBodyMovesInVectors = 200;
    private const int WorldsInVectors = 9;
    private const int MostWrappers = 4;

    /// <summary>The worlds that stacks are built around: numbers, choices, several parts, images, continuous actions.</summary>
    private static readonly string[] Worlds = ["CartPole-v1", "MountainCarContinuous-v0", "Pendulum-v1", "FrozenLake-v1", "Blackjack-v1", "Taxi-v3", "Acrobot-v1", "MinAtar/Breakout-v1", "Screen-v0"];

    static EnvironmentPropertyTests() => Screen.Register();

    public static TheoryData<string> Ids => RegistryTests.Ids;

    public static TheoryData<string> IdsWithOptions => [.. Envs.Specs.Select(spec => spec.Id).Where(id => Envs.DefaultOptions(id) is not null)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void AnyMoves_InEachEnvironment_KeepItInItsSpacesAndWrongOnesChangeNothing(string id) => Property.Holds(
        Property.AnyProgram,
        RegistryTests.IsRigidBody(id) ? RigidBodyMoves : Moves,
        seed: 11,
        program =>
        {
            using Env env = Envs.Make(id);
            new Driver(env).Run(program);
        });

    /// <summary>Each program has options of its own.</summary>
    [Theory]
    [MemberData(nameof(IdsWithOptions))]
    public void AnyMoves_WithAnyOptions_KeepEachEnvironmentInItsSpacesAndWrongOnesChangeNothing(string id) => Property.Holds(
        Property.AnyProgram,
        RegistryTests.IsRigidBody(id) ? RigidBodyMovesWithOptions : MovesWithOptions,
        seed: 13,
        program =>
        {
            using Env env = Envs.Make(id, AnyOptions.Draw(id, new Pcg64(program.Length > 0 ? (ulong)program[0] : 0)));
            new Driver(env).Run(program);
        });

    /// <summary>Worlds one by one, on threads and in lanes are the same, whatever is done to them, and what one refuses leaves all of a vector as they were.</summary>
    [Theory]
    [MemberData(nameof(Ids))]
    public void AnyMoves_InEachFormOfVector_AreTheSameAndWrongOnesChangeNothing(string id) => Property.Holds(
        Property.AnyProgram,
        RegistryTests.IsRigidBody(id) ? RigidBodyMovesInVectors : MovesInVectors,
        seed: 14,
        program =>
        {
            object? options = program.Length == 0 || program[0] % 3 == 0 ? null : AnyOptions.Draw(id, new Pcg64((ulong)program[0]));
            Env Create() => Envs.Make(id, options);
            using Env world = Create();
            using VectorEnv one = new SyncVectorEnv(Create, WorldsInVectors), threads = new ParallelVectorEnv(Create, WorldsInVectors, 2), lanes = Envs.MakeVector(id, WorldsInVectors, options);
            new VectorDriver([one, threads, lanes], world).Run(program);
        });

    /// <summary>A stack that does not fit is refused in words; one that does keeps everything that an environment keeps.</summary>
    [Fact]
    public void AnyMoves_InAnyStackOfWrappers_KeepItInItsSpacesAndWrongOnesChangeNothing()
    {
        string[] wrappers = [.. WrapperContractTests.All.Select(row => row.Data.Item2)];
        Gen<Stack> stacks =
            from world in Gen.Choose(0, Worlds.Length - 1)
            from count in Gen.Choose(1, MostWrappers)
            from chosen in Gen.Choose(0, wrappers.Length - 1).ArrayOf(count)
            from program in Property.Programs
            select new Stack(Worlds[world], Ordered(chosen.Select(index => wrappers[index])), program);
        int fitting = 0;
        Property.Holds(Arb.From(stacks, Stack.Smaller), MovesInStacks, seed: 12, stack => fitting += stack.Run() ? 1 : 0);
        Assert.True(fitting > 20, $"{fitting} stacks fitted.");
    }

    /// <summary>Autoreset goes outermost, where it is among them: anywhere else, or twice, it is refused.</summary>
    private static string[] Ordered(IEnumerable<string> wrappers) => [.. wrappers.OrderBy(wrapper => wrapper == "Autoreset")];

    /// <summary>A world, wrappers from inside outwards, and what is done to them.</summary>
    private sealed record Stack(string World, string[] Wrappers, int[] Program)
    {
        public bool Run()
        {
            Env env = Envs.Make(World);
            try
            {
                env = WrapperRegistry.Wrap(env, Wrappers);
            }
            catch (FormatException exception) when (exception.Message.Contains("can't go around", StringComparison.Ordinal))
            {
                env.Dispose();
                return false;
            }

            using (env) new Driver(env).Run(Program);
            return true;
        }

        public static IEnumerable<Stack> Smaller(Stack stack) =>
        [
            .. Enumerable.Range(0, stack.Wrappers.Length).Select(without => stack with { Wrappers = [.. stack.Wrappers.Where((_, i) => i != without)] }),
            .. Property.Smaller(stack.Program).Select(program => stack with { Program = program }),
        ];

        public override string ToString() => $"{World} in {string.Join(' ', Wrappers)}: {string.Join(' ', Program)}";
    }
}
