using Bellman.Core;

namespace Bellman.Testing.Tests;

/// <summary>A fault that an environment can have.</summary>
public enum Fault
{
    None,
    ObservationOutOfBounds,
    ObservationNotFinite,
    ObservationNotWritten,
    ObservationTooLong,
    RewardNotFinite,
    OtherEpisodesAfterReset,
    OtherEpisodesInAnotherInstance,
    ForgottenState,
    StepAllocates,
    ResetAllocates,
    SpaceChanges,
    CannotSave,
}

/// <summary>A random walk with one fault.</summary>
internal sealed class FaultyEnv(Fault fault) : Env
{
    private static int _instances;
    private readonly int _instance = ++_instances;
    private readonly Space _space = new Box(-100, 100, size: 2);
    private float _position;
    private int _steps;
    private int _resets;
    private int _looks;
    private object? _kept;

    public override Space ObservationSpace => fault == Fault.SpaceChanges ? new Box(-100, 100 + _looks++, size: 2) : _space;

    public override Space ActionSpace { get; } = new Discrete(3);

    protected override void OnReset(Span<float> observation)
    {
        _resets++;
        _steps = 0;
        _position = Rng.Uniform(-1f, 1f) + (fault == Fault.OtherEpisodesAfterReset ? 0.001f * _resets : 0);
        if (fault == Fault.OtherEpisodesInAnotherInstance)
            _position += 0.001f * _instance;
        if (fault == Fault.ResetAllocates)
            _kept = new object();
        Observe(observation);
    }

    protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation)
    {
        _position += Discrete.Index(action) - 1 + Rng.Uniform(-0.1f, 0.1f);
        _steps++;
        if (fault == Fault.StepAllocates)
            _kept = new object();
        Observe(observation);
        float reward = fault == Fault.RewardNotFinite && _steps == 7 ? float.NaN : -Math.Abs(_position);
        return new StepResult(reward, Terminated: _steps == 20);
    }

    protected override void OnSave(CheckpointWriter writer)
    {
        if (fault == Fault.CannotSave)
            base.OnSave(writer);
        writer.Write("position", _position);
        if (fault != Fault.ForgottenState)
            writer.Write("steps", _steps);
    }

    protected override void OnLoad(CheckpointReader reader)
    {
        _position = reader.ReadSingle("position");
        if (fault != Fault.ForgottenState)
            _steps = reader.ReadInt32("steps");
    }

    private void Observe(Span<float> observation)
    {
        observation[0] = fault == Fault.ObservationOutOfBounds && _steps == 9 ? 101 : Math.Clamp(_position, -100, 100);
        if (fault != Fault.ObservationNotWritten || _steps != 9)
            observation[1] = fault == Fault.ObservationNotFinite && _steps == 9 ? float.NaN : _steps;
        if (fault == Fault.ObservationTooLong && observation.Length > 2)
            observation[2] = 0;
    }
}
