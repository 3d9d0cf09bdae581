namespace Bellman.Experiments;

/// <summary>The finished trainings of a sweep.</summary>
public sealed class SweepResults
{
    private readonly Dictionary<(SweepSetting Setting, ulong Seed), SweepTrial> _trials = new(ReferencePairComparer.Instance);

    internal SweepResults(Sweep sweep) => Sweep = sweep;

    /// <summary>The sweep.</summary>
    public Sweep Sweep { get; }

    /// <summary>How many trainings have finished, those that failed included.</summary>
    public int Count => _trials.Count;

    /// <summary>How many trainings had finished that another build of Bellman made: other code may come to other results, so they are made again.</summary>
    public int Outdated { get; internal set; }

    /// <summary>How many there will be.</summary>
    public int Total => Sweep.Settings.Count * Sweep.Seeds.Count;

    /// <summary>What is still to be trained, in the order in which it is: a seed for all settings, then the next.</summary>
    internal IReadOnlyList<(SweepSetting Setting, ulong Seed)> Missing =>
        [.. Sweep.Seeds.SelectMany(seed => Sweep.Settings.Select(setting => (setting, seed))).Where(pair => !_trials.ContainsKey(pair))];

    /// <summary>The finished trainings of a setting, in the order of the seeds.</summary>
    public IReadOnlyList<SweepTrial> Of(SweepSetting setting) =>
        [.. Sweep.Seeds.Select(seed => _trials.GetValueOrDefault((setting, seed))).OfType<SweepTrial>()];

    /// <summary>
    /// A row for each setting of which a training has finished, the best first: by the mean score, settings of which a training failed after all others.
    /// </summary>
    public IReadOnlyList<SweepRow> Rows()
    {
        IEnumerable<SweepRow> rows = Sweep.Settings.Select(setting => new SweepRow(setting, Of(setting))).Where(row => row.Trials.Count > 0);
        return [.. rows.OrderBy(row => row.Failures > 0).ThenByDescending(row => row.Mean)];
    }

    internal void Add(SweepSetting setting, SweepTrial trial) => _trials[(setting, trial.Seed)] = trial;

    /// <summary>Settings are told apart as objects: comparing all their options would cost more and mean the same.</summary>
    private sealed class ReferencePairComparer : IEqualityComparer<(SweepSetting Setting, ulong Seed)>
    {
        public static readonly ReferencePairComparer Instance = new();

        public bool Equals((SweepSetting Setting, ulong Seed) left, (SweepSetting Setting, ulong Seed) right) =>
            ReferenceEquals(left.Setting, right.Setting) && left.Seed == right.Seed;

        public int GetHashCode((SweepSetting Setting, ulong Seed) pair) =>
            HashCode.Combine(System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(pair.Setting), pair.Seed);
    }
}
