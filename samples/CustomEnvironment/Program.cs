// An environment of one's own: registered under an id, like the built-in ones, and trained until it is solved.
#region program
using Bellman.Agents;
using Bellman.Core;
using Bellman.Environments;
using Bellman.Testing;
using Bellman.Training;

EnvironmentChecker.Check(() => new LineWalk());   // throws with what is wrong, in words
Envs.Register(new EnvSpec("LineWalk-v0", MaxEpisodeSteps: 100, RewardThreshold: 0.75), () => new LineWalk());

using VectorEnv env = Envs.MakeVector("LineWalk-v0");
var agent = new DqnAgent(env, new DqnOptions { EpsilonDecay = 5000, LearningStarts = 500 }, seed: 1);
var trainer = new Trainer(env, agent)
{
    Seed = 1,
    Options = new TrainingOptions { StopWhenSolved = true },
    Callbacks = { new ConsoleProgress() },
};
TrainingReport report = trainer.Run(totalSteps: 100_000);
#endregion

Console.WriteLine(report.Solved is { } solved ? $"Solved with episode {solved.Episode}." : $"Not solved: the mean return is {report.MeanReturn:F2}.");
return report.Solved is null ? 1 : 0;
