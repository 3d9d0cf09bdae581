using System.Collections.Immutable;

namespace Bellman.Testing;

/// <summary>What <see cref="EnvironmentChecker"/> did and found.</summary>
/// <param name="Environment">The environment, with its stack of wrappers.</param>
/// <param name="Steps">Steps that were taken at random in the longest part.</param>
/// <param name="Episodes">Episodes that came to their end in it.</param>
/// <param name="CanSave">Whether the environment can be saved in mid-episode, and so a training in it.</param>
/// <param name="Findings">Everything that was found, each kind at most once; faults come before advice.</param>
public sealed record EnvironmentCheck(string Environment, int Steps, int Episodes, bool CanSave, ImmutableArray<EnvironmentFinding> Findings)
{
    /// <summary>What breaks the contract.</summary>
    public IEnumerable<EnvironmentFinding> Faults => Findings.Where(finding => finding.IsFault);

    /// <summary>What an environment may have a reason for.</summary>
    public IEnumerable<EnvironmentFinding> Advice => Findings.Where(finding => !finding.IsFault);

    /// <summary>Whether there is no fault.</summary>
    public bool IsSound => !Faults.Any();
}
