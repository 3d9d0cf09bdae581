// Trains a Double DQN on LunarLander-v3: the whole program.
#region program
using Bellman.Agents;
using Bellman.Core;
using Bellman.Environments;
using Bellman.Training;

using VectorEnv env = Envs.MakeVector("LunarLander-v3", count: 1);
var agent = new DqnAgent(env, new DqnOptions { LearningRate = 6.3e-4f, HiddenSizes = [256, 256] }, seed: 1);
var trainer = new Trainer(env, agent) { Callbacks = { new ConsoleProgress(), new EvaluateEvery(steps: 25_000, episodes: 10) } };
TrainingReport report = trainer.Run(totalSteps: args.Length > 0 ? long.Parse(args[0]) : 100_000);
agent.Save("lander.bellman");
#endregion

Console.WriteLine($"{report.Episodes} episodes, mean return of the last 100: {report.MeanReturn:F1}, {report.StepsPerSecond:F0} steps/s");
return report.Updates > 0 ? 0 : 1;
