namespace Bellman.Testing;

/// <summary>What <see cref="EnvironmentChecker"/> did and saw.</summary>
/// <param name="Steps">Steps that were taken at random.</param>
/// <param name="Episodes">Episodes that came to their end meanwhile.</param>
/// <param name="CanSave">Whether the environment can be saved in mid-episode, and so a training in it.</param>
public sealed record EnvironmentCheck(int Steps, int Episodes, bool CanSave);
