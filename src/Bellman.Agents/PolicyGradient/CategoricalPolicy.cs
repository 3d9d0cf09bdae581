using Bellman.Core;
using Bellman.Neural;
using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>
/// Independent choices, each by the logits of its own among the outputs: one for a discrete space, several for a multi-discrete one, one between two for each switch of a multi-binary one. What a mask
/// forbids has the logit minus infinity, and so no part in probabilities, entropy and gradients (Huang and Ontanon 2022).
/// </summary>
internal sealed class CategoricalPolicy : Policy
{
    private readonly int[] _counts;
    private readonly int[] _starts;
    private readonly int _outputs;
    private readonly float[] _logProbs;

    public CategoricalPolicy(Space actions, int batch)
    {
        (_counts, _starts) = actions switch
        {
            Discrete one => (new[] { one.Count }, new[] { one.Start }),
            MultiDiscrete several => (several.Counts.ToArray(), several.Starts.ToArray()),
            MultiBinary switches => (ActionMasks.CountsOf(switches).ToArray(), new int[switches.Size]),
            _ => throw new ArgumentException($"{actions} is no space of choices.", nameof(actions)),
        };
        _outputs = _counts.Sum();
        _logProbs = new float[batch * _outputs];
    }

    public override int ActionSize => _counts.Length;

    public override Layer OutputLayer(DenseNetwork shape, float initialLogStd)
    {
        (Initializer kernel, Initializer bias) = shape.Initializers(gain: 0.01f);
        return new Dense(_outputs, default, kernel, bias);
    }

    public override void Sample(
        ReadOnlySpan<float> outputs, int stride, Pcg64 rng, Span<float> actions, Span<float> logProbs, ReadOnlySpan<bool> allowed = default)
    {
        for (int row = 0; row < logProbs.Length; row++)
        {
            Span<float> all = Normalize(outputs.Slice(row * stride, _outputs), keepIn: 0, Mask(allowed, row));
            Span<float> action = actions.Slice(row * ActionSize, ActionSize);
            float sum = 0;
            for (int choice = 0, at = 0; choice < _counts.Length; at += _counts[choice++])
            {
                Span<float> own = all.Slice(at, _counts[choice]);
                int chosen = Categorical.Sample(own, rng);
                action[choice] = _starts[choice] + chosen;
                sum += own[chosen];
            }

            logProbs[row] = sum;
        }
    }

    public override void Mode(ReadOnlySpan<float> outputs, Span<float> action, ReadOnlySpan<bool> allowed = default)
    {
        for (int choice = 0, at = 0; choice < _counts.Length; at += _counts[choice++])
        {
            ReadOnlySpan<float> own = outputs.Slice(at, _counts[choice]);
            action[choice] = _starts[choice] + Losses.IndexOfLargest(own, allowed.IsEmpty ? default : allowed.Slice(at, _counts[choice]));
        }
    }

    public override int ProbabilityCount => _counts.Length == 1 ? _counts[0] : 0;

    public override void Probabilities(ReadOnlySpan<float> outputs, Span<float> probabilities, ReadOnlySpan<bool> allowed = default)
    {
        if (probabilities.IsEmpty) return;
        LogProbs(outputs[..probabilities.Length], allowed, probabilities);
        for (int i = 0; i < probabilities.Length; i++) probabilities[i] = ElementaryFunctions.Exp(probabilities[i]);
    }

    public override void ToEnvironment(ReadOnlySpan<float> actions, Span<float> environment) => actions.CopyTo(environment);

    public override float Evaluate(
        ReadOnlySpan<float> outputs, int stride, ReadOnlySpan<float> actions, Span<float> logProbs, ReadOnlySpan<bool> allowed = default)
    {
        float entropy = 0;
        for (int row = 0; row < logProbs.Length; row++)
        {
            Span<float> all = Normalize(outputs.Slice(row * stride, _outputs), row, Mask(allowed, row));
            float sum = 0;
            for (int choice = 0, at = 0; choice < _counts.Length; at += _counts[choice++])
            {
                sum += all[at + Chosen(actions, row, choice)];
                entropy += Categorical.Entropy(all.Slice(at, _counts[choice]));
            }

            logProbs[row] = sum;
        }

        return entropy / logProbs.Length;
    }

    public override void Backward(
        ReadOnlySpan<float> outputs, int stride, ReadOnlySpan<float> actions, ReadOnlySpan<float> byLogProb, float byEntropy, Span<float> gradient)
    {
        for (int row = 0; row < byLogProb.Length; row++)
        {
            for (int choice = 0, at = 0; choice < _counts.Length; at += _counts[choice++])
            {
                Categorical.Gradient(
                    _logProbs.AsSpan((row * _outputs) + at, _counts[choice]),
                    Chosen(actions, row, choice),
                    byLogProb[row],
                    byEntropy,
                    gradient.Slice((row * stride) + at, _counts[choice]));
            }
        }
    }

    private int Chosen(ReadOnlySpan<float> actions, int row, int choice) => (int)actions[(row * ActionSize) + choice] - _starts[choice];

    private ReadOnlySpan<bool> Mask(ReadOnlySpan<bool> allowed, int row) => allowed.IsEmpty ? default : allowed.Slice(row * _outputs, _outputs);

    /// <summary>The logarithms of the probabilities of all choices, kept in a row for the backward pass.</summary>
    private Span<float> Normalize(ReadOnlySpan<float> outputs, int keepIn, ReadOnlySpan<bool> allowed)
    {
        Span<float> logProbs = _logProbs.AsSpan(keepIn * _outputs, _outputs);
        for (int choice = 0, at = 0; choice < _counts.Length; at += _counts[choice++])
        {
            int count = _counts[choice];
            LogProbs(outputs.Slice(at, count), allowed.IsEmpty ? default : allowed.Slice(at, count), logProbs.Slice(at, count));
        }

        return logProbs;
    }

    private static void LogProbs(ReadOnlySpan<float> logits, ReadOnlySpan<bool> allowed, Span<float> logProbs)
    {
        if (allowed.IsEmpty) Categorical.LogProbs(logits, logProbs);
        else Categorical.LogProbs(logits, allowed, logProbs);
    }
}
