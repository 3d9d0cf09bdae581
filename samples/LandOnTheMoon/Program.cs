// Trains a Double DQN on LunarLander-v3 until it lands: the whole program.
#region program
using Bellman.Agents;
using Bellman.Core;
using Bellman.Environments;
using Bellman.Training;

using VectorEnv env = Envs.MakeVector("LunarLander-v3", count: 1);
var options = new DqnOptions { HiddenSizes = [128, 128], TrainEvery = 1, NStep = 3, RewardScale = 0.1f, TargetUpdate = TargetUpdate.Soft, WeightAveraging = 0.999f };
var agent = new DqnAgent(env, options with { EpsilonSchedule = EpsilonSchedule.Exponential, EpsilonRate = 5e-5f, EpsilonEnd = 0.01f }, seed: 1);
var trainer = new Trainer(env, agent) { Seed = 1, Callbacks = { new ConsoleProgress(), new EvaluateEvery(steps: 25_000, episodes: 10) } };
TrainingReport report = trainer.Run(totalSteps: args.Length > 0 ? long.Parse(args[0]) : 120_000);
agent.Save("lander.bellman");
EvaluationReport landings = new Evaluator(agent, env).Run(episodes: 20, seed: 1000);
#endregion

Console.WriteLine($"{report.Episodes} episodes, mean return of the last 100: {report.MeanReturn:F1}, {report.StepsPerSecond:F0} steps/s");
Console.WriteLine($"{landings.Episodes} greedy episodes: mean {landings.Mean:F1}, min {landings.Minimum:F1}");
return report.Updates > 0 ? 0 : 1;
