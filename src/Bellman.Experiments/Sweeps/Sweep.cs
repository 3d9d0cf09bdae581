using Bellman.Core;
using Bellman.Numerics;
using Bellman.Training;

namespace Bellman.Experiments;

/// <summary>
/// Trainings over a grid of options, each setting with several seeds, several at a time. Each finished training is a file in the sweep's folder, and a training
/// whose file is there is not made again, unless another build of Bellman made it: a sweep that was stopped goes on, and one that gets more values or seeds makes only what is new. Trainings share nothing, so that
/// the results are the same however many run at a time.
/// </summary>
public sealed class Sweep
{
    private const int MostSettings = 100_000;

    /// <summary>Creates a sweep; nothing is trained yet.</summary>
    /// <param name="common">What all trainings have in common; its seed is not used.</param>
    /// <param name="grid">The options that vary; none for the common options alone.</param>
    /// <param name="seeds">The seeds that each setting is trained with.</param>
    /// <exception cref="FormatException">An option is unknown or varies twice, or a value is of the wrong type.</exception>
    /// <exception cref="ArgumentException">A value is out of its range, or there is no seed.</exception>
    public Sweep(RunOptions common, IReadOnlyList<SweepAxis> grid, IReadOnlyList<ulong> seeds)
    {
        ArgumentNullException.ThrowIfNull(common);
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentNullException.ThrowIfNull(seeds);
        if (seeds.Count == 0) throw new ArgumentException("A sweep needs at least one seed.", nameof(seeds));
        if (grid.GroupBy(axis => axis.Path, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new FormatException($"The grid names '{twice.Key}' twice: give all its values in one list.");
        if (grid.Any(axis => axis.Path == "seed")) throw new FormatException("The seeds of a sweep are given by --seeds, or by 'seeds' in its file.");
        if (grid.Aggregate(1L, (count, axis) => Math.Min(count * axis.Values.Count, MostSettings + 1)) > MostSettings)
            throw new FormatException($"The grid has more than {MostSettings} settings.");
        Common = common with { Seed = null };
        Grid = grid;
        Seeds = seeds;
        Settings = [.. Combinations(grid).Select(values => new SweepSetting(values, Common.With(Assignments(grid, values))))];
        if (Settings.GroupBy(setting => RunOptionsJson.Write(setting.Options).ToJsonString(), StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } same)
        {
            string[] spellings = [.. same.Take(2).Select(setting => string.Join(' ', Assignments(grid, setting.Values)))];
            throw new FormatException($"The grid gives the same setting twice: '{spellings[0]}' and '{spellings[1]}'.");
        }
    }

    /// <summary>What all trainings have in common.</summary>
    public RunOptions Common { get; }

    /// <summary>The options that vary.</summary>
    public IReadOnlyList<SweepAxis> Grid { get; }

    /// <summary>The seeds that each setting is trained with.</summary>
    public IReadOnlyList<ulong> Seeds { get; }

    /// <summary>The points of the grid, the last axis varying fastest.</summary>
    public IReadOnlyList<SweepSetting> Settings { get; }

    /// <summary>How many trainings run at a time. It changes nothing but the time that the sweep takes. Default: the number of processors.</summary>
    public int Jobs { get; init => field = Check.Positive(value); } = Environment.ProcessorCount;

    /// <summary>Over how many greedy episodes each training is evaluated at its end. Default: 100.</summary>
    public int EvaluationEpisodes { get; init => field = Check.Positive(value); } = Trials.DefaultEpisodes;

    /// <summary>Makes worlds and an agent of every setting, to see whether they go together before the first training begins.</summary>
    /// <exception cref="ArgumentException">The agent does not suit the environment's spaces, or a setting can't be trained with.</exception>
    public void CheckSettings()
    {
        foreach (SweepSetting setting in Settings)
        {
            using VectorEnv env = setting.Options.MakeVector();
            setting.Options.MakeAgent(env, Seeds[0]);
        }
    }

    /// <summary>Trains what has no file of this build yet: every setting with the first seed, then every setting with the second, and so on.</summary>
    /// <param name="folder">Where the finished trainings are.</param>
    /// <exception cref="IOException">A file can't be written; what had finished stands.</exception>
    public SweepResults Run(SweepFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        SweepResults results = folder.Read(this);
        Run(folder, results);
        return results;
    }

    /// <summary>Trains what is missing in the results, and adds it to them.</summary>
    /// <param name="folder">Where the finished trainings are.</param>
    /// <param name="results">What was read from there.</param>
    /// <param name="begins">Called when a training begins, from the thread that makes it; gives what follows the training. Default: nothing.</param>
    /// <param name="ended">Called after each training with what came of it, one at a time. Default: nothing.</param>
    /// <param name="cancellation">Stops the sweep; trainings under way are given up.</param>
    /// <exception cref="OperationCanceledException">It was stopped; what had finished stands.</exception>
    /// <exception cref="IOException">A file can't be written; what had finished stands.</exception>
    public void Run(
        SweepFolder folder,
        SweepResults results,
        Func<SweepSetting, ulong, ICallback?>? begins = null,
        Action<SweepSetting, SweepTrial>? ended = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(results);
        folder.Describe(this);
        Lock gate = new();
        try
        {
            Trials.ForEach(results.Missing, Jobs, missing =>
            {
                (SweepSetting setting, ulong seed) = missing;
                SweepTrial trial = Train(setting, seed, begins?.Invoke(setting, seed), cancellation);
                folder.Store(this, setting, trial);
                lock (gate)
                {
                    results.Add(setting, trial);
                    ended?.Invoke(setting, trial);
                }
            }, cancellation);
        }
        finally
        {
            folder.WriteTables(results);
        }
    }

    /// <summary>A setting in words: each option that varies with its value.</summary>
    public string Describe(SweepSetting setting)
    {
        ArgumentNullException.ThrowIfNull(setting);
        return string.Join(' ', Assignments(Grid, setting.Values));
    }

    private SweepTrial Train(SweepSetting setting, ulong seed, ICallback? progress, CancellationToken cancellation)
    {
        try
        {
            RunOptions options = setting.Options with { Training = setting.Options.Training.Beside(Jobs) };
            TrialResult result = Trials.Run(options, seed, EvaluationEpisodes, progress: progress, cancellation: cancellation);
            return new SweepTrial { Seed = seed, Summary = result.Summary };
        }
        catch (TrainingDivergedException exception)
        {
            return new SweepTrial { Seed = seed, Failure = exception.Message };
        }
        catch (ArgumentException exception)
        {
            throw new ArgumentException($"{Describe(setting)}: {exception.Message.Split(" (Parameter '")[0]}", exception);
        }
    }

    private static IEnumerable<string> Assignments(IReadOnlyList<SweepAxis> grid, IReadOnlyList<string> values) =>
        grid.Zip(values, (axis, value) => $"{axis.Path}={value}");

    private static IEnumerable<IReadOnlyList<string>> Combinations(IReadOnlyList<SweepAxis> grid) => grid.Aggregate(
        (IEnumerable<IReadOnlyList<string>>)[[]],
        (settings, axis) => settings.SelectMany(setting => axis.Values.Select(value => (IReadOnlyList<string>)[.. setting, value])));
}
