using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Bellman.Core;
using Bellman.Training;

namespace Bellman.Experiments;

/// <summary>
/// A sweep on the disk: <c>sweep.json</c> (what was asked for; <c>--file</c> takes it), <c>trials/</c> with a file for each finished training, <c>results.csv</c>
/// with a row for each, and <c>best.json</c> (the configuration of the best setting). A trial's file is named after its options, so that it is found again by any sweep in the folder that has this setting.
/// It holds with which build of Bellman it was made (<see cref="BuildVersion"/>), and counts for that build alone.
/// </summary>
public sealed class SweepFolder
{
    /// <summary>The first columns of <c>results.csv</c> are the options that vary; these follow.</summary>
    private static readonly string[] Columns =
        ["seed", "score", "score_std", "mean_return_last_100", "best_mean_return_100", "solved_at_step", "steps", "episodes", "updates", "seconds", "model_sha256", "failure"];

    private SweepFolder(string path) => Root = Path.GetFullPath(path);

    /// <summary>The folder, as a full path.</summary>
    public string Root { get; }

    /// <summary>What was asked for.</summary>
    public string SweepFile => Path.Combine(Root, "sweep.json");

    /// <summary>A row for each finished training.</summary>
    public string TableFile => Path.Combine(Root, "results.csv");

    /// <summary>The configuration of the best setting; there is none where every training failed.</summary>
    public string BestFile => Path.Combine(Root, "best.json");

    /// <summary>The finished trainings.</summary>
    public string TrialsFolder => Path.Combine(Root, "trials");

    /// <summary>Where a sweep is kept when no folder is named: below <c>sweeps</c>, by its environment, its preset or agent, and what it varies.</summary>
    public static string DefaultPath(Sweep sweep)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        IEnumerable<string> varied = sweep.Grid.Select(axis => axis.Path[(axis.Path.LastIndexOf('.') + 1)..]);
        return Path.Combine(
            "sweeps",
            RunFolder.FileName(sweep.Common.Environment),
            RunFolder.FileName(string.Join('-', [sweep.Common.Preset ?? sweep.Common.Agent, .. varied])));
    }

    /// <summary>Opens a folder, which is made where it is missing.</summary>
    /// <exception cref="IOException">It holds something that is no sweep, or can't be made.</exception>
    public static SweepFolder Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var folder = new SweepFolder(path);
        if (File.Exists(path)) throw new IOException($"'{path}' is a file, not a folder for a sweep.");
        if (Directory.Exists(path) && !File.Exists(folder.SweepFile) && Directory.EnumerateFileSystemEntries(path).Any(entry => Path.GetFileName(entry) != FolderLock.FileName))
            throw new IOException($"'{path}' already holds something that is not a sweep: choose another folder.");
        Directory.CreateDirectory(path);
        return folder;
    }

    /// <summary>Keeps other processes from sweeping in this folder until the result is disposed or the process ends.</summary>
    /// <exception cref="IOException">Another process is at it.</exception>
    public IDisposable Lock() => FolderLock.Take(Root, $"Another process is sweeping in '{Root}'.");

    /// <summary>The trainings of a sweep that have finished already, here or in an earlier call.</summary>
    /// <exception cref="IOException">A file can't be read.</exception>
    public SweepResults Read(Sweep sweep)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        var results = new SweepResults(sweep);
        foreach (SweepSetting setting in sweep.Settings)
        {
            foreach (ulong seed in sweep.Seeds)
            {
                JsonObject options = Options(sweep, setting, seed);
                string file = TrialFile(options, seed);
                if (!File.Exists(file) || SweepTrial.Read(File.ReadAllText(file), options, seed) is not { } trial) continue;
                if (trial.Build == BuildVersion.Present) results.Add(setting, trial);
                else results.Outdated++;
            }
        }

        return results;
    }

    /// <summary>Writes <see cref="SweepFile"/>.</summary>
    /// <exception cref="IOException">It can't be written.</exception>
    internal void Describe(Sweep sweep)
    {
        JsonObject json = RunOptionsJson.Write(sweep.Common);
        json.Remove("seed");
        var grid = new JsonObject();
        foreach (SweepAxis axis in sweep.Grid) grid[axis.Path] = new JsonArray([.. axis.Values.Select(value => (JsonNode)value)]);
        json["grid"] = grid;
        json["seeds"] = new JsonArray([.. sweep.Seeds.Select(seed => (JsonNode)seed)]);
        json["evaluation_episodes"] = sweep.EvaluationEpisodes;
        AtomicFile.WriteText(SweepFile, json.ToJsonString(OptionsJson.Format) + "\n");
    }

    /// <summary>Writes a finished training, atomically.</summary>
    /// <exception cref="IOException">It can't be written.</exception>
    internal void Store(Sweep sweep, SweepSetting setting, SweepTrial trial)
    {
        JsonObject options = Options(sweep, setting, trial.Seed);
        AtomicFile.WriteText(TrialFile(options, trial.Seed), trial.ToJson(options));
    }

    /// <summary>Writes <see cref="TableFile"/> and <see cref="BestFile"/>.</summary>
    /// <exception cref="IOException">They can't be written.</exception>
    internal void WriteTables(SweepResults results)
    {
        Sweep sweep = results.Sweep;
        var table = new StringBuilder();
        WriteRow(table, [.. sweep.Grid.Select(axis => axis.Path), .. Columns]);
        foreach (SweepSetting setting in sweep.Settings)
        {
            foreach (SweepTrial trial in results.Of(setting)) WriteRow(table, [.. setting.Values, .. Cells(trial)]);
        }

        AtomicFile.WriteText(TableFile, table.ToString());
        if (results.Rows() is not [{ Failures: 0 } best, ..]) return;
        AtomicFile.WriteText(BestFile, RunOptionsJson.Write(best.Setting.Options).ToJsonString(OptionsJson.Format) + "\n");
    }

    /// <summary>Everything that a training's result depends on, but for the build of Bellman.</summary>
    private static JsonObject Options(Sweep sweep, SweepSetting setting, ulong seed)
    {
        JsonObject json = RunOptionsJson.Write(setting.Options with { Seed = seed });
        json["evaluation_episodes"] = sweep.EvaluationEpisodes;
        return json;
    }

    private string TrialFile(JsonObject options, ulong seed)
    {
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(options.ToJsonString())));
        return Path.Combine(TrialsFolder, string.Create(CultureInfo.InvariantCulture, $"{hash[..16]}-seed{seed}.json"));
    }

    private static IEnumerable<string> Cells(SweepTrial trial)
    {
        RunSummary? summary = trial.Summary;
        object?[] cells =
        [
            trial.Seed, summary?.Evaluation?.Mean, summary?.Evaluation?.Std, summary?.MeanReturnLast100, summary?.BestMeanReturn100, summary?.SolvedAtStep,
            summary?.Steps, summary?.Episodes, summary?.Updates, summary?.WallSeconds, summary?.ModelSha256, trial.Failure,
        ];
        return cells.Select(cell => Convert.ToString(cell, CultureInfo.InvariantCulture) ?? "");
    }

    private static void WriteRow(StringBuilder table, IEnumerable<string> cells) => table.Append(string.Join(',', cells.Select(Quoted))).Append('\n');

    /// <summary>A cell with a comma, as a list of layer sizes has it, stands in quotation marks (RFC 4180).</summary>
    private static string Quoted(string cell) =>
        cell.AsSpan().IndexOfAny(',', '"', '\n') < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
