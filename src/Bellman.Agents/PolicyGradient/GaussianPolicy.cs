using Bellman.Core;
using Bellman.Neural;
using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>
/// Normal distributions around means that the network gives, with standard deviations that depend on no observation. The network's
/// numbers are those of <see cref="ActionRange"/>; what leaves the box is clipped on its way to the environment, while learning goes on from what was drawn.
/// </summary>
internal sealed class GaussianPolicy(Box box) : Policy
{
    private readonly ActionRange _range = new(box);
    private readonly GaussianRows _rows = new(box.Size);

    public override int ActionSize => _range.Size;

    public override Layer OutputLayer(DenseNetwork shape, float initialLogStd)
    {
        (Initializer kernel, Initializer bias) = shape.Initializers(gain: 0.01f);
        return new GaussianHead(ActionSize, initialLogStd, kernel, bias);
    }

    public override void Sample(ReadOnlySpan<float> outputs, int stride, Pcg64 rng, Span<float> actions, Span<float> logProbs, ReadOnlySpan<bool> allowed = default) =>
        _rows.Sample(outputs, stride, rng, actions, logProbs);

    public override void Mode(ReadOnlySpan<float> outputs, Span<float> action, ReadOnlySpan<bool> allowed = default) => outputs[..ActionSize].CopyTo(action);

    public override void ToEnvironment(ReadOnlySpan<float> actions, Span<float> environment) => _range.ToBox(actions, environment);

    public override float Evaluate(
        ReadOnlySpan<float> outputs, int stride, ReadOnlySpan<float> actions, Span<float> logProbs, ReadOnlySpan<bool> allowed = default) =>
        _rows.LogProbs(outputs, stride, actions, logProbs);

    public override void Backward(
        ReadOnlySpan<float> outputs, int stride, ReadOnlySpan<float> actions, ReadOnlySpan<float> byLogProb, float byEntropy, Span<float> gradient) =>
        _rows.Gradient(outputs, stride, actions, byLogProb, byEntropy, gradient);
}
