using Bellman.Agents;
using Bellman.Core;
using Bellman.Environments;
using Bellman.Training;

namespace Bellman.Experiments.Tests;

/// <summary>Every figure of the tutorials' tables, one by one.</summary>
public sealed class TutorialPresetsTests
{
    [Fact]
    public void LanderRobust_EveryFigure_IsTheTutorials()
    {
        (RunOptions run, DqnOptions agent, TrainingOptions training) = Take("lander-robust");
        Assert.Equal("LunarLander-v2", run.Environment);
        Assert.Equal(1000, Envs.Spec(run.Environment).MaxEpisodeSteps);
        Assert.Equal(["TimeAware"], run.Wrappers);
        Assert.Equal([64, 64, 64], agent.HiddenSizes);
        Assert.Equal(HiddenActivation.Relu, agent.Activation);
        Assert.Equal(1e-3f, agent.KernelL2);
        Assert.True(agent.DoubleQ);
        Assert.False(agent.Dueling);
        Assert.Equal(TdLoss.Huber, agent.Loss);
        Assert.Equal(1f, agent.HuberDelta);
        Assert.Equal(OptimizerKind.Adam, agent.Optimizer);
        Assert.Equal(1e-3f, agent.LearningRate);
        Assert.Equal(0.99f, agent.Discount);
        Assert.Equal(200_000, agent.BufferSize);
        Assert.Equal(128, agent.BatchSize);
        Assert.Equal(256, agent.LearningStarts);
        Assert.Equal(4, agent.TrainEvery);
        Assert.Equal(1, agent.UpdatesPerRound);
        Assert.Equal(TargetUpdate.Hard, agent.TargetUpdate);
        Assert.Equal(1000, agent.TargetUpdateEvery);
        Assert.Equal(EpsilonSchedule.PerEpisode, agent.EpsilonSchedule);
        Assert.Equal(1f, agent.EpsilonStart);
        Assert.Equal(0.995f, agent.EpsilonRate);
        Assert.Equal(0.01f, agent.EpsilonEnd);
        Assert.Equal(100, training.SnapshotEveryEpisodes);
        Assert.Equal(200, training.SolvedReturn ?? Envs.Spec(run.Environment).RewardThreshold);
        Assert.Equal(100, training.SolvedWindow);
        Assert.Equal(10, training.EvaluationEpisodes);
    }

    [Fact]
    public void MountainCar_EveryFigure_IsTheTutorials()
    {
        (RunOptions run, DqnOptions agent, TrainingOptions training) = Take("mountaincar");
        Assert.Equal("MountainCar-v0", run.Environment);
        Assert.Equal(200, Envs.Spec(run.Environment).MaxEpisodeSteps);
        Assert.Empty(run.Wrappers);
        Assert.Equal([32, 32], agent.HiddenSizes);
        Assert.Equal(HiddenActivation.Relu, agent.Activation);
        Assert.Equal(TdLoss.Mse, agent.Loss);
        Assert.False(agent.DoubleQ);
        Assert.Equal(OptimizerKind.Adam, agent.Optimizer);
        Assert.Equal(1e-3f, agent.LearningRate);
        Assert.Equal(1e-7f, agent.AdamEpsilon);
        Assert.Equal(1f, agent.MaxGradientNorm);
        Assert.Equal(0.99f, agent.Discount);
        Assert.Equal(64, agent.BatchSize);
        Assert.Equal(50_000, agent.BufferSize);
        Assert.Equal(2000, agent.LearningStarts);
        Assert.Equal(1, agent.TrainEvery);
        Assert.Equal(1, agent.UpdatesPerRound);
        Assert.Equal(TargetUpdate.Hard, agent.TargetUpdate);
        Assert.Equal(1000, agent.TargetUpdateEvery);
        Assert.Equal(EpsilonSchedule.Constant, agent.EpsilonSchedule);
        Assert.Equal(0.01f, agent.EpsilonStart);
        Assert.Equal(200_000, training.Steps);
        Assert.Equal(20_000, training.EvaluateEvery);
        Assert.Equal(10_000, training.EvaluationSteps);
        Assert.Equal(10_000, training.ValidationStates);
        Assert.Equal(2000, training.LogEvery);
        Assert.Equal(50_000, training.SnapshotEvery);
    }

    [Fact]
    public void LanderSoft_EveryFigure_IsTheTutorials()
    {
        (RunOptions run, DqnOptions agent, TrainingOptions training) = Take("lander-soft");
        Assert.StartsWith("LunarLander-", run.Environment, StringComparison.Ordinal);
        Assert.Equal(1000, Envs.Spec(run.Environment).MaxEpisodeSteps);
        Assert.Equal([64, 64], agent.HiddenSizes);
        Assert.Equal(HiddenActivation.Relu, agent.Activation);
        Assert.Equal(TdLoss.Mse, agent.Loss);
        Assert.False(agent.DoubleQ);
        Assert.Equal(OptimizerKind.Adam, agent.Optimizer);
        Assert.Equal(1e-3f, agent.LearningRate);
        Assert.Equal(0.995f, agent.Discount);
        Assert.Equal(100_000, agent.BufferSize);
        Assert.Equal(64, agent.BatchSize);
        Assert.Equal(4, agent.TrainEvery);
        Assert.Equal(1, agent.UpdatesPerRound);
        Assert.Equal(TargetUpdate.Soft, agent.TargetUpdate);
        Assert.Equal(1e-3f, agent.Tau);
        Assert.Equal(EpsilonSchedule.PerEpisode, agent.EpsilonSchedule);
        Assert.Equal(1f, agent.EpsilonStart);
        Assert.Equal(0.995f, agent.EpsilonRate);
        Assert.Equal(0.01f, agent.EpsilonEnd);
        Assert.True(training.StopWhenSolved);
        Assert.Equal(200, training.SolvedReturn);
        Assert.Equal(100, training.SolvedWindow);
        Assert.Equal(2000, training.Episodes);
        Assert.Equal(0, training.Steps);
    }

    [Fact]
    public void WengQLearning_EveryFigure_IsTheTutorials()
    {
        RunOptions run = Presets.Find("weng-qlearning").Options;
        var agent = (QLearningOptions)run.AgentOptions;
        Assert.Equal("CartPole-v0", run.Environment);
        Assert.Equal(["DiscretizeObservation:8,low=[-2.4,-2,-0.42,-3.5],high=[2.4,2,0.42,3.5]"], run.Wrappers);
        Assert.Equal(TabularTarget.QLearning, agent.Target);
        Assert.False(agent.DoubleQ);
        Assert.Equal(0.5f, agent.LearningRate);
        Assert.Equal(0.998f, agent.LearningRateDecay);
        Assert.Equal(0, agent.FinalLearningRate);
        Assert.Equal(EpsilonSchedule.LinearEpisodes, agent.EpsilonSchedule);
        Assert.Equal(1f, agent.EpsilonStart);
        Assert.Equal(0.05f, agent.EpsilonEnd);
        Assert.Equal(800, agent.EpsilonDecay);
        Assert.Equal(1000, run.Training.Episodes);
        Assert.Equal(0, run.Training.Steps);
    }

    [Fact]
    public void WengReinforce_EveryFigure_IsTheTutorials()
    {
        RunOptions run = Presets.Find("weng-reinforce").Options;
        var agent = (ReinforceOptions)run.AgentOptions;
        Assert.Equal("CartPole-v1", run.Environment);
        Assert.Equal([32, 32], agent.ActorHiddenSizes);
        Assert.Equal([32, 32], agent.CriticHiddenSizes);
        Assert.Equal(OptimizerKind.Adam, agent.Optimizer);
        Assert.Equal(1e-3f, agent.LearningRate);
        Assert.Equal(0, agent.CriticLearningRate);
        Assert.Equal(0.998f, agent.LearningRateDecay);
        Assert.Equal(0, agent.LearningRateDecaySteps);
        Assert.Equal(0, agent.MaxGradientNorm);
        Assert.Equal(0.99f, agent.Discount);
        Assert.True(agent.Baseline);
        Assert.Equal(1, agent.EpisodesPerUpdate);
        Assert.Equal(800, run.Training.Episodes);
        Assert.Equal(0, run.Training.Steps);
    }

    [Fact]
    public void WengActorCritic_EveryFigure_IsTheTutorials()
    {
        RunOptions run = Presets.Find("weng-actor-critic").Options;
        var agent = (ActorCriticOptions)run.AgentOptions;
        Assert.Equal("CartPole-v1", run.Environment);
        Assert.Equal([32], agent.ActorHiddenSizes);
        Assert.Equal([32], agent.CriticHiddenSizes);
        Assert.Equal(OptimizerKind.Adam, agent.Optimizer);
        Assert.Equal(1e-2f, agent.LearningRate);
        Assert.Equal(0.999f, agent.LearningRateDecay);
        Assert.Equal(0.9f, agent.Discount);
        Assert.Equal(32, agent.RolloutSteps);
        Assert.Equal(800, run.Training.Episodes);
        Assert.Equal(0, run.Training.Steps);
    }

    [Fact]
    public void WengDdpg_EveryFigure_IsTheTutorialsButForTheWorld()
    {
        RunOptions run = Presets.Find("weng-ddpg").Options;
        var agent = (DdpgOptions)run.AgentOptions;
        Assert.Equal([32, 32], agent.ActorHiddenSizes);
        Assert.Equal([64, 64], agent.CriticHiddenSizes);
        Assert.Equal(5e-3f, agent.ActorLearningRate);
        Assert.Equal(5e-3f, agent.CriticLearningRate);
        Assert.Equal(64, agent.BatchSize);
        Assert.Equal(0.99f, agent.Discount);
        Assert.Equal(1e-3f, agent.Tau);
        Assert.Equal(NoiseKind.Gaussian, agent.Noise.Kind);
        Assert.Equal(0.35f, agent.Noise.Scale);
        Assert.Equal(0, agent.Noise.FinalScale);
        Assert.Equal(35_000, agent.Noise.DecaySteps);
        Assert.Equal(100_000, run.Training.Steps);
    }

    [Fact]
    public void WengDdpg_InTheTutorialsOwnWorld_MakesAnAgent()
    {
        const string walker = "BipedalWalker-v3";
        RunOptions run = Presets.Find("weng-ddpg").Options with { Environment = walker, EnvironmentOptions = Envs.DefaultOptions(walker) };
        using VectorEnv env = run.MakeVector();
        Assert.Equal((24, 4), (env.ObservationSpace.Size, run.MakeAgent(env, seed: 1).ActionSpace.Size));
    }

    [Fact]
    public void WengDqn_EveryFigure_IsTheTutorials()
    {
        (RunOptions run, DqnOptions agent, TrainingOptions training) = Take("weng-dqn");
        Assert.Equal("CartPole-v1", run.Environment);
        Assert.Equal([32, 32], agent.HiddenSizes);
        Assert.Equal(OptimizerKind.Adam, agent.Optimizer);
        Assert.Equal(1e-3f, agent.LearningRate);
        Assert.Equal(32, agent.BatchSize);
        Assert.Equal(100_000, agent.BufferSize);
        Assert.Equal(TargetUpdate.Hard, agent.TargetUpdate);
        Assert.Equal(10, agent.TargetUpdateEvery);
        Assert.Equal(0.05f, agent.Tau);
        Assert.True(agent.DoubleQ);
        Assert.True(agent.Dueling);
        Assert.Equal(EpsilonSchedule.LinearEpisodes, agent.EpsilonSchedule);
        Assert.Equal(1f, agent.EpsilonStart);
        Assert.Equal(0.02f, agent.EpsilonEnd);
        Assert.Equal(450, agent.EpsilonDecay);
        Assert.Equal(500, training.Episodes);
        Assert.Equal(0, training.Steps);
    }

    [Fact]
    public void WengPpo_EveryFigure_IsTheTutorials()
    {
        RunOptions run = Presets.Find("weng-ppo").Options;
        var agent = Assert.IsType<PpoOptions>(run.AgentOptions);
        Assert.Equal("LunarLander-v3", run.Environment);
        Assert.Equal([64, 64], agent.ActorHiddenSizes);
        Assert.Equal([128, 64], agent.CriticHiddenSizes);
        Assert.Equal(2e-3f, agent.LearningRate);
        Assert.Equal(5e-3f, agent.CriticLearningRate);
        Assert.Equal(0.95f, agent.GaeLambda);
        Assert.Equal(0.2f, agent.ClipRange);
        Assert.Equal(128, agent.BatchSize);
        Assert.Equal(0.5f, agent.MaxGradientNorm);
        Assert.False(agent.SharedGradientNorm);
    }

    [Fact]
    public void CartPoleClassic_EveryFigure_IsTheTutorials()
    {
        (RunOptions run, DqnOptions agent, TrainingOptions training) = Take("cartpole-classic");
        Assert.Equal("CartPole-v0", run.Environment);
        Assert.Equal(200, Envs.Spec(run.Environment).MaxEpisodeSteps);
        Assert.Equal(195, training.SolvedReturn);
        Assert.Equal([64, 64], agent.HiddenSizes);
        Assert.Equal(HiddenActivation.Relu, agent.Activation);
        Assert.Equal(TdLoss.Mse, agent.Loss);
        Assert.False(agent.DoubleQ);
        Assert.Equal(OptimizerKind.Adam, agent.Optimizer);
        Assert.Equal(1e-4f, agent.LearningRate);
        Assert.Equal(0.99f, agent.Discount);
        Assert.Equal(10_000, agent.BufferSize);
        Assert.Equal(20, agent.RandomSteps);
        Assert.Equal(20, agent.BatchSize);
        Assert.Equal(1, agent.TrainEvery);
        Assert.Equal(1, agent.UpdatesPerRound);
        Assert.Equal(10, training.EvaluationEpisodes);
    }

    /// <summary>epsilon = 0.01 + 0.99 exp(-0.0001 step), as the notebook has it.</summary>
    [Theory]
    [InlineData(0, 1.0)]
    [InlineData(10_000, 0.37420)]
    [InlineData(100_000, 0.01004)]
    public void CartPoleClassic_Epsilon_FollowsTheNotebooksFormula(long step, double epsilon)
    {
        (_, DqnOptions agent, _) = Take("cartpole-classic");
        Assert.Equal(epsilon, Epsilon.At(agent, step, 0), 1e-4);
    }

    private static (RunOptions Run, DqnOptions Agent, TrainingOptions Training) Take(string name)
    {
        RunOptions run = Presets.Find(name).Options;
        return (run, (DqnOptions)run.AgentOptions, run.Training);
    }
}
