using Bellman.Agents;
using Bellman.Core;

namespace Bellman.Experiments.Tests;

/// <summary>Options that no training could keep to are refused before the first step, in one line that says what to change.</summary>
public sealed class OptionsAtOddsTests
{
    [Theory]
    [InlineData("dqn", "CartPole-v1", "buffer_size=50", "A batch_size of 64 is more than the replay holds, whose buffer_size is 50. Take a smaller batch_size or a larger buffer_size.")]
    [InlineData("qrdqn", "CartPole-v1", "batch_size=600 buffer_size=500", "A batch_size of 600 is more than the replay holds")]
    [InlineData("c51", "CartPole-v1", "batch_size=600 buffer_size=500", "A batch_size of 600 is more than the replay holds")]
    [InlineData("ddpg", "Pendulum-v1", "batch_size=600 buffer_size=500", "A batch_size of 600 is more than the replay holds")]
    [InlineData("td3", "Pendulum-v1", "batch_size=600 buffer_size=500", "A batch_size of 600 is more than the replay holds")]
    [InlineData("sac", "Pendulum-v1", "batch_size=600 buffer_size=500", "A batch_size of 600 is more than the replay holds")]
    [InlineData("tqc", "Pendulum-v1", "batch_size=600 buffer_size=500", "A batch_size of 600 is more than the replay holds")]
    [InlineData("dqn", "CartPole-v1", "model=lstm batch_size=64 sequence_length=16 buffer_size=1000", "A batch_size of 64 sequences of 16 steps is more than the replay holds")]
    [InlineData("dqn", "CartPole-v1", "model=lstm n_step=5 sequence_length=4", "An n_step of 5 is more than the sequence_length of 4, at whose end the returns of the model lstm end. Lower n_step, or take longer sequences.")]
    [InlineData("dqn", "CartPole-v1", "model=gru prioritized_replay=true", "prioritized_replay draws single transitions, but the model gru learns from sequences. Set one of the two back.")]
    [InlineData("dqn", "CartPole-v1", "model=lstm noisy_nets=true", "noisy_nets is for networks without memory, but the model is lstm. Set one of the two back.")]
    [InlineData("dqn", "CartPole-v1", "noisy_nets=true exploration_repeat=3", "exploration_repeat keeps up random actions, of which there are none with noisy_nets. Set one of the two back.")]
    [InlineData("qrdqn", "CartPole-v1", "model=lstm", "The model lstm is for the agent dqn alone. Take the model dense or conv, or that agent.")]
    [InlineData("dqn", "CartPole-v1", "recurrent_units=32", "recurrent_units (32) are for the models lstm and gru, but the model is dense. Set them back to 256, or take one of those models.")]
    [InlineData("ppo", "CartPole-v1", "recurrent_units=32", "recurrent_units (32) are for the models lstm and gru, but the model is dense. Set them back to 64, or take one of those models.")]
    [InlineData("a2c", "CartPole-v1", "recurrent_units=32", "recurrent_units (32) are for the models lstm and gru, but the model is dense.")]
    [InlineData("dqn", "CartPole-v1", "conv_filters=16", "conv_filters, conv_kernels and conv_strides are for the model conv, but the model is dense. Leave them empty, or take that model.")]
    [InlineData("c51", "CartPole-v1", "conv_kernels=3", "conv_filters, conv_kernels and conv_strides are for the model conv, but the model is dense.")]
    [InlineData("ppo", "CartPole-v1", "model=lstm conv_strides=2", "conv_filters, conv_kernels and conv_strides are for the model conv, but the model is lstm.")]
    [InlineData("dqn", "CartPole-v1", "model=conv", "Convolutions need images")]
    [InlineData("dqn", "CartPole-v1", "layer_norm=true hidden_sizes=[]", "layer_norm is for dense hidden layers, and there are none. Give some, or set layer_norm to false.")]
    [InlineData("ppo", "CartPole-v1", "layer_norm=true actor_hidden_sizes=[] critic_hidden_sizes=[]", "layer_norm is for dense hidden layers, and there are none.")]
    [InlineData("a2c", "CartPole-v1", "layer_norm=true actor_hidden_sizes=8,1", "layer_norm makes a hidden layer of one unit the same for every observation. Give it two units or more, or set layer_norm to false.")]
    [InlineData("sac", "Pendulum-v1", "layer_norm=true critic_hidden_sizes=1", "layer_norm makes a hidden layer of one unit the same for every observation.")]
    [InlineData("ppo", "CartPole-v1", "shared_torso=true critic_hidden_sizes=32", "critic_hidden_sizes are [32], but with a shared_torso the critic has the layers of the actor. Set them to actor_hidden_sizes, or that back.")]
    [InlineData("reinforce", "CartPole-v1", "baseline=false critic_hidden_sizes=32", "critic_hidden_sizes are [32], but without a baseline there is no critic.")]
    [InlineData("ppo", "CartPole-v1", "rollout_steps=16 batch_size=64", "A batch_size of 64 is more than a rollout holds, 16 steps in 1 worlds. Take at most 16, more rollout_steps or more worlds.")]
    [InlineData("ppo", "CartPole-v1", "model=gru rollout_steps=100", "The 100 rollout_steps of a world are no whole sequences of 16 steps. Take a sequence_length that divides them.")]
    [InlineData("ppo", "CartPole-v1", "model=gru rollout_steps=128 batch_size=40", "A batch_size of 40 transitions is no number of whole sequences of 16 steps. Take a multiple of sequence_length.")]
    [InlineData("c51", "CartPole-v1", "v_min=10", "v_min")]
    [InlineData("tqc", "Pendulum-v1", "quantiles=5 dropped_per_critic=5", "dropped_per_critic")]
    [InlineData("ars", "CartPole-v1", "directions=4 top_directions=5", "top_directions (5) is larger than directions (4)")]
    public void MakeAgent_OptionsAtOdds_IsRefusedInOneLine(string agent, string environment, string options, string message)
    {
        RunOptions run = RunOptions.Default(environment, agent).With(options.Split(' ').Select(assignment => "agent." + assignment));
        using VectorEnv env = run.MakeVector();
        string refusal = Assert.ThrowsAny<ArgumentException>(() => run.MakeAgent(env, seed: 1)).Message;
        Assert.Contains(message, refusal, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal);
    }

    /// <summary>What is left at its default, or says the same, is no request.</summary>
    [Theory]
    [InlineData("ppo", "shared_torso=true")]
    [InlineData("ppo", "shared_torso=true actor_hidden_sizes=32 critic_hidden_sizes=32")]
    [InlineData("ppo", "shared_torso=true actor_hidden_sizes=32")]
    [InlineData("reinforce", "baseline=false actor_hidden_sizes=32")]
    [InlineData("dqn", "model=lstm n_step=4 sequence_length=4")]
    public void MakeAgent_OptionsThatGoTogether_AreTaken(string agent, string options)
    {
        RunOptions run = RunOptions.Default("CartPole-v1", agent).With(options.Split(' ').Select(assignment => "agent." + assignment));
        using VectorEnv env = run.MakeVector();
        Assert.NotNull(run.MakeAgent(env, seed: 1));
    }

    /// <summary>An agent is told of options that only others have, whichever of them it is.</summary>
    [Theory]
    [InlineData("ppo", "buffer_size=1000")]
    [InlineData("a2c", "prioritized_replay=true")]
    [InlineData("reinforce", "target_update_every=10")]
    [InlineData("actor_critic", "learning_starts=10")]
    [InlineData("ars", "batch_size=10")]
    [InlineData("qlearning", "hidden_sizes=64")]
    [InlineData("sac", "rollout_steps=10")]
    [InlineData("dqn", "gae_lambda=0.9")]
    public void With_OptionOfAnotherKindOfAgent_IsRefusedByName(string agent, string assignment)
    {
        string environment = agent == "sac" ? "Pendulum-v1" : agent == "qlearning" ? "FrozenLake-v1" : "CartPole-v1";
        string refusal = Assert.Throws<FormatException>(() => RunOptions.Default(environment, agent).With($"agent.{assignment}")).Message;
        Assert.Contains(assignment.Split('=')[0], refusal, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal);
    }

    /// <summary>Amounts of reward, which may be any finite number.</summary>
    private static readonly string[] AnyFinite = ["alive_bonus", "initial_value"];

    public static TheoryData<string> Agents => [.. AgentRegistry.All.Select(agent => agent.Name)];

    /// <summary>Every number of every agent's options has a range: not a number, infinity and what lies far below are out of all of them.</summary>
    [Theory]
    [MemberData(nameof(Agents))]
    public void With_NumberOutOfEveryRange_IsRefusedByName(string agent)
    {
        RunOptions run = RunOptions.Default("CartPole-v1", agent);
        foreach ((string path, bool isWhole) in NumbersOf(AgentRegistry.Find(agent).DefaultOptions.GetType(), ""))
        {
            string name = path[(path.LastIndexOf('.') + 1)..].Replace("_", "", StringComparison.Ordinal);
            foreach (string value in isWhole ? (string[])["-1000000000"] : ["-1e30", "NaN", "Infinity"])
            {
                if (value == "-1e30" && AnyFinite.Contains(path)) continue;
                string refusal = Assert.ThrowsAny<Exception>(() => run.With($"agent.{path}={value}")).Message;
                Assert.Contains(name, refusal.Replace("_", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
            }
        }
    }

    private static IEnumerable<(string Path, bool IsWhole)> NumbersOf(Type options, string prefix)
    {
        foreach (System.Reflection.PropertyInfo property in options.GetProperties())
        {
            Type type = property.PropertyType;
            string path = prefix + OptionsJson.Name(property.Name);
            if (type == typeof(float) || type == typeof(double)) yield return (path, false);
            else if (type == typeof(int) || type == typeof(long)) yield return (path, true);
            else if (type == typeof(ActionNoiseOptions)) foreach ((string, bool) inner in NumbersOf(type, path + ".")) yield return inner;
        }
    }
}
