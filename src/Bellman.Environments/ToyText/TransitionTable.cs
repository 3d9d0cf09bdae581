using Bellman.Core;
using Bellman.Numerics;

namespace Bellman.Environments;

/// <summary>The dynamics of a world with numbered states, laid out so that a step is one draw and a short search.</summary>
internal sealed class TransitionTable
{
    private readonly double[] _initial;
    private readonly double[] _initialSums;
    private readonly TabularOutcome[] _outcomes;
    private readonly double[] _sums;

    // Where the outcomes of state s and action a begin: at s * actions + a. One entry more than there are pairs.
    private readonly int[] _begins;

    /// <summary>Asks for all outcomes.</summary>
    /// <param name="initial">How likely each state is to be the first, up to a common factor.</param>
    /// <param name="actions">How many actions there are.</param>
    /// <param name="outcomes">The outcomes of a state and an action.</param>
    public TransitionTable(double[] initial, int actions, Func<int, int, TabularOutcome[]> outcomes)
    {
        double total = initial.Sum();
        _initial = [.. initial.Select(weight => weight / total)];
        _initialSums = Sums(_initial);
        ActionCount = actions;
        TabularOutcome[][] pairs = [.. Enumerable.Range(0, StateCount * actions).Select(pair => outcomes(pair / actions, pair % actions))];
        _outcomes = [.. pairs.SelectMany(pair => pair)];
        _sums = [.. pairs.SelectMany(pair => Sums([.. pair.Select(outcome => outcome.Probability)]))];
        _begins = new int[pairs.Length + 1];
        for (int pair = 0; pair < pairs.Length; pair++) _begins[pair + 1] = _begins[pair] + pairs[pair].Length;
    }

    /// <summary>How many states there are.</summary>
    public int StateCount => _initial.Length;

    /// <summary>How many actions there are.</summary>
    public int ActionCount { get; }

    /// <summary>How likely each state is to be the first.</summary>
    public ReadOnlySpan<double> Initial => _initial;

    /// <summary>The outcomes of a state and an action.</summary>
    public ReadOnlySpan<TabularOutcome> Outcomes(int state, int action)
    {
        int pair = (state * ActionCount) + action;
        return _outcomes.AsSpan(_begins[pair].._begins[pair + 1]);
    }

    /// <summary>Draws the first state.</summary>
    public int DrawInitial(Pcg64 rng) => Draw(_initialSums, rng);

    /// <summary>Draws what happens in a state after an action.</summary>
    public ref readonly TabularOutcome Draw(int state, int action, Pcg64 rng)
    {
        int pair = (state * ActionCount) + action;
        int begin = _begins[pair];
        return ref _outcomes[begin + Draw(_sums.AsSpan(begin.._begins[pair + 1]), rng)];
    }

    /// <summary>
    /// Gymnasium's <c>categorical_sample</c>: one draw in any case, then the first of the running sums that is above it, or the first
    /// of all where rounding left the last one below.
    /// </summary>
    private static int Draw(ReadOnlySpan<double> sums, Pcg64 rng)
    {
        double draw = rng.NextDouble();
        for (int i = 0; i < sums.Length; i++)
        {
            if (sums[i] > draw)
                return i;
        }

        return 0;
    }

    private static double[] Sums(double[] probabilities)
    {
        double sum = 0;
        return [.. probabilities.Select(probability => sum += probability)];
    }
}
