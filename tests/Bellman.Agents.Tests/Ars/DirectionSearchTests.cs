using Bellman.Neural;
using Bellman.Numerics;

namespace Bellman.Agents.Tests;

/// <summary>The step of augmented random search, against the formula of Mania et al. 2018 worked out on paper's terms: no code of the search takes part in what is expected.</summary>
public sealed class DirectionSearchTests
{
    private const float Nu = 0.25f, Alpha = 0.5f;

    [Fact]
    public void Step_BestTwoOfThreeDirections_FollowsTheFormula()
    {
        (DirectionSearch search, Parameters policy, float[][] directions) = Begun(top: 2);
        double[] returns = [3, 1, 10, -10, -7, -9]; // Of each direction, forwards and backwards.
        for (int i = 0; i < returns.Length; i++) Assert.True(search.Rate(search.HandOut(), returns[i]));
        Assert.True(search.Complete);

        // The third direction's better side earned -7 and is left out; of the other four returns the mean is 1 and the variance (4 + 0 + 81 + 121) / 4.
        double sigma = Math.Sqrt(206 / 4.0);
        float[] expected = [.. policy.Values];
        for (int i = 0; i < expected.Length; i++) expected[i] += (float)(Alpha / (2 * sigma) * ((2 * directions[0][i]) + (20 * directions[1][i])));
        Assert.Equal(sigma, search.Step(policy.Values), 1e-12);
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], policy.Values[i], 1e-5f);
    }

    [Fact]
    public void Step_AllCandidatesAlike_LeavesThePolicy()
    {
        (DirectionSearch search, Parameters policy, _) = Begun(top: 0);
        for (int i = 0; i < 6; i++) search.Rate(search.HandOut(), -200);
        float[] before = policy.Values.ToArray();
        Assert.Equal(0, search.Step(policy.Values));
        Assert.Equal(before, policy.Values.ToArray());
    }

    [Fact]
    public void Place_BothSidesOfADirection_LieEvenlyAboutThePolicy()
    {
        (DirectionSearch search, Parameters policy, float[][] directions) = Begun(top: 0);
        float[] forwards = new float[policy.Length], backwards = new float[policy.Length];
        search.Place(2, policy.Values, forwards);
        search.Place(3, policy.Values, backwards);
        for (int i = 0; i < policy.Length; i++)
        {
            Assert.Equal(policy.Values[i] + (Nu * directions[1][i]), forwards[i], 1e-6f);
            Assert.Equal(policy.Values[i] - (Nu * directions[1][i]), backwards[i], 1e-6f);
        }
    }

    [Fact]
    public void HandOut_AllCandidatesTaken_HasNoneLeft()
    {
        (DirectionSearch search, _, _) = Begun(top: 0);
        Assert.Equal([0, 1, 2, 3, 4, 5, -1], Enumerable.Range(0, 7).Select(_ => search.HandOut()));
    }

    [Fact]
    public void Rate_SeveralEpisodes_CountsTheirMean()
    {
        var search = new DirectionSearch(new ArsOptions { Directions = 1, EpisodesPerCandidate = 2 }, Weights());
        search.Begin(new Pcg64(1));
        Assert.False(search.Rate(0, 4));
        Assert.True(search.Rate(0, 8));
        Assert.False(search.Complete);
        search.Rate(1, 0);
        Assert.True(search.Rate(1, 2));
        Assert.Equal(3.5, search.MeanReturn, 12);
        Assert.Equal(6, search.BestReturn, 12);
    }

    [Fact]
    public void Create_MoreDirectionsCountThanThereAre_SaysBoth()
    {
        var exception = Assert.Throws<ArgumentException>(() => new DirectionSearch(new ArsOptions { Directions = 4, TopDirections = 5 }, Weights()));
        Assert.Contains("top_directions (5) is larger than directions (4)", exception.Message, StringComparison.Ordinal);
    }

    /// <summary>A search over three directions that have been drawn, and the directions, as seen from a policy of zeros.</summary>
    private static (DirectionSearch Search, Parameters Policy, float[][] Directions) Begun(int top)
    {
        Parameters policy = Weights();
        var search = new DirectionSearch(new ArsOptions { Directions = 3, TopDirections = top, NoiseStd = Nu, LearningRate = Alpha }, policy);
        search.Begin(new Pcg64(1));
        float[] origin = new float[policy.Length];
        float[][] directions = [.. Enumerable.Range(0, 3).Select(k =>
        {
            float[] place = new float[policy.Length];
            search.Place(2 * k, origin, place);
            return place.Select(value => value / Nu).ToArray();
        })];
        Assert.All(directions, direction => Assert.Contains(direction, value => value != 0));
        return (search, policy, directions);
    }

    private static Parameters Weights() => new DenseNetwork([3], HiddenActivation.Tanh, WeightInitializer.Orthogonal).Build(5, 2).CreateParameters(new Pcg64(7));
}
