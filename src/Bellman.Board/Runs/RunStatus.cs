namespace Bellman.Board;

/// <summary>A run in the board's list.</summary>
/// <param name="Id">The path below the folder.</param>
/// <param name="Environment">The environment's id; empty where nothing says it.</param>
/// <param name="Agent">The agent's name; empty where nothing says it.</param>
/// <param name="Preset">The preset's name.</param>
/// <param name="Seed">The seed.</param>
/// <param name="State"><c>running</c>, <c>finished</c>, <c>stopped</c>, or <c>silent</c>: begun, not ended, and nothing written for a while.</param>
/// <param name="Written">When the run last wrote.</param>
/// <param name="Length">The bytes of its curves: a larger number tells that there is something new.</param>
/// <param name="Steps">The environment steps so far.</param>
/// <param name="Episodes">The episodes so far.</param>
/// <param name="MeanReturn">The mean return of the last 100.</param>
/// <param name="Threshold">The mean return that solves the environment.</param>
/// <param name="SolvedAtStep">The step at which it was solved.</param>
/// <param name="Evaluation">The mean return of the greedy evaluation at the end.</param>
internal sealed record RunStatus(
    string Id,
    string Environment,
    string Agent,
    string? Preset,
    string Seed,
    string State,
    DateTime Written,
    long Length,
    double? Steps,
    double? Episodes,
    double? MeanReturn,
    double? Threshold,
    long? SolvedAtStep,
    double? Evaluation);
