// Trains a Double DQN on LunarLander-v3 with the settings of the preset bellman-lander: the whole program.
#region program
using Bellman.Agents;
using Bellman.Core;
using Bellman.Environments;
using Bellman.Experiments;
using Bellman.Training;

RunOptions tuned = Presets.Find("bellman-lander").Options;
var options = (DqnOptions)tuned.AgentOptions;     // or your own: new DqnOptions { HiddenSizes = [128, 128] }
using VectorEnv env = Envs.MakeVector("LunarLander-v3", count: 1);
var agent = new DqnAgent(env, options, seed: 1);
var trainer = new Trainer(env, agent) { Seed = 1, Callbacks = { new ConsoleProgress(), new EvaluateEvery(steps: 50_000, episodes: 10) } };
TrainingReport report = trainer.Run(totalSteps: args.Length > 0 ? long.Parse(args[0]) : tuned.Training.Steps);
agent.Save("lander.bellman");
EvaluationReport landings = new Evaluator(agent, env).Run(episodes: 20, seed: 1000);
#endregion

Console.WriteLine($"{report.Episodes} episodes, mean return of the last 100: {report.MeanReturn:F1}, {report.StepsPerSecond:F0} steps/s");
Console.WriteLine($"{landings.Episodes} greedy episodes: mean {landings.Mean:F1}, min {landings.Minimum:F1}");
return report.Updates > 0 ? 0 : 1;
