using Bellman.Core;
using Bellman.Neural;
using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>
/// The directions that are tried between two updates, what each candidate earned, and the step that follows from it. Candidate 2k lies along direction k, candidate 2k + 1 against it.
/// </summary>
internal sealed class DirectionSearch
{
    private readonly ArsOptions _options;
    private readonly Parameters[] _directions;
    private readonly float[] _drawn;
    private readonly double[] _returns;
    private readonly int[] _episodes;
    private readonly double[] _best;
    private readonly int[] _order;
    private int _handedOut;
    private int _finished;

    /// <summary>Makes all memory; the first directions are drawn by <see cref="Begin"/>.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="policy">Weights of the shape that a direction has.</param>
    public DirectionSearch(ArsOptions options, Parameters policy)
    {
        int count = options.Directions;
        if (options.TopDirections > count)
        {
            throw new ArgumentException(
                $"top_directions ({options.TopDirections}) is larger than directions ({count}), of which they are the best. Lower it, or set 0 for all of them.", nameof(options));
        }

        _options = options;
        _directions = [.. Enumerable.Range(0, count).Select(_ => policy.Clone())];
        _drawn = new float[policy.Tensors.Max(tensor => tensor.Length)];
        _returns = new double[2 * count];
        _episodes = new int[2 * count];
        _best = new double[count];
        _order = new int[count];
    }

    /// <summary>Whether every candidate has played its episodes.</summary>
    public bool Complete => _finished == _returns.Length;

    /// <summary>The mean return of the candidates, those that have been rated.</summary>
    public double MeanReturn => _returns.Average();

    /// <summary>The best return of a candidate.</summary>
    public double BestReturn => _returns.Max();

    /// <summary>Draws new directions, with nothing known of them.</summary>
    public void Begin(Pcg64 rng)
    {
        foreach (Parameters direction in _directions) Draw(direction, rng);
        Array.Clear(_returns);
        Array.Clear(_episodes);
        (_handedOut, _finished) = (0, 0);
    }

    /// <summary>The next candidate that nobody has played; -1 where all are played or under way.</summary>
    public int HandOut() => _handedOut < _returns.Length ? _handedOut++ : -1;

    /// <summary>The weights of a candidate: <c>theta + nu delta</c> or <c>theta - nu delta</c>.</summary>
    public void Place(int candidate, ReadOnlySpan<float> policy, Span<float> weights)
    {
        ReadOnlySpan<float> direction = Direction(candidate / 2);
        float distance = candidate % 2 == 0 ? _options.NoiseStd : -_options.NoiseStd;
        for (int i = 0; i < weights.Length; i++) weights[i] = policy[i] + (distance * direction[i]);
    }

    /// <summary>Takes in a candidate's return of one episode.</summary>
    /// <returns>Whether it was the candidate's last episode.</returns>
    public bool Rate(int candidate, double episodeReturn)
    {
        _returns[candidate] += episodeReturn / _options.EpisodesPerCandidate;
        if (++_episodes[candidate] < _options.EpisodesPerCandidate) return false;
        _finished++;
        return true;
    }

    /// <summary>
    /// Moves the policy: <c>theta += alpha / (b sigma) sum((r+ - r-) delta)</c> over the b directions whose better side earned most, with sigma the standard deviation of their 2b returns.
    /// </summary>
    /// <returns>Sigma; where it is 0 all candidates are alike, and the policy stays.</returns>
    public double Step(Span<float> policy)
    {
        int top = SortDirections();
        double sigma = StandardDeviation(top);
        if (sigma == 0) return 0;
        for (int rank = 0; rank < top; rank++)
        {
            int k = _order[rank];
            float along = (float)(_options.LearningRate / (top * sigma) * (_returns[2 * k] - _returns[(2 * k) + 1]));
            ReadOnlySpan<float> direction = Direction(k);
            for (int i = 0; i < policy.Length; i++) policy[i] += along * direction[i];
        }

        return sigma;
    }

    /// <summary>Writes the directions and what is known of them.</summary>
    public void Save(CheckpointWriter writer)
    {
        for (int k = 0; k < _directions.Length; k++) ParametersFile.Write(writer, FormattableString.Invariant($"direction{k}"), _directions[k]);
        writer.Write("returns", _returns.AsSpan());
        writer.Write("episodes", _episodes.AsSpan());
        writer.Write("handed_out", _handedOut);
    }

    /// <summary>Restores what <see cref="Save"/> wrote.</summary>
    public void Load(CheckpointReader reader)
    {
        for (int k = 0; k < _directions.Length; k++) ParametersFile.Read(reader, FormattableString.Invariant($"direction{k}"), _directions[k]);
        reader.Read("returns", _returns.AsSpan());
        reader.Read("episodes", _episodes.AsSpan());
        _handedOut = reader.ReadInt32("handed_out");
        _finished = _episodes.Count(played => played == _options.EpisodesPerCandidate);
    }

    /// <summary>The stored weights of a direction; between its tensors lie zeros, as in the policy's.</summary>
    private ReadOnlySpan<float> Direction(int k) => _directions[k].Values;

    private void Draw(Parameters direction, Pcg64 rng)
    {
        for (int i = 0; i < direction.Tensors.Count; i++)
        {
            ParameterTensor tensor = direction.Tensors[i];
            Span<float> values = _drawn.AsSpan(0, tensor.Length);
            foreach (ref float value in values) value = rng.NormalSingle();
            direction.ImportValues(tensor, values);
        }
    }

    /// <summary>Puts the directions in order of their better side, the best first, and says how many of them count.</summary>
    private int SortDirections()
    {
        for (int k = 0; k < _best.Length; k++) (_best[k], _order[k]) = (-Math.Max(_returns[2 * k], _returns[(2 * k) + 1]), k);
        Array.Sort(_best, _order);
        return _options.TopDirections == 0 ? _order.Length : _options.TopDirections;
    }

    private double StandardDeviation(int top)
    {
        double mean = 0, squares = 0;
        for (int rank = 0; rank < top; rank++) mean += (_returns[2 * _order[rank]] + _returns[(2 * _order[rank]) + 1]) / (2 * top);
        for (int rank = 0; rank < top; rank++)
        {
            double plus = _returns[2 * _order[rank]] - mean, minus = _returns[(2 * _order[rank]) + 1] - mean;
            squares += ((plus * plus) + (minus * minus)) / (2 * top);
        }

        return Math.Sqrt(squares);
    }
}
