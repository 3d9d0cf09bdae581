// An agent of one's own, trained by the same trainer as the built-in ones.
#region program
using Bellman.Core;
using Bellman.Environments;
using Bellman.Training;

using VectorEnv env = Envs.MakeVector("CartPole-v1");
var agent = new CrossEntropyAgent(env, new CrossEntropyOptions(), seed: 1);
var trainer = new Trainer(env, agent)
{
    Seed = 1,
    Options = new TrainingOptions { StopWhenSolved = true, LogEvery = 20_000 },
    Callbacks = { new ConsoleProgress() },
};
TrainingReport report = trainer.Run(totalSteps: 1_000_000);

using var evaluator = new Evaluator(agent, env);
EvaluationReport evaluation = evaluator.Run(episodes: 20, seed: 1000);
#endregion

Console.WriteLine($"{report.Episodes} episodes; {evaluation.Episodes} greedy ones: mean {evaluation.Mean:F1}, min {evaluation.Minimum:F1}");
return report.Solved is null ? 1 : 0;
