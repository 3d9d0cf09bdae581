using Bellman.Core;

namespace Bellman.Environments.Tests;

public class BlackjackTests
{
    private readonly float[] _observation = new float[3];

    [Fact]
    public void Spec_IsGymnasiums()
    {
        using Env env = Envs.Make("Blackjack-v1");
        Assert.Equal((null, null), (env.Spec!.MaxEpisodeSteps, env.Spec.RewardThreshold));
        Assert.Equal(new TupleSpace(new Discrete(32), new Discrete(11), new Discrete(2)), env.ObservationSpace);
        Assert.Equal(new Discrete(2), env.ActionSpace);
        Assert.Equal(new BlackjackOptions { Sab = true, Natural = false }, Envs.DefaultOptions("Blackjack-v1"));
    }

    [Fact]
    public void Hand_WithAnAce_CountsItAsElevenWherePossible()
    {
        BlackjackHand soft = default(BlackjackHand).With(1).With(6);
        Assert.Equal((17, true, false), (soft.Sum, soft.HasUsableAce, soft.IsNatural));
        BlackjackHand hard = soft.With(10);
        Assert.Equal((17, false, false), (hard.Sum, hard.HasUsableAce, hard.IsBust));
        BlackjackHand bust = hard.With(5);
        Assert.Equal((22, true, 0), (bust.Sum, bust.IsBust, bust.Score));
        Assert.True(default(BlackjackHand).With(10).With(1).IsNatural);
        Assert.False(default(BlackjackHand).With(5).With(5).With(1).IsNatural);
    }

    [Fact]
    public void Hit_UntilBust_Loses()
    {
        using var env = new Blackjack();
        env.Reset(_observation, seed: 1);
        StepResult result;
        do result = env.Step([1], _observation);
        while (!result.Done);
        Assert.Equal(new StepResult(-1, Terminated: true), result);
        Assert.InRange(_observation[0], 22, 31);
    }

    /// <summary>
    /// Sticking on every hand, a natural wins by the book whatever the dealer's sum is, but against another natural; and pays half as
    /// much again where that was asked for.
    /// </summary>
    [Fact]
    public void Stick_OnANatural_PaysByTheRules()
    {
        var seen = new HashSet<(float Book, float Natural, float Plain)>();
        for (ulong seed = 0; seed < 3000; seed++)
        {
            (float book, bool isNatural) = Stick(new BlackjackOptions(), seed);
            float natural = Stick(new BlackjackOptions { Sab = false, Natural = true }, seed).Reward;
            float plain = Stick(new BlackjackOptions { Sab = false }, seed).Reward;
            if (isNatural) seen.Add((book, natural, plain));
            else Assert.True(book == plain && natural == plain);
        }

        // The dealer has less; a natural of his own; 21 from more cards.
        Assert.Equal([(0f, 0f, 0f), (1f, 0f, 0f), (1f, 1.5f, 1f)], seen.Order());
    }

    [Fact]
    public void Stick_OnTwenty_WinsFarMoreThanItLoses()
    {
        double total = 0;
        int hands = 0;
        for (ulong seed = 0; seed < 20_000; seed++)
        {
            using var env = new Blackjack();
            env.Reset(_observation, seed);
            if (_observation[0] != 20)
                continue;
            total += env.Step([0], _observation).Reward;
            hands++;
        }

        // About 0.58 against a dealer who sticks at 17.
        Assert.InRange(total / hands, 0.5, 0.66);
    }

    private (float Reward, bool IsNatural) Stick(BlackjackOptions options, ulong seed)
    {
        using var env = new Blackjack(options);
        env.Reset(_observation, seed);
        bool isNatural = _observation[0] == 21;
        return (env.Step([0], _observation).Reward, isNatural);
    }
}
