using static Bellman.Agents.Tests.Lessons;

namespace Bellman.Agents.Tests;

/// <summary>The agents under the contracts of <see cref="AgentContractTests"/>. A new agent is one more row here.</summary>
internal static class AgentCases
{
    private static readonly DqnOptions SmallMemory = Small with { HiddenSizes = [], RecurrentUnits = 16, SequenceLength = 5, BatchSize = 8, BufferSize = 2000, Discount = 0.5f };

    private static readonly QrDqnOptions SmallQuantiles = new()
    {
        HiddenSizes = [16],
        LearningRate = 5e-3f,
        Quantiles = 10,
        Discount = 0.5f,
        BatchSize = 32,
        BufferSize = 500,
        LearningStarts = 50,
        TrainEvery = 1,
        TargetUpdateEvery = 50,
        EpsilonDecay = 500,
    };

    private static readonly C51Options SmallAtoms = new()
    {
        HiddenSizes = [16],
        LearningRate = 5e-3f,
        Atoms = 17,
        VMin = -1,
        VMax = 3,
        Discount = 0.5f,
        BatchSize = 32,
        BufferSize = 500,
        LearningStarts = 50,
        TrainEvery = 1,
        TargetUpdateEvery = 50,
        EpsilonDecay = 500,
    };

    private static readonly PpoOptions SmallPpo = new()
    {
        ActorHiddenSizes = [16],
        CriticHiddenSizes = [16],
        LearningRate = 1e-2f,
        Discount = 0.5f,
        RolloutSteps = 32,
        BatchSize = 32,
        Epochs = 4,
    };

    private static readonly A2cOptions SmallA2c = new()
    {
        ActorHiddenSizes = [16],
        CriticHiddenSizes = [16],
        LearningRate = 1e-2f,
        Discount = 0.5f,
    };

    private static readonly DdpgOptions SmallDdpg = SmallContinuous(new DdpgOptions { Noise = new ActionNoiseOptions { Kind = NoiseKind.OrnsteinUhlenbeck, Scale = 0.2f } });

    public static readonly IReadOnlyList<AgentCase> All =
    [
        new("dqn", Small with { Discount = 0.5f }, LessonWorld.Marks)
        {
            Ruin = options => (DqnOptions)options with { LearningRate = 1e30f },
            Refuses = [LessonWorld.SeveralMarks, LessonWorld.Aim],
        },
        new("dqn/soft, averaged, three steps", Small with { Discount = 0.5f, TargetUpdate = TargetUpdate.Soft, Tau = 0.02f, WeightAveraging = 0.99f, NStep = 3 }, LessonWorld.Marks) { Worlds = 2 },
        new("dqn/dueling, exploration kept up", Small with { Discount = 0.8f, Dueling = true, DoubleQ = false, ExplorationRepeat = 3 }, LessonWorld.Marks),
        new("dqn/prioritized, three steps", Small with { Discount = 0.5f, PrioritizedReplay = true, PriorityBetaSteps = 1000, NStep = 3 }, LessonWorld.Marks) { Worlds = 2 },
        new("dqn/boltzmann", Small with { Discount = 0.5f, Exploration = Exploration.Boltzmann, TemperatureDecay = 1000 }, LessonWorld.Marks) { Worlds = 2 },
        new("dqn/noisy, dueling", Small with { Discount = 0.5f, NoisyNets = true, Dueling = true }, LessonWorld.Marks) { Worlds = 2 },
        new("dqn/conv", Small with { Discount = 0.5f, Model = QModel.Conv, Dueling = true }, LessonWorld.Pictures) { Refuses = [LessonWorld.Marks] },
        new("dqn/normalized, noisy, dueling, conv", Small with { LayerNorm = true, NoisyNets = true, Discount = 0.5f, Model = QModel.Conv, Dueling = true }, LessonWorld.Pictures) { Refuses = [LessonWorld.Marks] },
        new("dqn/lstm, stored state, burn-in", SmallMemory with { Model = QModel.Lstm, BurnIn = 3, NStep = 2 }, LessonWorld.Marks) { Worlds = 2 },
        new("dqn/gru, zero state", SmallMemory with { Model = QModel.Gru, InitialState = InitialState.Zero, WeightAveraging = 0.9f }, LessonWorld.Marks),
        new("qrdqn", SmallQuantiles, LessonWorld.Marks)
        {
            Ruin = options => (QrDqnOptions)options with { LearningRate = 1e30f },
            Refuses = [LessonWorld.SeveralMarks, LessonWorld.Aim],
        },
        new("qrdqn/prioritized, three steps, soft, averaged", SmallQuantiles with { PrioritizedReplay = true, NStep = 3, TargetUpdate = TargetUpdate.Soft, Tau = 0.02f, WeightAveraging = 0.99f, Dueling = true }, LessonWorld.Marks) { Worlds = 2 },
        new("qrdqn/conv, not double", SmallQuantiles with { Model = QModel.Conv, DoubleQ = false }, LessonWorld.Pictures) { Refuses = [LessonWorld.Marks] },
        new("c51", SmallAtoms, LessonWorld.Marks)
        {
            Overflows = false,
            Ruin = options => (C51Options)options with { LearningRate = 1e30f },
            Refuses = [LessonWorld.SeveralMarks, LessonWorld.Aim],
        },
        new("c51/dueling, prioritized, three steps", SmallAtoms with { Dueling = true, PrioritizedReplay = true, NStep = 3, WeightAveraging = 0.99f }, LessonWorld.Marks) { Worlds = 2, Overflows = false },
        new("c51/conv, soft, not double", SmallAtoms with { Model = QModel.Conv, DoubleQ = false, TargetUpdate = TargetUpdate.Soft, Tau = 0.02f }, LessonWorld.Pictures) { Overflows = false, Refuses = [LessonWorld.Marks] },
        new("c51/rainbow", SmallAtoms with { Dueling = true, PrioritizedReplay = true, NStep = 3, NoisyNets = true }, LessonWorld.Marks) { Overflows = false },
        new("c51/rainbow, conv, averaged", SmallAtoms with { Model = QModel.Conv, Dueling = true, PrioritizedReplay = true, NStep = 2, NoisyNets = true, WeightAveraging = 0.99f }, LessonWorld.Pictures) { Overflows = false, Worlds = 2 },
        new("c51/boltzmann, normalized", SmallAtoms with { LayerNorm = true, Exploration = Exploration.Boltzmann, TemperatureDecay = 1000 }, LessonWorld.Marks) { Overflows = false },
        new("qrdqn/boltzmann, normalized", SmallQuantiles with { LayerNorm = true, Exploration = Exploration.Boltzmann, TemperatureDecay = 1000 }, LessonWorld.Marks),
        new("qrdqn/noisy", SmallQuantiles with { NoisyNets = true }, LessonWorld.Marks) { Worlds = 2 },
        new("qlearning", new QLearningOptions { Discount = 0.5f }, LessonWorld.NumberedMarks)
        {
            Refuses = [LessonWorld.Marks, LessonWorld.Aim],
        },
        new("qlearning/sarsa, falling rate", new QLearningOptions { Discount = 0.5f, Target = TabularTarget.Sarsa, LearningRateDecay = 0.99f, EpsilonEnd = 0 }, LessonWorld.NumberedMarks) { Worlds = 2, Lesson = 14_000 },
        new("qlearning/boltzmann, expected sarsa", new QLearningOptions { Discount = 0.5f, Exploration = Exploration.Boltzmann, TemperatureSchedule = EpsilonSchedule.Exponential, TemperatureRate = 2e-3f, TemperatureEnd = 0.02f, Target = TabularTarget.ExpectedSarsa }, LessonWorld.NumberedMarks) { Worlds = 2 },
        new("qlearning/two tables, expected sarsa", new QLearningOptions { Discount = 0.5f, DoubleQ = true, Target = TabularTarget.ExpectedSarsa, EpsilonEnd = 0 }, LessonWorld.NumberedMarks) { Worlds = 2 },
        new("ppo", SmallPpo, LessonWorld.Marks)
        {
            Worlds = 4,
            Lesson = 8000,
            Ruin = options => (PpoOptions)options with { LearningRate = 1e30f },
        },
        new("ppo/several choices, clipped values, schedules", SmallPpo with { ValueClipRange = 0.5f, LearningRateDecaySteps = 20_000, ClipRangeDecaySteps = 20_000, Discount = 0.8f }, LessonWorld.SeveralMarks) { Worlds = 3, Lesson = 12_000 },
        new("ppo/continuous", SmallPpo with { CriticLearningRate = 2e-2f, SharedGradientNorm = false, EntropyCoefficient = 1e-3f }, LessonWorld.Aim) { Worlds = 4, Lesson = 20_000 },
        new("ppo/continuous, noise by state", SmallPpo with { SdeSampleFrequency = 3, InitialLogStd = -1 }, LessonWorld.Aim) { Worlds = 4, Lesson = 20_000, Refuses = [LessonWorld.Marks] },
        new("ppo/switches, shared torso, plain advantages", SmallPpo with { SharedTorso = true, NormalizeAdvantages = false }, LessonWorld.Switches) { Worlds = 4, Lesson = 8000 },
        new("ppo/normalized, continuous, noise by state, shared torso, gru", SmallPpo with { LayerNorm = true, SdeSampleFrequency = 3, InitialLogStd = -1, Model = PolicyModel.Gru, RecurrentUnits = 16, SequenceLength = 4, SharedTorso = true }, LessonWorld.Aim) { Worlds = 4, Lesson = 20_000, Refuses = [LessonWorld.Marks] },
        new("ppo/lstm", SmallPpo with { Model = PolicyModel.Lstm, RecurrentUnits = 8, SequenceLength = 8 }, LessonWorld.Marks)
        {
            Worlds = 4,
            Lesson = 8000,
            Ruin = options => (PpoOptions)options with { LearningRate = 1e30f },
        },
        new("ppo/gru, shared torso, continuous", SmallPpo with { Model = PolicyModel.Gru, RecurrentUnits = 16, SequenceLength = 4, SharedTorso = true, Discount = 0.5f }, LessonWorld.Aim) { Worlds = 3, Lesson = 20_000 },
        new("ppo/conv, shared torso", SmallPpo with { Model = PolicyModel.Conv, SharedTorso = true, LearningRate = 3e-3f }, LessonWorld.Pictures) { Worlds = 4, Lesson = 8000, Refuses = [LessonWorld.Marks] },
        new("ppo/normalized", SmallPpo with { LayerNorm = true }, LessonWorld.Marks) { Worlds = 4, Lesson = 8000 },
        new("ppo/normalized, conv, shared torso", SmallPpo with { LayerNorm = true, Model = PolicyModel.Conv, SharedTorso = true, LearningRate = 3e-3f }, LessonWorld.Pictures) { Worlds = 4, Lesson = 8000, Refuses = [LessonWorld.Marks] },
        new("reinforce", new ReinforceOptions { ActorHiddenSizes = [16], CriticHiddenSizes = [16], LearningRate = 1e-2f, Discount = 0.5f }, LessonWorld.Marks)
        {
            Lesson = 12_000,
            Ruin = options => (ReinforceOptions)options with { LearningRate = 1e30f },
        },
        new("reinforce/two episodes, normalized, falling rate", new ReinforceOptions { ActorHiddenSizes = [16], CriticHiddenSizes = [16], LearningRate = 2e-2f, Discount = 0.5f, EpisodesPerUpdate = 2, NormalizeAdvantages = true, LearningRateDecay = 0.999f }, LessonWorld.SeveralMarks) { Worlds = 3, Lesson = 20_000 },
        new("reinforce/switches, layers normalized", new ReinforceOptions { LayerNorm = true, SharedGradientNorm = false, ActorHiddenSizes = [16], CriticHiddenSizes = [16], LearningRate = 2e-2f, Discount = 0.5f, EpisodesPerUpdate = 2 }, LessonWorld.Switches) { Worlds = 3, Lesson = 20_000 },
        new("reinforce/continuous, no baseline", new ReinforceOptions { ActorHiddenSizes = [16], LearningRate = 1e-2f, Discount = 0.5f, Baseline = false, NormalizeAdvantages = true }, LessonWorld.Aim) { Lesson = 40_000, KnowsValues = false },
        new("actor_critic", new ActorCriticOptions { ActorHiddenSizes = [16], CriticHiddenSizes = [16], LearningRate = 1e-2f, Discount = 0.5f }, LessonWorld.Marks)
        {
            Lesson = 8000,
            Ruin = options => (ActorCriticOptions)options with { LearningRate = 1e30f },
        },
        new("actor_critic/single steps, several worlds", new ActorCriticOptions { ActorHiddenSizes = [16], CriticHiddenSizes = [16], LearningRate = 1e-2f, Discount = 0.8f, RolloutSteps = 1, LearningRateDecay = 0.9999f }, LessonWorld.SeveralMarks) { Worlds = 4, Lesson = 20_000 },
        new("actor_critic/switches, normalized", new ActorCriticOptions { LayerNorm = true, NormalizeAdvantages = true, SharedGradientNorm = false, ActorHiddenSizes = [16], CriticHiddenSizes = [16], LearningRate = 1e-2f, Discount = 0.5f }, LessonWorld.Switches) { Worlds = 4, Lesson = 20_000 },
        new("actor_critic/continuous", new ActorCriticOptions { ActorHiddenSizes = [16], CriticHiddenSizes = [16], LearningRate = 5e-3f, CriticLearningRate = 2e-2f, Discount = 0.5f }, LessonWorld.Aim) { Worlds = 4, Lesson = 40_000 },
        new("a2c", SmallA2c, LessonWorld.Marks)
        {
            Worlds = 4,
            Lesson = 12_000,
            Ruin = options => (A2cOptions)options with { LearningRate = 1e30f },
        },
        new("a2c/continuous, lambda, falling rate", SmallA2c with { SharedGradientNorm = false, Optimizer = OptimizerKind.Adam, GaeLambda = 0.9f, NormalizeAdvantages = true, LearningRateDecaySteps = 40_000 }, LessonWorld.Aim) { Worlds = 8, Lesson = 40_000 },
        new("a2c/continuous, noise by state, lstm", SmallA2c with { Model = PolicyModel.Lstm, RecurrentUnits = 16, RolloutSteps = 8, SdeSampleFrequency = 4, InitialLogStd = -1 }, LessonWorld.Aim) { Worlds = 8, Lesson = 40_000 },
        new("a2c/lstm, several choices", SmallA2c with { Model = PolicyModel.Lstm, RecurrentUnits = 16, RolloutSteps = 8 }, LessonWorld.SeveralMarks) { Worlds = 4, Lesson = 20_000 },
        new("a2c/gru", SmallA2c with { Model = PolicyModel.Gru, RecurrentUnits = 16, RolloutSteps = 8 }, LessonWorld.Marks) { Worlds = 4, Lesson = 20_000 },
        new("a2c/conv", SmallA2c with { Model = PolicyModel.Conv, LearningRate = 3e-3f }, LessonWorld.Pictures) { Worlds = 4, Lesson = 12_000, Refuses = [LessonWorld.Marks] },
        new("a2c/normalized, lstm", SmallA2c with { LayerNorm = true, Model = PolicyModel.Lstm, RecurrentUnits = 16, RolloutSteps = 8 }, LessonWorld.Marks) { Worlds = 4, Lesson = 20_000 },
        new("a2c/normalized, shared torso", SmallA2c with { LayerNorm = true, SharedTorso = true }, LessonWorld.Marks) { Worlds = 4, Lesson = 12_000 },
        new("a2c/shared torso", SmallA2c with { SharedTorso = true }, LessonWorld.Marks) { Worlds = 4, Lesson = 12_000 },
        new("ars", new ArsOptions(), LessonWorld.Marks)
        {
            Worlds = 4,
            Lesson = 20_000,
            Ruin = options => (ArsOptions)options with { LearningRate = 3e38f },
        },
        new("ars/continuous, hidden layer, best directions, two episodes", new ArsOptions { HiddenSizes = [8], Directions = 4, TopDirections = 3, EpisodesPerCandidate = 2, AliveBonus = 0.5f, NoiseStd = 0.1f }, LessonWorld.Aim) { Lesson = 40_000 },
        new("ars/switches", new ArsOptions { Directions = 4 }, LessonWorld.Switches) { Worlds = 2, Lesson = 40_000 },
        new("ars/several choices", new ArsOptions { Directions = 4 }, LessonWorld.SeveralMarks) { Worlds = 3, Lesson = 40_000 },
        new("ddpg", SmallDdpg, LessonWorld.Aim)
        {
            Ruin = options => (DdpgOptions)options with { ActorLearningRate = 1e30f, CriticLearningRate = 1e30f },
            Refuses = [LessonWorld.Marks, LessonWorld.SeveralMarks],
        },
        new("ddpg/three steps", SmallDdpg with { NStep = 3 }, LessonWorld.Aim) { Worlds = 2 },
        new("ddpg/normalized, averaged, falling rates, clipped", SmallDdpg with { LayerNorm = true, WeightAveraging = 0.99f, LearningRateDecaySteps = 3000, MaxGradientNorm = 1, CriticL2 = 1e-6f }, LessonWorld.Aim),
        new("td3", SmallContinuous(new Td3Options()), LessonWorld.Aim)
        {
            Ruin = options => (Td3Options)options with { ActorLearningRate = 1e30f, CriticLearningRate = 1e30f },
            Refuses = [LessonWorld.Marks, LessonWorld.SeveralMarks],
        },
        new("td3/normalized, three steps", SmallContinuous(new Td3Options { LayerNorm = true, NStep = 3 }), LessonWorld.Aim) { Worlds = 2 },
        new("sac", SmallSac, LessonWorld.Aim)
        {
            Ruin = options => (SacOptions)options with { ActorLearningRate = 1e30f, CriticLearningRate = 1e30f },
            Refuses = [LessonWorld.Marks, LessonWorld.SeveralMarks],
        },
        new("sac/normalized, averaged, three steps, falling rates", SmallSac with { LayerNorm = true, WeightAveraging = 0.99f, NStep = 3, LearningRateDecaySteps = 3000 }, LessonWorld.Aim) { Worlds = 2 },
        new("sac/drifting noise", SmallSac with { Noise = new ActionNoiseOptions { Kind = NoiseKind.OrnsteinUhlenbeck, Scale = 0.2f } }, LessonWorld.Aim) { Worlds = 2 },
        new("sac/fixed temperature", SmallSac with { LearnTemperature = false, Temperature = 1e-3f }, LessonWorld.Aim),
        new("tqc", SmallTqc, LessonWorld.Aim)
        {
            Ruin = options => (TqcOptions)options with { ActorLearningRate = 1e30f, CriticLearningRate = 1e30f },
            Refuses = [LessonWorld.Marks, LessonWorld.SeveralMarks],
        },
        new("tqc/fixed temperature, normalized", SmallTqc with { LayerNorm = true, LearnTemperature = false, Temperature = 1e-3f }, LessonWorld.Aim),
        new("tqc/three critics, averaged, three steps, falling rates", SmallTqc with { Critics = 3, DroppedPerCritic = 1, WeightAveraging = 0.99f, NStep = 3, LearningRateDecaySteps = 3000 }, LessonWorld.Aim) { Worlds = 2 },
    ];

    public static AgentCase Find(string name) => All.Single(agent => agent.Name == name);

    private static SacOptions SmallSac => SmallContinuous(new SacOptions { TemperatureLearningRate = 1e-2f, Temperature = 0.1f });

    private static TqcOptions SmallTqc => SmallContinuous(new TqcOptions { TemperatureLearningRate = 1e-2f, Temperature = 0.1f, Quantiles = 10 });

    /// <summary>Settings of an agent with a replay that acts with numbers, for short lessons.</summary>
    public static TOptions SmallContinuous<TOptions>(TOptions options)
        where TOptions : ContinuousControlOptions => options with
    {
        ActorHiddenSizes = [32],
        CriticHiddenSizes = [32, 32],
        ActorLearningRate = 2e-3f,
        CriticLearningRate = 5e-3f,
        Discount = 0.5f,
        BatchSize = 64,
        BufferSize = 3000,
        LearningStarts = 100,
        RandomSteps = 200,
        Tau = 0.02f,
    };
}
