namespace Bellman.Training;

/// <summary>
/// When an environment was solved: at the end of the first episode with which the mean of the last returns reached the threshold.
/// </summary>
/// <param name="Episode">How many episodes had finished.</param>
/// <param name="Step">How many environment steps had been made.</param>
/// <param name="Seconds">How long the training had lasted.</param>
public readonly record struct SolvedMark(long Episode, long Step, double Seconds);
