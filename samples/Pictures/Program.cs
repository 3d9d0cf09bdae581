// Draws what a run of LunarLander led to, as two SVG files: the learning curve and one greedy landing.
// usage: dotnet run --project samples/Pictures -- <run folder> <output folder> [episode seed]
using Bellman.Experiments;
using Pictures;

if (args.Length is < 2 or > 3 || (args.Length == 3 && !ulong.TryParse(args[2], out _)))
{
    Console.Error.WriteLine("usage: Pictures <run folder> <output folder> [episode seed]");
    return 2;
}

string run = args[0], output = args[1], config = Path.Combine(run, "config.json");
RunOptions options = RunOptionsJson.Read(RunOptionsJson.Parse(File.ReadAllText(config), config));
ulong seed = args.Length == 3 ? ulong.Parse(args[2], System.Globalization.CultureInfo.InvariantCulture) : 42;
Directory.CreateDirectory(output);
File.WriteAllText(Path.Combine(output, "learning-curve.svg"), LearningCurve.Draw(options.Environment, Path.Combine(run, "progress.csv")));
File.WriteAllText(Path.Combine(output, "landing.svg"), LandingPicture.Draw(options, Path.Combine(run, "model.bellman"), seed));
return 0;
