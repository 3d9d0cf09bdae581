using Bellman.Core;

namespace Bellman.Agents.Tests;

/// <summary>
/// Shows a point of the plane and costs the squared distance of the action from it; the actions' bounds lie askew. The simplest world in which numbers must depend on what is seen.
/// </summary>
internal sealed class AimWorld : Env
{
    private readonly float[] _aim = new float[2];

    public override Space ObservationSpace { get; } = new Box(low: -1f, high: 1f, size: 2);

    public override Space ActionSpace { get; } = new Box([-1f, 10f], [3f, 20f]);

    /// <summary>The action that costs nothing where so much is shown.</summary>
    public static float[] Best(ReadOnlySpan<float> observation) => [BestX(observation), BestY(observation)];

    protected override void OnReset(Span<float> observation) => Show(observation);

    protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation)
    {
        float x = (action[0] - BestX(_aim)) / 2f, y = (action[1] - BestY(_aim)) / 5f;
        Show(observation);
        return new StepResult(-((x * x) + (y * y)), Terminated: false);
    }

    protected override void OnSave(CheckpointWriter writer) => writer.Write("aim", _aim.AsSpan());

    protected override void OnLoad(CheckpointReader reader) => reader.Read("aim", _aim.AsSpan());

    private static float BestX(ReadOnlySpan<float> shown) => 1f + (1.6f * shown[0]);

    private static float BestY(ReadOnlySpan<float> shown) => 15f + (4f * shown[1]);

    private void Show(Span<float> observation)
    {
        for (int i = 0; i < 2; i++) observation[i] = _aim[i] = Rng.Uniform(-1f, 1f);
    }
}
