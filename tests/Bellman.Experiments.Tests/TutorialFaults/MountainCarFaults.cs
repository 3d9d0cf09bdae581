using Bellman.Core;
using Bellman.Training;

namespace Bellman.Experiments.Tests;

/// <summary>T1, the article on MountainCar. That a time-out is stored as a terminal state is among the <see cref="SharedFaults"/>.</summary>
public sealed class MountainCarFaults
{
    private static readonly RunOptions Options = Presets.Find("mountaincar").Options
        .With("training.steps=3000", "agent.learning_starts=500", "training.evaluation_steps=450", "training.validation_states=100");

    public static TheoryData<string> AllPresets => [.. Presets.All.Select(preset => preset.Name)];

    /// <summary>
    /// "Evaluation steps the training environment, so that the next stored transition is corrupt": with and without evaluations the training ends in the same agent, replay and random streams
    /// included, and the same worlds. So it does with every preset's agent and wrappers.
    /// </summary>
    [Theory]
    [MemberData(nameof(AllPresets))]
    public void Evaluation_StepsTheTrainingEnvironment(string preset)
    {
        RunOptions options = preset == "mountaincar"
            ? Options
            : Presets.Find(preset).Options.With("training.steps=640", "training.episodes=0", "training.stop_when_solved=false");
        Assert.Equal(Train(options, evaluateEvery: 0), Train(options, options.Training.Steps / 4));

        static (string Agent, string Worlds) Train(RunOptions options, long evaluateEvery)
        {
            using VectorEnv env = options.MakeVector();
            Agent agent = options.MakeAgent(env, seed: 1);
            var trainer = new Trainer(env, agent) { Seed = 1, Options = options.Training };
            var evaluations = new Evaluations();
            trainer.Callbacks.Add(evaluations);
            if (evaluateEvery > 0) trainer.Callbacks.Add(MakeEvaluation(evaluateEvery));
            trainer.Run();
            Assert.Equal(evaluateEvery > 0 ? 4 : 0, evaluations.Reports.Count);
            return (Faults.StateOf(agent), Faults.StateOf(env));
        }
    }

    /// <summary>
    /// "The unfinished last episode is averaged in": an untrained agent's episodes last 200 steps and earn -200. Of 450 steps the last 50 belong to an episode that did not finish; with it the mean
    /// would be -150.
    /// </summary>
    [Fact]
    public void Evaluation_AveragesTheUnfinishedLastEpisodeIn()
    {
        using VectorEnv env = Options.MakeVector();
        var evaluations = new Evaluations();
        var trainer = new Trainer(env, Options.MakeAgent(env, seed: 1)) { Seed = 1, Options = Options.Training, Callbacks = { evaluations, MakeEvaluation(700) } };
        trainer.Run(700);
        EvaluationReport report = Assert.Single(evaluations.Reports);
        Assert.Equal([200, 200], report.Lengths);
        Assert.Equal(-200, report.Mean);
    }

    /// <summary>"Action sampling is not seeded": the same seed draws the same random actions, another one others.</summary>
    [Fact]
    public void ActionSampling_IsNotSeeded()
    {
        List<float> first = Actions(seed: 1), again = Actions(seed: 1), other = Actions(seed: 2);
        Assert.Equal(first, again);
        Assert.NotEqual(first, other);

        static List<float> Actions(ulong seed)
        {
            var world = new StillWorld { Length = 10, Terminates = false, Actions = 3 };
            Faults.Train(Faults.QuickDqn("mountaincar"), () => world, 300, seed);
            Assert.Equal(3, world.Done.Distinct().Count());
            return world.Done;
        }
    }

    /// <summary>
    /// "The target network starts different from the online one": where a step pays nothing, leads back and is not discounted, the target of a value is the value itself, by the target network. The
    /// loss of the first update is then zero to the bit if and only if both networks are the same.
    /// </summary>
    [Fact]
    public void TargetNetwork_StartsDifferentFromTheOnlineOne()
    {
        RunOptions options = Faults.QuickDqn("mountaincar", "agent.discount=1", "agent.target_update_every=1000");
        Agent agent = Faults.Train(options, () => new StillWorld { Reward = 0, Length = 10, Terminates = false, Actions = 1 }, 64);
        Assert.Equal(1, agent.Updates);
        Assert.NotEqual(0, Assert.Single(Faults.ActionValues(agent, 1)));
        Assert.Equal(0, agent.Metrics.Find("loss")!.Last);
    }

    private static EvaluateEvery MakeEvaluation(long every) =>
        new(every) { EvaluationSteps = Options.Training.EvaluationSteps, ValidationStates = Options.Training.ValidationStates };

    private sealed class Evaluations : ICallback
    {
        public List<EvaluationReport> Reports { get; } = [];

        public void OnEvaluation(TrainingContext context, EvaluationReport evaluation) => Reports.Add(evaluation);
    }
}
