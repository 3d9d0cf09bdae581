using System.Runtime.CompilerServices;

namespace Bellman.Agents;

/// <summary>
/// Returns and advantages of rollouts, as pure functions on spans. A rollout of T steps in W worlds has its numbers step by step:
/// that of step t in world w stands at <c>t W + w</c>.
/// </summary>
/// <remarks>
/// All of them take the value of the observation that truly followed each step, zero where that was a terminal state. A step at which an
/// episode ended, by a terminal state or by a time limit, is marked as an end: sums stop there, and a time limit, unlike a terminal state,
/// still has the value of what would have come.
/// </remarks>
public static class Returns
{
    /// <summary>
    /// The returns to the end of each episode, or of the rollout: <c>G_t = r_t + gamma G_(t+1)</c>, where the last step has
    /// <c>r_t + gamma v_(t+1)</c>.
    /// </summary>
    /// <param name="worlds">The number of worlds.</param>
    /// <param name="rewards">The rewards.</param>
    /// <param name="nextValues">The value of what followed each step; only those of ends and of the last steps are used.</param>
    /// <param name="ends">Whether an episode ended with each step.</param>
    /// <param name="discount">The discount factor gamma.</param>
    /// <param name="returns">Receives the returns.</param>
    /// <exception cref="ArgumentException">The lengths differ, or are not a multiple of the worlds.</exception>
    public static void Discounted(
        int worlds, ReadOnlySpan<float> rewards, ReadOnlySpan<float> nextValues, ReadOnlySpan<bool> ends, float discount, Span<float> returns)
    {
        Check(worlds, rewards.Length, nextValues.Length, ends.Length, returns.Length);
        for (int i = rewards.Length - 1; i >= 0; i--)
        {
            bool last = ends[i] || i + worlds >= rewards.Length;
            returns[i] = rewards[i] + (discount * (last ? nextValues[i] : returns[i + worlds]));
        }
    }

    /// <summary>
    /// n-step returns (Sutton 1988): <c>r_t + gamma r_(t+1) + ... + gamma^(n-1) r_(t+n-1) + gamma^n v_(t+n)</c>, with fewer rewards where the
    /// episode or the rollout ends before.
    /// </summary>
    /// <param name="worlds">The number of worlds.</param>
    /// <param name="n">How many rewards are summed, at least 1.</param>
    /// <param name="rewards">The rewards.</param>
    /// <param name="nextValues">The value of what followed each step.</param>
    /// <param name="ends">Whether an episode ended with each step.</param>
    /// <param name="discount">The discount factor gamma.</param>
    /// <param name="returns">Receives the returns.</param>
    /// <exception cref="ArgumentException">The lengths differ, or are not a multiple of the worlds.</exception>
    public static void NStep(
        int worlds, int n, ReadOnlySpan<float> rewards, ReadOnlySpan<float> nextValues, ReadOnlySpan<bool> ends, float discount, Span<float> returns)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        Check(worlds, rewards.Length, nextValues.Length, ends.Length, returns.Length);
        for (int start = 0; start < rewards.Length; start++)
        {
            float sum = 0, factor = 1;
            int i = start;
            for (int k = 1; ; k++, i += worlds)
            {
                sum += factor * rewards[i];
                factor *= discount;
                if (k == n || ends[i] || i + worlds >= rewards.Length) break;
            }

            returns[start] = sum + (factor * nextValues[i]);
        }
    }

    /// <summary>
    /// Generalized advantage estimates (Schulman et al. 2016, equation 16):
    /// <code>A_t = d_t + gamma lambda A_(t+1),  d_t = r_t + gamma v_(t+1) - v_t</code>
    /// where A after an end is zero. <c>A_t + v_t</c> is the lambda return, which the value is learned from.
    /// </summary>
    /// <param name="worlds">The number of worlds.</param>
    /// <param name="rewards">The rewards.</param>
    /// <param name="values">The value of the observation before each step.</param>
    /// <param name="nextValues">The value of what followed each step.</param>
    /// <param name="ends">Whether an episode ended with each step.</param>
    /// <param name="discount">The discount factor gamma.</param>
    /// <param name="lambda">How far the estimate looks: 0 for one step, 1 for all of them.</param>
    /// <param name="advantages">Receives the advantages.</param>
    /// <exception cref="ArgumentException">The lengths differ, or are not a multiple of the worlds.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gae(
        int worlds,
        ReadOnlySpan<float> rewards,
        ReadOnlySpan<float> values,
        ReadOnlySpan<float> nextValues,
        ReadOnlySpan<bool> ends,
        float discount,
        float lambda,
        Span<float> advantages)
    {
        Check(worlds, rewards.Length, nextValues.Length, ends.Length, advantages.Length);
        Check(worlds, rewards.Length, values.Length, values.Length, values.Length);
        for (int i = rewards.Length - 1; i >= 0; i--)
        {
            float difference = rewards[i] + (discount * nextValues[i]) - values[i];
            bool last = ends[i] || i + worlds >= rewards.Length;
            advantages[i] = last ? difference : difference + (discount * lambda * advantages[i + worlds]);
        }
    }

    private static void Check(int worlds, int length, int second, int third, int fourth)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(worlds, 1);
        if (length % worlds != 0 || second != length || third != length || fourth != length)
            throw new ArgumentException($"Columns of {length}, {second}, {third} and {fourth} numbers are not those of one rollout in {worlds} worlds.");
    }
}
