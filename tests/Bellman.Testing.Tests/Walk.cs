using Bellman.Core;

namespace Bellman.Testing.Tests;

/// <summary>A random walk without a fault, of which each test can break something.</summary>
internal sealed class Walk : Env
{
    private bool _isDisposed;

    /// <summary>Writes the mask of allowed actions.</summary>
    public delegate void MaskWriter(Walk walk, Span<bool> allowed);

    /// <summary>Where it stands.</summary>
    public float Position { get; set; }

    /// <summary>The steps of this episode.</summary>
    public int Steps { get; set; }

    /// <summary>The resets so far.</summary>
    public int Resets { get; private set; }

    /// <summary>A third number, for what a fault needs to remember.</summary>
    public float Memory { get; set; }

    /// <summary>Draws a number, for faults that draw.</summary>
    public float Chance => Rng.NextSingle();

    /// <summary>The options of the reset.</summary>
    public ResetOptions? Given => Options;

    public Func<Space> Observations { get; init; } = Always(new Box(-100, 100, size: 2));

    public Func<Space> Actions { get; init; } = Always(new Discrete(3));

    /// <summary>Called at the end of each reset and each step, to change what is shown.</summary>
    public Action<Walk, Memory<float>> Show { get; init; } = (_, _) => { };

    public Action<Walk> OnResetting { get; init; } = _ => { };

    public Action<Walk> OnStepping { get; init; } = _ => { };

    public Func<Walk, float> Reward { get; init; } = walk => -Math.Abs(walk.Position);

    public Func<Walk, bool> Ends { get; init; } = walk => walk.Steps >= 20 || Math.Abs(walk.Position) > 3;

    public Func<Walk, bool> Cuts { get; init; } = _ => false;

    public bool Itself { get; init; }

    public bool ChecksActions { get; init; } = true;

    public bool ChecksOptions { get; init; } = true;

    /// <summary>Called to write the mask of allowed actions, which it otherwise has not.</summary>
    public MaskWriter? Mask { get; init; }

    public Action<Walk, CheckpointWriter>? Saving { get; init; }

    public Action<Walk, CheckpointReader>? Loading { get; init; }

    public bool DisposesOnce { get; init; }

    public override bool ResetsItself => Itself;

    public override bool HasActionMask => Mask is not null;

    public override Space ObservationSpace => Observations();

    public override Space ActionSpace => Actions();

    public static Func<Space> Always(Space space) => () => space;

    protected override void OnReset(Span<float> observation)
    {
        if (ChecksOptions && Options is { Count: > 0 }) throw new ArgumentException("There are no reset options.");
        Resets++;
        Steps = 0;
        Position = Rng.Uniform(-1f, 1f);
        OnResetting(this);
        Write(observation);
    }

    protected override void OnActionMask(Span<bool> allowed) => Mask!(this, allowed);

    protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation)
    {
        if (ChecksActions && !ActionSpace.Contains(action[..ActionSpace.Size])) throw new ArgumentOutOfRangeException(nameof(action), action[0], "That is no action.");
        Position += Math.Clamp(float.IsNaN(action[0]) ? 0 : action[0], 0, 2) - 1 + Rng.Uniform(-0.1f, 0.1f);
        Steps++;
        OnStepping(this);
        Write(observation);
        return new StepResult(Reward(this), Terminated: Ends(this), Truncated: Cuts(this));
    }

    protected override void OnSave(CheckpointWriter writer)
    {
        if (Saving is not null)
        {
            Saving(this, writer);
            return;
        }

        writer.Write("position", Position);
        writer.Write("steps", Steps);
        writer.Write("memory", Memory);
    }

    protected override void OnLoad(CheckpointReader reader)
    {
        if (Loading is not null)
        {
            Loading(this, reader);
            return;
        }

        Position = reader.ReadSingle("position");
        Steps = reader.ReadInt32("steps");
        Memory = reader.ReadSingle("memory");
    }

    protected override void Dispose(bool disposing)
    {
        if (DisposesOnce && _isDisposed) throw new InvalidOperationException("It is gone already.");
        _isDisposed = true;
        base.Dispose(disposing);
    }

    private void Write(Span<float> observation)
    {
        int size = ObservationSpace.Size;
        Memory<float> shown = _shown.AsMemory(0, observation.Length);
        observation.CopyTo(shown.Span);
        for (int i = 0; i < size; i++) shown.Span[i] = i == 0 ? Math.Clamp(Position, -100, 100) : 0;
        Show(this, shown);
        shown.Span.CopyTo(observation);
    }

    private readonly float[] _shown = new float[256];
}
