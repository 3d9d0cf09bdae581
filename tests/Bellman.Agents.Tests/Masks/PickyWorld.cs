using Bellman.Core;

namespace Bellman.Agents.Tests;

/// <summary>
/// Shows one of three marks. Of each choice of an action one value is forbidden, the mark itself (modulo the number of values), and to take it is an error; the value behind it pays 1.
/// </summary>
/// <param name="actions">A discrete, multi-discrete or multi-binary space.</param>
/// <param name="allowsNothing">Whether the mask forbids everything.</param>
internal sealed class PickyWorld(Space actions, bool allowsNothing = false) : Env
{
    private readonly int[] _counts = [.. ActionMasks.CountsOf(actions)];
    private int _mark;

    public override Space ObservationSpace { get; } = new Box(low: 0f, high: 1f, size: 3);

    public override Space ActionSpace { get; } = actions;

    public override bool HasActionMask => true;

    protected override void OnReset(Span<float> observation) => Show(observation);

    protected override void OnActionMask(Span<bool> allowed)
    {
        allowed.Fill(!allowsNothing);
        for (int choice = 0, at = 0; choice < _counts.Length; at += _counts[choice++]) allowed[at + (_mark % _counts[choice])] = false;
    }

    protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation)
    {
        float reward = 0;
        for (int choice = 0; choice < _counts.Length; choice++)
        {
            int value = (int)action[choice] - Start(choice);
            if (value == _mark % _counts[choice]) throw new InvalidOperationException($"Value {value} of choice {choice} is forbidden at mark {_mark}.");
            if (value == (_mark + 1) % _counts[choice]) reward++;
        }

        Show(observation);
        return new StepResult(reward, Terminated: false);
    }

    protected override void OnSave(CheckpointWriter writer) => writer.Write("mark", _mark);

    protected override void OnLoad(CheckpointReader reader) => _mark = reader.ReadInt32("mark");

    private int Start(int choice) => ActionSpace switch
    {
        Discrete one => one.Start,
        MultiDiscrete several => several.Starts[choice],
        _ => 0,
    };

    private void Show(Span<float> observation)
    {
        _mark = Rng.Next(3);
        observation.Clear();
        observation[_mark] = 1;
    }
}
