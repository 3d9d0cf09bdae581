using Bellman.Core;

namespace Bellman.Learning.Tests;

/// <summary>What is known of a world with a table of transitions without ever acting in it (Sutton and Barto 2018, chapter 4).</summary>
/// <param name="model">The world.</param>
/// <param name="discount">The discount factor.</param>
internal sealed class TabularPlan(ITabularModel model, double discount)
{
    private const double Precision = 1e-12;

    /// <summary>The values of the best policy, by value iteration.</summary>
    public double[] BestValues() => Iterate((values, state) => Enumerable.Range(0, model.ActionCount).Max(action => Backup(values, state, action)));

    /// <summary>The values of a policy that takes one action in each state.</summary>
    public double[] Values(int[] policy) => Iterate((values, state) => Backup(values, state, policy[state]));

    /// <summary>The mean of values over the states in which an episode starts.</summary>
    public double AtStart(double[] values)
    {
        double sum = 0;
        for (int state = 0; state < values.Length; state++) sum += model.InitialDistribution[state] * values[state];
        return sum;
    }

    private double[] Iterate(Func<double[], int, double> backup)
    {
        var values = new double[model.StateCount];
        double change;
        do
        {
            change = 0;
            for (int state = 0; state < values.Length; state++)
            {
                double value = backup(values, state);
                change = Math.Max(change, Math.Abs(value - values[state]));
                values[state] = value;
            }
        }
        while (change > Precision);
        return values;
    }

    private double Backup(double[] values, int state, int action)
    {
        double sum = 0;
        foreach (TabularOutcome outcome in model.Outcomes(state, action))
            sum += outcome.Probability * (outcome.Reward + (outcome.Terminated ? 0 : discount * values[outcome.State]));
        return sum;
    }
}
