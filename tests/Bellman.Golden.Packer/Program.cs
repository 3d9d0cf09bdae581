using System.Text.RegularExpressions;
using Bellman.Golden;

// Packs a folder of recordings into tests/Bellman.Golden/data, keeping what the tests use:
//   dotnet run --project tests/Bellman.Golden.Packer -- FOLDER tests/Bellman.Golden/data
if (args.Length != 2)
{
    Console.Error.WriteLine("usage: Bellman.Golden.Packer FOLDER_OF_RECORDINGS DESTINATION");
    return 2;
}

Regex[] used =
[
    new(@"^(rng|spaces|learning|vector_cartpole)\.json$"),
    new("^(episodes|heuristic|multiepisode|variants)/(CartPole|MountainCar|LunarLander|LunarLanderContinuous)-v[0-9]"),
];

string root = Path.GetFullPath(args[0]);
var packs = new SortedDictionary<string, SortedDictionary<string, byte[]>>(StringComparer.Ordinal);
foreach (string file in Directory.EnumerateFiles(root, "*.json", SearchOption.AllDirectories))
{
    string path = Path.GetRelativePath(root, file).Replace('\\', '/');
    if (!used.Any(pattern => pattern.IsMatch(path)))
        continue;
    string pack = Recordings.PackOf(path);
    if (!packs.TryGetValue(pack, out SortedDictionary<string, byte[]>? entries))
        packs[pack] = entries = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
    entries.Add(path, File.ReadAllBytes(file));
}

Directory.CreateDirectory(args[1]);
foreach ((string pack, SortedDictionary<string, byte[]> entries) in packs)
{
    string target = Path.Combine(args[1], pack);
    using (FileStream stream = File.Create(target))
        Pack.Write(stream, entries);
    Console.WriteLine($"{pack}: {entries.Count} recordings, {new FileInfo(target).Length:N0} bytes");
}

return 0;
