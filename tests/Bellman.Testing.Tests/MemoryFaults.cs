using Bellman.Core;

namespace Bellman.Testing.Tests;

/// <summary>Worlds that misuse the observation's memory, or look at the action too late.</summary>
internal abstract class Small : Env
{
    protected float Position { get; set; }

    public override Space ObservationSpace { get; } = new Box(-200_000, 200_000, size: 2);

    public override Space ActionSpace { get; } = new Discrete(3);

    protected override void OnReset(Span<float> observation)
    {
        if (Options is { Count: > 0 }) throw new ArgumentException("There are no reset options.");
        Position = Rng.Uniform(-1f, 1f);
        (observation[0], observation[1]) = (Position, 0);
    }

    protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation)
    {
        if (!ActionSpace.Contains(action[..1])) throw new ArgumentOutOfRangeException(nameof(action), action[0], "That is no action.");
        Position += Rng.Uniform(-1f, 1f);
        (observation[0], observation[1]) = (Position, 0);
        return new StepResult(0, Terminated: Math.Abs(Position) > 3);
    }

    protected override void OnSave(CheckpointWriter writer) => writer.Write("position", Position);

    protected override void OnLoad(CheckpointReader reader) => Position = reader.ReadSingle("position");
}

/// <summary>Does not write its second number in a step.</summary>
internal sealed class Forgetful : Small
{
    protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation)
    {
        float second = observation[1];
        StepResult result = base.OnStep(action, observation);
        observation[1] = second;
        return result;
    }
}

/// <summary>Shows a mean of the last observation, which it takes to lie in the same memory still, and the new one.</summary>
internal sealed class Smoother : Small
{
    protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation)
    {
        float last = observation[0];
        StepResult result = base.OnStep(action, observation);
        observation[0] = (0.5f * last) + (0.5f * observation[0]);
        return result;
    }
}

/// <summary>Moves before it looks at the action.</summary>
internal sealed class Hasty : Small
{
    protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation)
    {
        Position += 0.125f;
        return base.OnStep(action, observation);
    }
}
