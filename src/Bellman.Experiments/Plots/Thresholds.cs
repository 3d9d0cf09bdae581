using System.Globalization;
using Bellman.Core;
using Bellman.Environments;

namespace Bellman.Experiments;

/// <summary>The mean return at which a run's environment counts as solved.</summary>
public static class Thresholds
{
    /// <summary>That of one run: its own where its configuration names one, otherwise the environment's; <see langword="null"/> where there is none.</summary>
    public static double? Of(RunDescription run)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (double.TryParse(run.Options.GetValueOrDefault("training.solved_return"), CultureInfo.InvariantCulture, out double own)) return own;
        foreach (EnvSpec spec in Envs.Specs)
        {
            if (spec.Id == run.Environment) return spec.RewardThreshold;
        }

        return null;
    }

    /// <summary>That of several runs, where it is the same for all.</summary>
    public static double? Common(IEnumerable<RunDescription> runs)
    {
        double?[] all = [.. runs.Select(Of).Distinct()];
        return all is [double common] ? common : null;
    }
}
