using Bellman.Core;
using Bellman.Numerics;

namespace Bellman.Agents.Tests;

/// <summary>
/// n-step transitions of several worlds with ends of both kinds at random, against sums that are taken over each world's whole history afterwards. Also shown is that the comparison notices the
/// classic faults: sums that are one reward too long or too short, time limits that count as terminal states, windows that run on into the next episode.
/// </summary>
public sealed class NStepReferenceTests
{
    /// <summary>A half, so that all sums are exact.</summary>
    private const float Gamma = 0.5f;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 3)]
    [InlineData(3, 1)]
    [InlineData(5, 4)]
    [InlineData(20, 2)]
    public void Add_RandomEpisodesInSeveralWorlds_IsWhatSumsOverTheHistorySay(int n, int worlds)
    {
        List<Step>[] history = History(worlds, steps: 400);
        Assert.Equal(Expected(history, n), Actual(history, n));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void Expected_SumOneOff_IsNotWhatIsStored(int off)
    {
        List<Step>[] history = History(worlds: 2, steps: 200);
        Assert.NotEqual(Expected(history, 3 + off), Actual(history, 3));
    }

    [Fact]
    public void Expected_TimeLimitTakenForATerminalState_IsNotWhatIsStored()
    {
        List<Step>[] history = History(worlds: 2, steps: 200);
        List<Step>[] faulty = [.. history.Select(world => world.Select(step => step with { Terminated = step.Terminated || step.Truncated }).ToList())];
        Assert.NotEqual(Expected(faulty, 3), Actual(history, 3));
    }

    [Fact]
    public void Expected_WindowThatCrossesEpisodes_IsNotWhatIsStored()
    {
        List<Step>[] history = History(worlds: 2, steps: 200);
        List<Step>[] faulty = [.. history.Select(world => world.Select(step => step with { Truncated = false }).ToList())];
        Assert.NotEqual(Expected(faulty, 3), Actual(history, 3));
    }

    /// <summary>Each world counts its observations on through all episodes, so that every one is known by its number; the final one of an episode is another than the first of the next.</summary>
    private static List<Step>[] History(int worlds, int steps)
    {
        Pcg64 rng = new SeedStreams(11).Stream("test");
        var history = new List<Step>[worlds];
        for (int world = 0; world < worlds; world++)
        {
            history[world] = [];
            int number = 1000 * world;
            for (int t = 0; t < steps; t++)
            {
                int kind = rng.Next(8);
                var step = new Step(number, number + 1, rng.Next(10) - 3, Terminated: kind == 0, Truncated: kind is 1 or 2);
                history[world].Add(step);
                number += step.Done ? 2 : 1;
            }
        }

        return history;
    }

    /// <summary>For each step whose window is complete: what was seen, the sum, the observation bootstrapped from and its factor.</summary>
    private static List<string> Expected(List<Step>[] history, int n)
    {
        List<string> rows = [];
        foreach (List<Step> world in history)
        {
            for (int t = 0; t < world.Count; t++)
            {
                double sum = 0, factor = 1;
                int k = t;
                for (; k < world.Count; k++)
                {
                    sum += factor * world[k].Reward;
                    factor *= Gamma;
                    if (world[k].Done || k - t + 1 == n) break;
                }

                if (k < world.Count) rows.Add(Row(world[t].Seen, sum, world[k].Next, world[k].Terminated ? 0 : factor));
            }
        }

        return [.. rows.Order(StringComparer.Ordinal)];
    }

    private static List<string> Actual(List<Step>[] history, int n)
    {
        int worlds = history.Length, steps = history[0].Count;
        var buffer = new ReplayBuffer(worlds * steps, 1, 1);
        var window = new NStepWindow(n, Gamma, rewardScale: 1, worlds, observationSize: 1, actionSize: 1);
        for (int t = 0; t < steps; t++)
        {
            Step[] now = [.. history.Select(world => world[t])];
            var transitions = new Transitions
            {
                Count = worlds,
                Observations = now.Select(step => (float)step.Seen).ToArray(),
                Actions = new float[worlds],
                Rewards = now.Select(step => (float)step.Reward).ToArray(),
                NextObservations = now.Select(step => (float)step.Next).ToArray(),
                Terminated = now.Select(step => step.Terminated).ToArray(),
                Truncated = now.Select(step => step.Truncated).ToArray(),
                EpisodeReturns = new double[worlds],
                EpisodeLengths = new int[worlds],
            };
            for (int world = 0; world < worlds; world++) window.Add(transitions, world, buffer);
        }

        IEnumerable<string> rows = Enumerable.Range(0, buffer.Count)
            .Select(slot => Row((int)buffer.ObservationIn(slot)[0], buffer.Reward(slot), (int)buffer.NextObservationIn(slot)[0], buffer.Discount(slot)));
        return [.. rows.Order(StringComparer.Ordinal)];
    }

    private static string Row(int seen, double sum, int next, double factor) => FormattableString.Invariant($"{seen}: {sum:R} then {factor:R} from {next}");

    private sealed record Step(int Seen, int Next, int Reward, bool Terminated, bool Truncated)
    {
        public bool Done => Terminated || Truncated;
    }
}
