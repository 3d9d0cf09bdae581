// Draws the learning curve of a run as an SVG file. For pictures and videos of its agent see `bellman record`.
// usage: dotnet run --project samples/Pictures -- <run folder> <output folder>
using Bellman.Experiments;

if (args.Length != 2)
{
    Console.Error.WriteLine("usage: Pictures <run folder> <output folder>");
    return 2;
}

string run = args[0], output = args[1];
Directory.CreateDirectory(output);
File.WriteAllText(Path.Combine(output, "learning-curve.svg"), PlotFile.Svg(CurvePlot.Of([run], new PlotOptions())));
return 0;
