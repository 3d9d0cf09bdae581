namespace Bellman.Core;

/// <summary>
/// A training whose numbers went out of bounds: a loss, reward or weight that is not finite. The message names the quantity and the step.
/// What was saved before still stands.
/// </summary>
public sealed class TrainingDivergedException : Exception
{
    /// <summary>Creates the exception with its message.</summary>
    public TrainingDivergedException(string message)
        : base(message)
    {
    }
}
