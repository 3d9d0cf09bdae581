using Bellman.Core;

namespace Bellman.Cli.Tests;

/// <summary>An environment of an assembly that the program does not know: nothing is wrong with it.</summary>
public class Sound : Env
{
    private int _steps;

    public override Space ObservationSpace { get; } = new Box(0, 100, size: 1);

    public override Space ActionSpace { get; } = new Discrete(2);

    protected override void OnReset(Span<float> observation)
    {
        if (Options is { Count: > 0 }) throw new ArgumentException("There are no reset options.");
        _steps = 0;
        observation[0] = 0;
    }

    protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation)
    {
        if (!ActionSpace.Contains(action[..1])) throw new ArgumentOutOfRangeException(nameof(action), action[0], "An action is 0 or 1.");
        observation[0] = ++_steps;
        return new StepResult(Reward, Terminated: Rng.NextSingle() < 0.1f || _steps == 100);
    }

    protected virtual float Reward => 1;

    protected override void OnSave(CheckpointWriter writer) => writer.Write("steps", _steps);

    protected override void OnLoad(CheckpointReader reader) => _steps = reader.ReadInt32("steps");
}

/// <summary>Pays what is no number.</summary>
public sealed class Unsound : Sound
{
    protected override float Reward => float.NaN;
}

/// <summary>Does not say what it shows before an episode has begun. Its name comes before the others', so that they are checked after it.</summary>
public sealed class Evasive : Sound
{
    public override Space ObservationSpace => throw new InvalidOperationException("later");
}

/// <summary>Can't be made, as its constructor says.</summary>
public sealed class Closed : Sound
{
    public Closed() => throw new ArgumentException("closed today");
}

/// <summary>Can't be made without being told something.</summary>
public sealed class Demanding(int number) : Sound
{
    protected override float Reward => number;
}

/// <summary>Can't be made at all.</summary>
public abstract class Unfinished : Sound;
