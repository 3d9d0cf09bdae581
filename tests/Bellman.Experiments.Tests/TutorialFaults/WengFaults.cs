using System.Text.Json.Nodes;
using Bellman.Core;

namespace Bellman.Experiments.Tests;

/// <summary>T3, the algorithm tour. That the target update's condition is inverted is among the <see cref="SharedFaults"/>.</summary>
public sealed class WengFaults
{
    private static readonly float[] Signs = [-1, 1];

    /// <summary>
    /// "(N,) against (N,1) broadcast in losses": every prediction was compared with every target of the batch, and the least of that loss is the mean target everywhere. Where +1 is worth 1
    /// and -1 is worth -1, the values would all come to 0.
    /// </summary>
    [Theory]
    [InlineData("weng-dqn", 3000, "agent.learning_rate=1e-2")]
    [InlineData("weng-reinforce", 8000, "agent.learning_rate=1e-2", "agent.learning_rate_decay=1", "agent.episodes_per_update=16")]
    [InlineData("weng-actor-critic", 6000, "agent.learning_rate_decay=1")]
    [InlineData("weng-ddpg", 3000)]
    [InlineData("weng-ppo", 6000, "agent.rollout_steps=64", "agent.batch_size=32", "agent.learning_rate=1e-2")]
    [InlineData("a2c", 6000, "agent.learning_rate=1e-2")]
    public void Losses_BroadcastRowsAgainstColumns(string preset, long steps, params string[] assignments)
    {
        // Where no preset of the tutorial is meant, the name is the agent's.
        RunOptions options = (Presets.All.FirstOrDefault(known => known.Name == preset)?.Options ?? RunOptions.Default("CartPole-v1", preset)).With(assignments);
        using Env original = options.MakeEnv();
        Agent agent = Faults.Train(options, () => new SignWorld(original.ActionSpace), steps);
        foreach (float sign in Signs)
        {
            if (agent is IActionValues) Assert.All(Faults.ActionValues(agent, sign), value => Assert.Equal(sign, value, 0.25));
            else Assert.Equal(sign, ((IStateValue)agent).StateValue([sign]), 0.25);
        }
    }

    /// <summary>
    /// "The PPO buffer is never cleared": each rollout was learned from together with all before it, so that the updates became more and more. Here every rollout is worth the same number.
    /// </summary>
    [Fact]
    public void PpoBuffer_IsNeverCleared()
    {
        RunOptions options = Presets.Find("weng-ppo").Options.With("agent.rollout_steps=64", "agent.batch_size=32", "agent.epochs=3", "worlds=1");
        using VectorEnv env = options.MakeVector();
        Agent agent = options.MakeAgent(env, seed: 1);
        var actions = new float[1];
        env.Reset(1);
        var updates = new List<long>();
        for (int step = 1; step <= 5 * 64; step++)
        {
            agent.Act(env.Observations, actions);
            Transitions transitions = env.Step(actions);
            agent.Observe(in transitions);
            agent.Update();
            if (step % 64 == 0) updates.Add(agent.Updates);
        }

        Assert.Equal([6L, 12L, 18L, 24L, 30L], updates);
    }

    /// <summary>
    /// "The LSTM acts on zero-padded history": before sixteen steps had been made, zeros stood for what had not been seen, and after sixteen what came before was forgotten. Here the first observation
    /// of an episode is answered as the first, not as one after fifteen zeros; and what was seen twenty steps ago still matters.
    /// </summary>
    [Theory]
    [InlineData("lstm")]
    [InlineData("gru")]
    public void RecurrentNetwork_ActsOnZeroPaddedHistory(string model)
    {
        RunOptions options = Presets.Find("weng-dqn").Options.With($"agent.model={model}", "agent.recurrent_units=32", "agent.sequence_length=16", "agent.buffer_size=1000");
        using VectorEnv env = options.MakeVector();
        var agent = (IActionValues)options.MakeAgent(env, seed: 1);
        float[] zero = new float[4], look = [0.5f, -1, 0.25f, 1], other = [-2, 1, -0.5f, -1];
        Assert.NotEqual(After(look), After([.. Enumerable.Repeat(zero, 15), look]));
        Assert.NotEqual(After([look, .. Enumerable.Repeat(zero, 20)]), After([other, .. Enumerable.Repeat(zero, 20)]));

        // And an episode begins with nothing of the one before.
        Assert.Equal(After(look), After(look));

        float[] After(params float[][] observations)
        {
            var values = new float[agent.ActionCount];
            agent.BeginGreedyEpisode();
            foreach (float[] observation in observations) agent.ActionValues(observation, values);
            return values;
        }
    }

    /// <summary>"Unknown config keys are ignored silently": they are refused, in whichever section they stand.</summary>
    [Theory]
    [InlineData("""{ "preset": "weng-dqn", "agent": { "learning_rat": 0.1 } }""", "There is no option 'agent.learning_rat'. Did you mean 'agent.learning_rate'?")]
    [InlineData("""{ "preset": "weng-dqn", "training": { "episode": 5 } }""", "There is no option 'training.episode'. Did you mean 'training.episodes'?")]
    [InlineData("""{ "preset": "weng-dqn", "environment": { "id": "CartPole-v1", "sutton": true } }""", "There is no option 'environment.sutton'.")]
    [InlineData("""{ "preset": "weng-dqn", "batch_size": 16 }""", "There is no option 'batch_size'.")]
    public void UnknownConfigKey_IsIgnoredSilently(string text, string message)
    {
        JsonObject json = RunOptionsJson.Parse(text, "config.json");
        FormatException exception = Assert.Throws<FormatException>(() => new RunRequest { Configuration = json }.Resolve());
        Assert.StartsWith(message, exception.Message, StringComparison.Ordinal);
    }

    /// <summary>
    /// "The discretiser's states collide": digits from 0 to n were written in base n. All 4096 combinations of bins have numbers of their own, and what lies outside of the bins has one of them.
    /// </summary>
    [Fact]
    public void Discretiser_StatesCollide()
    {
        IReadOnlyList<string> wrappers = Presets.Find("weng-qlearning").Options.Wrappers;
        float[] reach = [2.4f, 2, 0.42f, 3.5f];
        var shown = new Shown();
        using Env env = WrapperRegistry.Wrap(shown, wrappers);
        int states = ((Discrete)env.ObservationSpace).Count;
        Assert.Equal(4096, states);
        var seen = new HashSet<float>();
        int[] bins = new int[4];
        for (int code = 0; code < 4096; code++)
        {
            for (int i = 0, rest = code; i < 4; i++, rest /= 8) bins[i] = rest % 8;
            Assert.True(seen.Add(Number(bins.Select((bin, i) => reach[i] * ((bin + 0.5f) / 4 - 1)))));
        }

        foreach (float far in (float[])[-100, 100])
            Assert.Contains(Number(reach.Select(_ => far)), seen);
        foreach (float edge in Signs)
            Assert.Contains(Number(reach.Select(bound => edge * bound)), seen);

        float Number(IEnumerable<float> observation)
        {
            shown.Next = [.. observation];
            var number = new float[1];
            env.Reset(number, seed: 1);
            Assert.InRange(number[0], 0, states - 1);
            return number[0];
        }
    }

    /// <summary>Shows what it is told to.</summary>
    private sealed class Shown : Env
    {
        public float[] Next { get; set; } = new float[4];

        public override Space ObservationSpace { get; } = new Box(float.NegativeInfinity, float.PositiveInfinity, 4);

        public override Space ActionSpace { get; } = new Discrete(2);

        protected override void OnReset(Span<float> observation) => Next.CopyTo(observation);

        protected override StepResult OnStep(ReadOnlySpan<float> action, Span<float> observation)
        {
            Next.CopyTo(observation);
            return new StepResult(0, Terminated: false);
        }
    }
}
