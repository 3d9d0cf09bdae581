using System.Runtime.CompilerServices;
using Bellman.Core;
using Bellman.Neural;
using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>
/// Normal distributions whose noise is a linear function of the policy's last hidden layer h (generalized state-dependent exploration, Raffin et al. 2021):
/// <code>a_j = m_j + sum_i s_ji z_ji,   s_ji = exp(log_std_ji) h_i,   a_j ~ N(m_j, sum_i s_ji^2 + 1e-6)</code>
/// Each world's z is standard normal and stays for some steps, so that the same state meets the same noise and what is done in a row goes together.
/// </summary>
/// <param name="box">The space of actions.</param>
/// <param name="every">For how many steps z stays; it is drawn anew at the beginning of each rollout besides.</param>
internal sealed class StateGaussianPolicy(Box box, int every) : Policy
{
    /// <summary>What is added to variances, so that none is zero where h is.</summary>
    private const float LeastVariance = 1e-6f;

    private readonly ActionRange _range = new(box);
    private readonly float[] _logStd = new float[box.Size];
    private readonly float[] _meanGradient = new float[box.Size];
    private readonly float[] _logStdGradient = new float[box.Size];
    private float[] _noise = [];
    private int _features;

    public override int ActionSize => _range.Size;

    public override Layer OutputLayer(DenseNetwork shape, float initialLogStd)
    {
        (Initializer kernel, Initializer bias) = shape.Initializers(gain: 0.01f);
        return new StateGaussianHead(ActionSize, initialLogStd, kernel, bias);
    }

    public override void MakeNoise(int worlds, int outputs)
    {
        _features = (outputs / ActionSize) - 1;
        _noise = new float[worlds * ActionSize * _features];
    }

    public override void BeginStep(int step, Pcg64 rng)
    {
        if (step % every != 0) return;
        foreach (ref float z in _noise.AsSpan()) z = rng.NormalSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Sample(ReadOnlySpan<float> outputs, int stride, Pcg64 rng, Span<float> actions, Span<float> logProbs, ReadOnlySpan<bool> allowed = default)
    {
        for (int row = 0; row < logProbs.Length; row++)
        {
            ReadOnlySpan<float> output = outputs[(row * stride)..];
            Span<float> action = actions.Slice(row * ActionSize, ActionSize);
            for (int i = 0; i < action.Length; i++)
                action[i] = output[i] + Dot(Scaled(output, i), _noise.AsSpan(((row * ActionSize) + i) * _features, _features));
            TakeDeviations(output);
            logProbs[row] = DiagonalGaussian.LogProb(output[..ActionSize], _logStd, action);
        }
    }

    public override void Mode(ReadOnlySpan<float> outputs, Span<float> action, ReadOnlySpan<bool> allowed = default) => outputs[..ActionSize].CopyTo(action);

    public override void ToEnvironment(ReadOnlySpan<float> actions, Span<float> environment) => _range.ToBox(actions, environment);

    public override float Evaluate(ReadOnlySpan<float> outputs, int stride, ReadOnlySpan<float> actions, Span<float> logProbs, ReadOnlySpan<bool> allowed = default)
    {
        float entropy = 0;
        for (int row = 0; row < logProbs.Length; row++)
        {
            ReadOnlySpan<float> output = outputs[(row * stride)..];
            TakeDeviations(output);
            logProbs[row] = DiagonalGaussian.LogProb(output[..ActionSize], _logStd, actions.Slice(row * ActionSize, ActionSize));
            entropy += DiagonalGaussian.Entropy(_logStd);
        }

        return entropy / logProbs.Length;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Backward(
        ReadOnlySpan<float> outputs, int stride, ReadOnlySpan<float> actions, ReadOnlySpan<float> byLogProb, float byEntropy, Span<float> gradient)
    {
        for (int row = 0; row < byLogProb.Length; row++)
        {
            ReadOnlySpan<float> output = outputs[(row * stride)..];
            Span<float> to = gradient[(row * stride)..];
            TakeDeviations(output);
            DiagonalGaussian.Gradient(
                output[..ActionSize], _logStd, actions.Slice(row * ActionSize, ActionSize), byLogProb[row], byEntropy, _meanGradient, _logStdGradient);
            _meanGradient.CopyTo(to);

            // log std = log(sum s^2 + least) / 2, and so its derivative by s is s / variance.
            for (int i = 0; i < ActionSize; i++)
            {
                ReadOnlySpan<float> scaled = Scaled(output, i);
                Span<float> byScaled = to.Slice(ActionSize + (i * _features), _features);
                float factor = _logStdGradient[i] * ElementaryFunctions.Exp(-2 * _logStd[i]);
                for (int k = 0; k < scaled.Length; k++) byScaled[k] = factor * scaled[k];
            }
        }
    }

    public override void Save(CheckpointWriter writer) => writer.Write("noise", (ReadOnlySpan<float>)_noise);

    public override void Load(CheckpointReader reader) => reader.Read("noise", _noise);

    private ReadOnlySpan<float> Scaled(ReadOnlySpan<float> output, int action) => output.Slice(ActionSize + (action * _features), _features);

    private void TakeDeviations(ReadOnlySpan<float> output)
    {
        for (int i = 0; i < _logStd.Length; i++)
        {
            ReadOnlySpan<float> scaled = Scaled(output, i);
            float variance = Dot(scaled, scaled) + LeastVariance;
            _logStd[i] = 0.5f * (variance >= 1 ? ElementaryFunctions.LogOnePlus(variance - 1) : -ElementaryFunctions.LogOnePlus((1 / variance) - 1));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        float sum = 0;
        for (int i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }
}
