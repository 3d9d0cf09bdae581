using Bellman.Golden;

// Packs a folder of recordings into tests/Bellman.Golden/data:
//   dotnet run --project tests/Bellman.Golden.Packer -- FOLDER tests/Bellman.Golden/data
if (args.Length != 2)
{
    Console.Error.WriteLine("usage: Bellman.Golden.Packer FOLDER_OF_RECORDINGS DESTINATION");
    return 2;
}

string root = Path.GetFullPath(args[0]);
var packs = new SortedDictionary<string, SortedDictionary<string, byte[]>>(StringComparer.Ordinal);
foreach (string file in Directory.EnumerateFiles(root, "*.json", SearchOption.AllDirectories))
{
    string path = Path.GetRelativePath(root, file).Replace('\\', '/');
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
