namespace Bellman.Cli;

/// <summary>How fast a training with overlap is.</summary>
/// <param name="ByTurns">Steps a second on one thread.</param>
/// <param name="Together">Steps a second on two.</param>
/// <param name="Beside">Steps a second of two trainings by turns at once, both together: the most that two processors of the machine have to give.</param>
/// <param name="AllocatedByTurns">Bytes allocated on the training's thread for each step, on one thread.</param>
/// <param name="AllocatedTogether">The same on two.</param>
internal sealed record OverlapSpeeds(double ByTurns, double Together, double Beside, double AllocatedByTurns, double AllocatedTogether);
