using System.Text.Json;

namespace Bellman.Agents.Tests;

public sealed class ReturnsTests
{
    [Theory]
    [InlineData("gamma0.99_lambda0.95", 0.99f, 0.95f)]
    [InlineData("gamma0.98_lambda0.8", 0.98f, 0.8f)]
    [InlineData("gamma0.999_lambda1.0", 0.999f, 1f)]
    [InlineData("gamma0.99_lambda0.0", 0.99f, 0f)]
    public void GaeAndDiscounted_RecordedRollout_EqualPyTorch(string name, float discount, float lambda)
    {
        JsonElement inputs = GoldenLearning.Inputs("gae"), expected = GoldenLearning.Results("gae").GetProperty(name);
        float[] rewards = inputs.Numbers("rewards"), values = inputs.Numbers("values"), dones = inputs.Numbers("dones");
        float[] after = [.. values.Skip(2), .. inputs.Numbers("last_value")];
        float[] nextValues = [.. after.Zip(dones, (value, done) => done == 1 ? 0 : value)];
        bool[] ends = [.. dones.Select(done => done == 1)];
        float[] advantages = new float[rewards.Length], returns = new float[rewards.Length];

        Returns.Gae(2, rewards, values, nextValues, ends, discount, lambda, advantages);
        GoldenLearning.Near(expected.Numbers("advantages"), advantages, "advantages");
        GoldenLearning.Near(expected.Numbers("returns"), [.. advantages.Zip(values, (a, v) => a + v)], "returns");
        Returns.Discounted(2, rewards, nextValues, ends, discount, returns);
        GoldenLearning.Near(expected.Numbers("discounted_bootstrapped_returns"), returns, "discounted returns");
        Returns.NStep(2, 100, rewards, nextValues, ends, discount, returns);
        GoldenLearning.Near(expected.Numbers("discounted_bootstrapped_returns"), returns, "n-step returns of the whole rollout");
    }

    /// <summary>Classic faults in what is summed, two worlds side by side: none gives the recorded advantages.</summary>
    [Theory]
    [InlineData("rewards one step late")]
    [InlineData("bootstrapped one step too far")]
    [InlineData("not cut at the ends of episodes")]
    [InlineData("bootstrapped from terminal states")]
    public void Gae_ClassicFault_IsNotTheRecordedOne(string fault)
    {
        JsonElement inputs = GoldenLearning.Inputs("gae"), expected = GoldenLearning.Results("gae").GetProperty("gamma0.99_lambda0.95");
        float[] rewards = inputs.Numbers("rewards"), values = inputs.Numbers("values"), dones = inputs.Numbers("dones");
        float[] last = inputs.Numbers("last_value");
        if (fault == "rewards one step late") rewards = [0, 0, .. rewards[..^2]];
        int ahead = fault == "bootstrapped one step too far" ? 4 : 2;
        float[] after = [.. values.Skip(ahead), .. Enumerable.Repeat(last, ahead / 2).SelectMany(both => both)];
        float[] nextValues = [.. after.Zip(dones, (value, done) => done == 1 && fault != "bootstrapped from terminal states" ? 0 : value)];
        bool[] ends = [.. dones.Select(done => done == 1 && fault != "not cut at the ends of episodes")];
        float[] advantages = new float[rewards.Length];
        Returns.Gae(2, rewards, values, nextValues, ends, 0.99f, 0.95f, advantages);
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => GoldenLearning.Near(expected.Numbers("advantages"), advantages, "advantages"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void NStep_SumOneOff_IsNotThatOfTwoSteps(int n)
    {
        float[] two = new float[4], faulty = new float[4];
        Returns.NStep(1, 2, [1, 2, 4, 8], [10, 20, 0, 40], [false, false, true, false], 0.5f, two);
        Returns.NStep(1, n, [1, 2, 4, 8], [10, 20, 0, 40], [false, false, true, false], 0.5f, faulty);
        Assert.NotEqual(two, faulty);
    }

    /// <summary>Step 1 ends by a time limit whose next observation is worth 100; what step 2 earns belongs to another episode.</summary>
    [Fact]
    public void Gae_TimeLimit_BootstrapsThereAndStopsSumming()
    {
        float[] advantages = new float[3];
        Returns.Gae(1, [1, 2, 1000], [10, 20, 30], [20, 100, 0], [false, true, true], 0.5f, 0.5f, advantages);
        const float Second = 2 + (0.5f * 100) - 20;
        Assert.Equal([1 + (0.5f * 20) - 10 + (0.25f * Second), Second, 970], advantages);
    }

    [Theory]
    [InlineData(1, new[] { 1 + (0.5f * 10), 2 + (0.5f * 20), 4, 8 + (0.5f * 40) })]
    [InlineData(2, new[] { 1 + 1 + (0.25f * 20), 2 + 2, 4, 8 + (0.5f * 40) })]
    [InlineData(3, new[] { 1 + 1 + 1f, 2 + 2, 4, 8 + (0.5f * 40) })]
    public void NStep_FewSteps_SumsAndBootstraps(int n, float[] expected)
    {
        float[] returns = new float[4];
        Returns.NStep(1, n, [1, 2, 4, 8], [10, 20, 0, 40], [false, false, true, false], 0.5f, returns);
        Assert.Equal(expected, returns);
    }

    [Fact]
    public void Gae_ColumnsOfOtherLengths_AreRefused() =>
        Assert.Throws<ArgumentException>(() => Returns.Gae(2, new float[4], new float[4], new float[2], new bool[4], 0.9f, 0.9f, new float[4]));
}
