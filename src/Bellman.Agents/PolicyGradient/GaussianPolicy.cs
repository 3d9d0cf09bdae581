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

    public override int ActionSize => _range.Size;

    public override Layer OutputLayer(DenseNetwork shape, float initialLogStd)
    {
        (Initializer kernel, Initializer bias) = shape.Initializers(gain: 0.01f);
        return new GaussianHead(ActionSize, initialLogStd, kernel, bias);
    }

    public override void Sample(ReadOnlySpan<float> outputs, int stride, Pcg64 rng, Span<float> actions, Span<float> logProbs, ReadOnlySpan<bool> allowed = default)
    {
        int size = ActionSize;
        for (int row = 0; row < logProbs.Length; row++)
        {
            ReadOnlySpan<float> mean = outputs.Slice(row * stride, size), logStd = outputs.Slice((row * stride) + size, size);
            Span<float> action = actions.Slice(row * size, size);
            DiagonalGaussian.Sample(mean, logStd, rng, action);
            logProbs[row] = DiagonalGaussian.LogProb(mean, logStd, action);
        }
    }

    public override void Mode(ReadOnlySpan<float> outputs, Span<float> action, ReadOnlySpan<bool> allowed = default) => outputs[..ActionSize].CopyTo(action);

    public override void ToEnvironment(ReadOnlySpan<float> actions, Span<float> environment) => _range.ToBox(actions, environment);

    public override float Evaluate(
        ReadOnlySpan<float> outputs, int stride, ReadOnlySpan<float> actions, Span<float> logProbs, ReadOnlySpan<bool> allowed = default)
    {
        int size = ActionSize;
        float entropy = 0;
        for (int row = 0; row < logProbs.Length; row++)
        {
            ReadOnlySpan<float> logStd = outputs.Slice((row * stride) + size, size);
            logProbs[row] = DiagonalGaussian.LogProb(outputs.Slice(row * stride, size), logStd, actions.Slice(row * size, size));
            entropy += DiagonalGaussian.Entropy(logStd);
        }

        return entropy / logProbs.Length;
    }

    public override void Backward(
        ReadOnlySpan<float> outputs, int stride, ReadOnlySpan<float> actions, ReadOnlySpan<float> byLogProb, float byEntropy, Span<float> gradient)
    {
        int size = ActionSize;
        for (int row = 0; row < byLogProb.Length; row++)
        {
            int at = row * stride;
            DiagonalGaussian.Gradient(
                outputs.Slice(at, size),
                outputs.Slice(at + size, size),
                actions.Slice(row * size, size),
                byLogProb[row],
                byEntropy,
                gradient.Slice(at, size),
                gradient.Slice(at + size, size));
        }
    }
}
