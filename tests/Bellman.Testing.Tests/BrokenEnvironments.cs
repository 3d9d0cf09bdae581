using Bellman.Core;

namespace Bellman.Testing.Tests;

/// <summary>For each finding an environment in which it is the only thing wrong.</summary>
internal static class BrokenEnvironments
{
    private static int _instances;
    private static float _shared;
    private static object? _kept;

    /// <summary>How each is made.</summary>
    public static IReadOnlyDictionary<FindingKind, Func<Env>> All { get; } = new Dictionary<FindingKind, Func<Env>>
    {
        [FindingKind.ConstructionFails] = () => throw new InvalidOperationException("There is no display."),
        [FindingKind.SpaceFails] = () => new Walk { Observations = () => throw new InvalidOperationException("It is not known before the first reset.") },
        [FindingKind.SpaceMissing] = () => new Walk { Actions = () => null! },
        [FindingKind.SpaceEmpty] = () => new Walk { Observations = Walk.Always(new Box(0, 1, [0])) },
        [FindingKind.SpaceChanges] = () => new Walk { Observations = () => new Box(-100, 100 + (++_instances % 100), size: 2) },
        [FindingKind.SpacesDiffer] = () => new Walk { Observations = Walk.Always(new Box(-100, 100, size: 2 + (++_instances % 100))) },
        [FindingKind.StepBeforeReset] = () => Begun(new Walk()),
        [FindingKind.ResetFails] = () => new Walk { OnResetting = walk => Throw(walk.Resets == 2) },
        [FindingKind.StepFails] = () => new Walk { OnStepping = walk => Throw(walk.Steps == 9) },
        [FindingKind.ResetOptionsFail] = () => new Walk { OnResetting = walk => Throw(walk.Given is { Count: 0 }) },
        [FindingKind.DisposeFails] = () => new Walk { DisposesOnce = true },
        [FindingKind.ObservationNotWritten] = () => new Forgetful(),
        [FindingKind.ObservationOverrun] = () => new Walk { Show = (_, row) => Put(row, 2, 0, row.Length > 2) },
        [FindingKind.ObservationReused] = () => new Smoother(),
        [FindingKind.ObservationNotFinite] = () => new Walk { Show = (walk, row) => Put(row, 1, float.NaN, walk.Steps == 9) },
        [FindingKind.ObservationType] = () => new Walk { Observations = Walk.Always(new Box(-100, 100, [2], ElementType.Int32)), Show = Whole },
        [FindingKind.ObservationOutOfSpace] = () => new Walk { Show = (walk, row) => Put(row, 1, 101, walk.Steps == 9) },
        [FindingKind.RewardNotFinite] = () => new Walk { Reward = walk => walk.Steps == 7 ? float.PositiveInfinity : 0 },
        [FindingKind.ActionMaskFails] = () => new Walk { Mask = (_, allowed) => allowed[3] = true },
        [FindingKind.ActionMaskEmpty] = () => new Walk { Mask = (walk, allowed) => allowed.Fill(walk.Steps != 9) },
        [FindingKind.ActionMaskUnstable] = () => new Walk { Mask = (walk, allowed) => (allowed[0], allowed[1]) = (true, !allowed[1] || walk.Steps < 5) },
        [FindingKind.ActionMaskDisturbs] = () => new Walk { Mask = (walk, allowed) => allowed.Fill(walk.Chance < 2) },
        [FindingKind.StepAfterEnd] = () => new Walk { Itself = true },
        [FindingKind.SeedNotReproduced] = () => new Walk { OnResetting = walk => walk.Position += 0.001f * walk.Resets },
        [FindingKind.InstancesDiffer] = () => Numbered(),
        [FindingKind.StateShared] = () => new Walk { OnResetting = walk => _shared = walk.Position, OnStepping = walk => walk.Position = _shared += 3 * (walk.Chance - 0.5f) },
        [FindingKind.StepAllocates] = () => new Walk { OnStepping = _ => _kept = new object() },
        [FindingKind.ResetAllocates] = () => new Walk { OnResetting = _ => _kept = new object() },
        [FindingKind.SavingFails] = () => new Walk { Saving = (walk, writer) => writer.Write("place", walk.Position), Loading = (walk, reader) => walk.Position = reader.ReadSingle("position") },
        [FindingKind.SavingDisturbs] = () => new Walk { OnStepping = walk => walk.Position += walk.Memory, OnResetting = walk => walk.Memory = 0, Saving = Disturb },
        [FindingKind.SavingLosesState] = () => new Walk { Saving = (walk, writer) => writer.Write("steps", walk.Steps), Loading = (walk, reader) => walk.Steps = reader.ReadInt32("steps") },
        [FindingKind.WrongActionChangesState] = () => new Hasty(),
        [FindingKind.CannotSave] = () => new Walk { Saving = (_, _) => throw new NotSupportedException("It can't be saved.") },
        [FindingKind.WrongActionTaken] = () => new Walk { ChecksActions = false },
        [FindingKind.UnknownOptionTaken] = () => new Walk { ChecksOptions = false },
        [FindingKind.SeedHasNoEffect] = () => new Walk { OnResetting = walk => walk.Position = 0, OnStepping = walk => walk.Position = MathF.Round(walk.Position) + 0f },
        [FindingKind.TerminatedByClock] = () => new Walk { Ends = walk => walk.Steps == 20 },
        [FindingKind.ActionMaskUnused] = () => new Walk { Actions = Walk.Always(new Box(-1, 1, size: 1)), Mask = (_, _) => { } },
        [FindingKind.NeverEnds] = () => new Walk { Ends = _ => false },
        [FindingKind.ObservationUnbounded] = () => Showing(new Box(float.NegativeInfinity, float.PositiveInfinity, size: 1)),
        [FindingKind.ObservationFixed] = () => Showing(new Box([-100, 0], [100, 0], [2])),
        [FindingKind.ObservationShape] = () => Showing(new Box(-100, 100, [2, 2])),
        [FindingKind.ImageFormat] = () => Showing(new Box(-100, 100, [2, 2, 1])),
        [FindingKind.CompositeObservation] = () => Showing(new TupleSpace(new Box(-100, 100, size: 1), new Discrete(2))),
        [FindingKind.ActionUnbounded] = () => Taking(new Box(float.NegativeInfinity, float.PositiveInfinity, size: 1)),
        [FindingKind.ActionFixed] = () => Taking(new Box([-1, 0], [1, 0], [2])),
        [FindingKind.ActionNotNormalized] = () => Taking(new Box(0, 2, size: 1)),
        [FindingKind.DiscreteStart] = () => Taking(new Discrete(3, start: 1)),
        [FindingKind.CompositeAction] = () => Taking(new TupleSpace(new Discrete(3), new Discrete(2))),
    };

    private static Walk Showing(Space space) => new() { Observations = Walk.Always(space) };

    private static Walk Taking(Space space) => new() { Actions = Walk.Always(space) };

    private static Walk Begun(Walk walk)
    {
        walk.Reset(new float[2], 1);
        return walk;
    }

    private static Walk Numbered()
    {
        int instance = ++_instances;
        return new Walk { OnResetting = walk => walk.Position += 0.001f * instance };
    }

    private static void Throw(bool now)
    {
        if (now) throw new DivideByZeroException("Attempted to divide by zero.");
    }

    private static void Put(Memory<float> row, int index, float value, bool now)
    {
        if (now) row.Span[index] = value;
    }

    private static void Whole(Walk walk, Memory<float> row) => row.Span[0] = walk.Steps == 9 ? 0.5f : MathF.Round(row.Span[0]);

    private static void Disturb(Walk walk, CheckpointWriter writer)
    {
        walk.Memory = 0.25f;
        writer.Write("position", walk.Position);
        writer.Write("steps", walk.Steps);
        writer.Write("memory", walk.Memory);
    }
}
