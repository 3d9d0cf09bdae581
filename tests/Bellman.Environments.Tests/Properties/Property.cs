using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace Bellman.Environments.Tests;

/// <summary>
/// How properties are tested: with a fixed seed and few moves, so that each run of the tests is the same; the environment variable <c>BELLMAN_PROPERTY_STEPS</c> (for instance 1000000)
/// takes so many moves for each environment instead, from a seed that is drawn and shown where one fails.
/// </summary>
internal static class Property
{
    private const string Variable = "BELLMAN_PROPERTY_STEPS";
    private const int MovesInAProgram = 200;

    private static readonly int? Long =
        int.TryParse(Environment.GetEnvironmentVariable(Variable), NumberStyles.None, CultureInfo.InvariantCulture, out int steps) ? steps : null;

    /// <summary>Programs of moves, which are shrunk where one fails: moves left out, numbers made smaller.</summary>
    public static Gen<int[]> Programs => Gen.Choose(0, int.MaxValue - 1).ArrayOf(MovesInAProgram);

    /// <summary>Requires something of many values.</summary>
    /// <param name="values">Where they come from.</param>
    /// <param name="moves">How many moves are made at least, where nothing else is asked for.</param>
    /// <param name="property">Throws where it does not hold.</param>
    /// <param name="seed">The seed of the short form.</param>
    public static void Holds<T>(Arbitrary<T> values, int moves, ulong seed, Action<T> property)
    {
        int programs = Math.Max(1, (Long ?? moves) / MovesInAProgram);
        Config config = Config.QuickThrowOnFailure.WithMaxTest(programs).WithStartSize(1).WithEndSize(100).WithQuietOnSuccess(true);
        if (Long is null) config = config.WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(seed), FSharpOption<int>.None)));
        Check.One(config, Prop.ForAll(values, property));
    }

    /// <summary>Programs with FsCheck's own way of making an array smaller.</summary>
    public static Arbitrary<int[]> AnyProgram => Arb.From(Programs, Smaller);

    /// <summary>Leaves out halves, then single moves, of a program.</summary>
    public static IEnumerable<int[]> Smaller(int[] program)
    {
        for (int length = program.Length / 2; length > 0; length /= 2)
        {
            for (int begin = 0; begin + length <= program.Length; begin += length) yield return [.. program[..begin], .. program[(begin + length)..]];
        }
    }
}
