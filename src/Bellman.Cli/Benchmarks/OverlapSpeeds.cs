namespace Bellman.Cli;

/// <summary>How fast a training with overlap is.</summary>
/// <param name="ByTurns">Steps a second on one thread.</param>
/// <param name="Together">Steps a second on two.</param>
/// <param name="Most">How many times as many steps two trainings by turns at once make as one: the most that two processors of the machine have to give.</param>
/// <param name="AllocatedByTurns">Bytes allocated on the training's thread for each step, on one thread.</param>
/// <param name="AllocatedTogether">The same on two.</param>
internal sealed record OverlapSpeeds(double ByTurns, double Together, double Most, double AllocatedByTurns, double AllocatedTogether);
